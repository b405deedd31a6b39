import JSON
import Testing

@testable import Governance

@Suite("Outputs that mean something else")
struct ContestedOutputTests {
  /// A node with its targets by output, and the nodes A to D.
  private static func workflow(_ node: JSONObject, _ targets: [[String]]) -> JSON {
    var subject: JSONObject = ["id": "1", "name": "Subject", "position": [0, 0], "parameters": [:]]
    for (key, value) in node { subject[key] = value }
    let others: [JSON] = ["A", "B", "C", "D"].map { name in
      [
        "id": .string(name), "name": .string(name), "type": "n8n-nodes-base.noOp", "typeVersion": 1,
        "position": [0, 0], "parameters": [:],
      ]
    }
    let outputs = targets.map { names in
      JSON.array(names.map { ["node": .string($0), "type": "main", "index": 0] })
    }
    return [
      "name": "W", "nodes": .array([.object(subject)] + others),
      "connections": ["Subject": ["main": .array(outputs)]], "settings": [:],
    ]
  }

  private static func node(_ type: String, _ version: JSON, _ parameters: JSON, onError: Bool = false)
    -> JSONObject
  {
    var node: JSONObject = ["type": .string(type), "typeVersion": version, "parameters": parameters]
    if onError { node["onError"] = "continueErrorOutput" }
    return node
  }

  private static func rules(_ names: [String], isExtra: Bool = false) -> JSON {
    let rules = names.map { ["outputKey": .string($0)] as JSON }
    return ["rules": ["values": .array(rules)], "options": isExtra ? ["fallbackOutput": "extra"] : [:]]
  }

  /// What one side did to the node, and the other to its connections.
  struct Row: CustomTestStringConvertible {
    var testDescription: String
    var base: JSON
    var moved: JSON
    var connected: JSON
  }

  static let rows: [Row] = {
    let (choice, loop, check) = (
      "n8n-nodes-base.switch", "n8n-nodes-base.splitInBatches", "n8n-nodes-base.if"
    )
    func switched(_ names: [String], isExtra: Bool = false, onError: Bool = false) -> JSONObject {
      node(choice, 3.2, rules(names, isExtra: isExtra), onError: onError)
    }
    func condition(_ text: String) -> JSONObject { node(check, 2, ["conditions": .string(text)]) }
    let http = "n8n-nodes-base.httpRequest"
    return [
      Row(
        testDescription: "a fallback and an error output",
        base: workflow(switched(["a", "b"]), [["A"], ["B"]]),
        moved: workflow(switched(["a", "b"], isExtra: true), [["A"], ["B"], ["C"]]),
        connected: workflow(switched(["a", "b"], onError: true), [["A"], ["B"], ["D"]])),
      Row(
        testDescription: "a fallback before the error output",
        base: workflow(switched(["a"], onError: true), [["A"], ["B"]]),
        moved: workflow(switched(["a"], isExtra: true, onError: true), [["A"], [], ["B"]]),
        connected: workflow(switched(["a"], onError: true), [["A"], ["B", "C"]])),
      Row(
        testDescription: "a rule in front, of an old version",
        base: workflow(node(choice, 1, ["rules": ["rules": [["value2": "b"]]]]), [["A"]]),
        moved: workflow(
          node(choice, 1, ["rules": ["rules": [["value2": "a"], ["value2": "b"]]]]), [["B"], ["A"]]),
        connected: workflow(node(choice, 1, ["rules": ["rules": [["value2": "b"]]]]), [["A", "C"]])),
      Row(
        testDescription: "the outputs of a loop changed places with its version",
        base: workflow(node(loop, 2, [:]), [["A"], ["B"]]),
        moved: workflow(node(loop, 3, [:]), [["B"], ["A"]]),
        connected: workflow(node(loop, 2, [:]), [["A"], ["B", "C"]])),
      Row(
        testDescription: "a condition turned round",
        base: workflow(condition("is"), [["A"], ["B"]]),
        moved: workflow(condition("is not"), [["B"], ["A"]]),
        connected: workflow(condition("is"), [["A", "C"], ["B"]])),
      Row(
        testDescription: "an error output switched off",
        base: workflow(node(http, 4, [:], onError: true), [["A"], ["B"]]),
        moved: workflow(node(http, 4, [:]), [["A"]]),
        connected: workflow(node(http, 4, [:], onError: true), [["A"], ["B", "C"]])),
    ]
  }()

  @Test(
    "a connection of an output that the other side moved is asked about, either way round", arguments: rows)
  func contested(_ row: Row) {
    for (ours, theirs) in [(row.moved, row.connected), (row.connected, row.moved)] {
      #expect(!WorkflowMerge.merge(base: row.base, ours: ours, theirs: theirs).conflicts.isEmpty)
    }
  }

  @Test("a side without any connections can be taken, and the other one too") func disconnected() {
    let http = "n8n-nodes-base.httpRequest"
    let base = Self.workflow(Self.node(http, 4, [:], onError: true), [["A"], ["B"]])
    var bare = base
    _ = bare.removeValue(at: JSONPointer(tokens: ["connections"]))
    let moved = Self.workflow(Self.node(http, 4, [:]), [["A"], ["B"]])
    for (ours, theirs) in [(bare, moved), (moved, bare)] {
      let choices = WorkflowMerge.merge(base: base, ours: ours, theirs: theirs).choices
      #expect(choices != nil && choices?.ours["connections"] != choices?.theirs["connections"])
    }
  }

  @Test("an error output on one side and a further target on the other go together")
  func apart() {
    let http = "n8n-nodes-base.httpRequest"
    let merge = WorkflowMerge.merge(
      base: Self.workflow(Self.node(http, 4, [:]), [["A"]]),
      ours: Self.workflow(Self.node(http, 4, [:], onError: true), [["A"], ["B"]]),
      theirs: Self.workflow(Self.node(http, 4, [:]), [["A", "C"]]))
    #expect(merge.conflicts.isEmpty)
    let edges = WorkflowConnection.all(in: merge.workflow["connections"])
    #expect(Set(edges.map { "\($0.output) \($0.target)" }) == ["0 A", "0 C", "1 B"])
  }
}
