import JSON
import Testing

@testable import Governance

@Suite("Merge of outputs that come from a list") struct ContestedOutputsTests {
  /// A Switch with rules, each of which leads to the nodes named after it: `paid: P Q`.
  private static func flow(_ rules: String..., name: String = "W") -> JSON {
    let parts = rules.map { $0.split(separator: ": ").map(String.init) }
    let targets = parts.map { $0.count > 1 ? $0[1].split(separator: " ").map(String.init) : [] }
    let values = parts.map { ["outputKey": .string($0[0])] as JSON }
    let nodes = ["P", "Q", "R", "S"].map { name -> JSON in
      [
        "id": .string(name), "name": .string(name), "type": "n8n-nodes-base.noOp",
        "parameters": ["of": .string(name)],
      ]
    }
    let outputs = targets.map { names -> JSON in
      .array(names.map { ["node": .string($0), "type": "main", "index": 0] })
    }
    return [
      "name": .string(name), "connections": ["Switch": ["main": .array(outputs)]],
      "nodes": .array(
        nodes + [
          [
            "id": "sw", "name": "Switch", "type": "n8n-nodes-base.switch", "typeVersion": 3.2,
            "parameters": ["rules": ["values": .array(values)]],
          ]
        ]),
    ]
  }

  private static func messages(_ base: JSON, _ ours: JSON, _ theirs: JSON) -> [String] {
    WorkflowMerge.merge(base: base, ours: ours, theirs: theirs).conflicts.map(\.message)
  }

  @Test("a rule put in front here and an output connected there is a conflict, either way of which is whole")
  func inserted() {
    let base = Self.flow("refund: P", "charge: Q")
    let ours = Self.flow("gift: R", "refund: P", "charge: Q")
    let theirs = Self.flow("refund: P", "charge: Q S")
    let merge = WorkflowMerge.merge(base: base, ours: ours, theirs: theirs)
    #expect(merge.conflicts.map(\.message) == ["we moved outputs of the node, they connected one anew"])
    #expect(merge.conflicts.first?.pointer.description == "/connections/Switch")
    #expect(merge.choices?.ours == ours && merge.choices?.theirs == theirs)
    #expect(
      Self.messages(base, theirs, ours) == ["we connected an output of the node anew, they moved it"])
  }

  @Test("rules in another order here and an output connected there is a conflict") func swapped() {
    let base = Self.flow("a: P", "b: Q")
    #expect(Self.messages(base, Self.flow("b: Q", "a: P"), Self.flow("a: P S", "b: Q")).count == 1)
  }

  @Test("both put a rule at the end: neither takes the other's connection") func appended() {
    let (base, ours, theirs) = (Self.flow("a: P"), Self.flow("a: P", "b: Q"), Self.flow("a: P", "c: R"))
    let merge = WorkflowMerge.merge(base: base, ours: ours, theirs: theirs)
    #expect(merge.conflicts.map(\.message) == ["both moved outputs of the node and connected them"])
    #expect(merge.choices?.ours == ours && merge.choices?.theirs == theirs)
  }

  @Test(
    "outputs before the first that moved, rules that stay where they are, and the same list are no conflict")
  func independent() {
    let base = Self.flow("a: P", "b: Q")
    let appended = WorkflowMerge.merge(
      base: base, ours: Self.flow("a: P", "b: Q", "c: R"), theirs: Self.flow("a: P S", "b: Q"))
    #expect(appended.conflicts.isEmpty)
    #expect(appended.workflow == Self.flow("a: P S", "b: Q", "c: R"))
    let edited = WorkflowMerge.merge(
      base: base, ours: Self.flow("x: P", "b: Q"), theirs: Self.flow("a: P", "b: Q S"))
    #expect(edited.conflicts.isEmpty)
    #expect(edited.workflow == Self.flow("x: P", "b: Q S"))
    let same = Self.messages(
      base, Self.flow("g: R", "a: P", "b: Q"), Self.flow("g: R", "a: P", "b: Q", name: "V"))
    #expect(same == [])
  }
}
