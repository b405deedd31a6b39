import JSON
import Testing

@testable import Governance

@Suite("The order of siblings is content") struct SiblingOrderTests {
  /// A trigger that feeds nodes at `places`, in the order of `edges`.
  private static func workflow(
    _ places: [(String, [Int])], edges: [String], order: JSON = "v1", type: String = "main"
  ) -> JSON {
    var nodes: [JSON] = [["name": "T", "type": "n8n-nodes-base.noOp", "typeVersion": 1, "position": [0, 0]]]
    for (name, place) in places {
      nodes.append([
        "name": .string(name), "type": "n8n-nodes-base.noOp", "typeVersion": 1,
        "position": .array(place.map { .number(JSONNumber($0)) }),
      ])
    }
    let slot = edges.map { JSON.object(["node": .string($0), "type": .string(type), "index": 0]) }
    return [
      "name": "W", "nodes": .array(nodes), "connections": ["T": .object([type: [.array(slot)]])],
      "settings": order.isNull ? [:] : ["executionOrder": order],
    ]
  }

  private static func hash(_ json: JSON) -> ContentDigest {
    ContentHash.hash(of: json, policy: Fixture.normalization)
  }

  private static let above = [("A", [208, 0]), ("B", [208, 208])]
  private static let below = [("A", [208, 416]), ("B", [208, 208])]

  @Test("v1: moving a node is nothing, past its sibling it is something") func position() {
    let start = Self.hash(Self.workflow(Self.above, edges: ["A", "B"]))
    #expect(Self.hash(Self.workflow([("A", [999, 100]), ("B", [208, 208])], edges: ["A", "B"])) == start)
    #expect(Self.hash(Self.workflow(Self.below, edges: ["A", "B"])) != start)
  }

  @Test("v1: the order in which edges are stored is nothing") func storedOrder() {
    #expect(
      Self.hash(Self.workflow(Self.above, edges: ["A", "B"]))
        == Self.hash(Self.workflow(Self.above, edges: ["B", "A"])))
  }

  @Test("v1: of nodes at one height the left one runs first") func leftToRight() {
    #expect(
      Self.hash(Self.workflow([("A", [0, 0]), ("B", [208, 0])], edges: ["A", "B"]))
        != Self.hash(Self.workflow([("A", [208, 0]), ("B", [0, 0])], edges: ["A", "B"])))
  }

  @Test("v1: at one place the stored order decides") func samePlace() {
    let places = [("A", [16, 16]), ("B", [16, 16])]
    #expect(
      Self.hash(Self.workflow(places, edges: ["A", "B"]))
        != Self.hash(Self.workflow(places, edges: ["B", "A"])))
  }

  @Test("v1: what n8n's grid does to places is nothing, unless it turns the order") func grid() {
    // 100 and 104 both go to 112, where the left one runs first.
    let (off, on) = ([("A", [100, 100]), ("B", [300, 104])], [("A", [112, 112]), ("B", [304, 112])])
    #expect(
      Self.hash(Self.workflow(off, edges: ["A", "B"])) == Self.hash(Self.workflow(on, edges: ["A", "B"])))
    let turned = [("A", [300, 100]), ("B", [100, 104])]
    let after = [("A", [304, 112]), ("B", [112, 112])]
    #expect(
      Self.hash(Self.workflow(turned, edges: ["A", "B"]))
        != Self.hash(Self.workflow(after, edges: ["A", "B"])))
  }

  @Test("v0: places are nothing, the stored order is all", arguments: [.null, "v0"] as [JSON])
  func legacy(_ order: JSON) {
    let start = Self.hash(Self.workflow(Self.above, edges: ["A", "B"], order: order))
    #expect(Self.hash(Self.workflow(Self.below, edges: ["A", "B"], order: order)) == start)
    #expect(Self.hash(Self.workflow(Self.above, edges: ["B", "A"], order: order)) != start)
  }

  @Test("what feeds an agent's inputs has no order") func subNodes() {
    let start = Self.hash(Self.workflow(Self.above, edges: ["A", "B"], type: "ai_tool"))
    #expect(Self.hash(Self.workflow(Self.below, edges: ["B", "A"], type: "ai_tool")) == start)
  }

  @Test("two edges to one node are two, in whatever order they are stored") func inputs() {
    func workflow(_ inputs: [Int]) -> JSON {
      var result = Self.workflow([("M", [208, 0])], edges: [])
      let slot = inputs.map { JSON.object(["node": "M", "type": "main", "index": .number(JSONNumber($0))]) }
      result.set([.array(slot)], at: JSONPointer(tokens: ["connections", "T", "main"]))
      return result
    }
    #expect(Self.hash(workflow([0, 1])) == Self.hash(workflow([1, 0])))
    #expect(Self.hash(workflow([0, 0])) != Self.hash(workflow([0])))
  }

  @Test(
    "empty outputs at the end and edges into nothing are nothing",
    arguments: [
      ["T": ["main": [[["node": "A", "type": "main", "index": 0]], []]]],
      ["T": ["main": [[["node": "A", "type": "main", "index": 0]], .null]]],
      [
        "T": [
          "main": [
            [["node": "A", "type": "main", "index": 0], ["node": "Gone", "type": "main", "index": 0]]
          ]
        ]
      ],
      ["T": ["main": [[["node": "A", "type": "main", "index": 0]]], "ai_tool": []]],
      ["T": ["main": [[["node": "A", "type": "main", "index": 0]]]], "Gone": ["main": [[["node": "A"]]]]],
      ["T": ["main": [[["node": "A"]]]], "A": ["main": [[]]]],
    ] as [JSON])
  func emptiness(_ connections: JSON) {
    var result = Self.workflow([("A", [208, 0])], edges: ["A"])
    let start = Self.hash(result)
    result.set(connections, at: JSONPointer().appending("connections"))
    #expect(Self.hash(result) == start)
  }

  @Test("an empty output before a used one counts") func emptyOutput() {
    var result = Self.workflow([("A", [208, 0])], edges: ["A"])
    let start = Self.hash(result)
    result.set(
      [.null, [["node": "A", "type": "main", "index": 0]]],
      at: JSONPointer(tokens: ["connections", "T", "main"]))
    #expect(Self.hash(result) != start)
  }
}
