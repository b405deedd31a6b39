import JSON
import Testing

@testable import Governance

@Suite("Merge of connections") struct WiringMergeTests {
  static let orderMessage =
    "the targets run in this order, which both changed: by places, or by targets in between"

  /// Nodes by name with their x, and edges as `A > B` or `A 1 > B`, of the output 1.
  private static func workflow(
    _ nodes: KeyValuePairs<String, Int>, _ edges: [String], edited: String? = nil, order: String = "v1"
  ) -> JSON {
    var connections = JSONObject()
    for edge in edges.map({ $0.split(separator: " ").map(String.init) }) {
      var slots = connections[edge[0]]?["main"]?.arrayValue ?? []
      let output = edge.count == 4 ? Int(edge[1]) ?? 0 : 0
      while slots.count <= output { slots.append([]) }
      slots[output] = .array(
        (slots[output].arrayValue ?? []) + [
          ["node": .string(edge[edge.count - 1]), "type": "main", "index": 0]
        ])
      connections[edge[0]] = ["main": .array(slots)]
    }
    return [
      "name": "W", "settings": ["executionOrder": .string(order)], "connections": .object(connections),
      "nodes": .array(
        nodes.map { name, x in
          [
            "id": .string("id-\(name)"), "name": .string(name), "type": "n8n-nodes-base.noOp",
            "typeVersion": 1,
            "position": [.number(JSONNumber(x)), 0],
            "parameters": ["of": .string(name), "edited": .bool(name == edited)],
          ]
        }),
    ]
  }

  private static func edges(_ workflow: JSON?) -> [String] {
    WorkflowConnection.all(in: workflow?["connections"]).map {
      $0.output == 0 ? "\($0.source) > \($0.target)" : "\($0.source) \($0.output) > \($0.target)"
    }.sorted()
  }

  private static func names(_ workflow: JSON?) -> [String] {
    (workflow?["nodes"]?.arrayValue ?? []).compactMap { $0["name"]?.stringValue }.sorted()
  }

  /// Whether both have the same nodes, with the same parameters, and the same connections.
  private static func isSame(_ one: JSON?, _ other: JSON) -> Bool {
    func parameters(_ workflow: JSON?) -> [JSON] {
      (workflow?["nodes"]?.arrayValue ?? []).map { [$0["name"] ?? .null, $0["parameters"] ?? .null] }
    }
    return edges(one) == edges(other) && Set(parameters(one)) == Set(parameters(other))
  }

  private static func merge(_ base: JSON, _ ours: JSON, _ theirs: JSON) -> WorkflowMerge {
    WorkflowMerge.merge(base: base, ours: ours, theirs: theirs)
  }

  private static let chain = workflow(["S": 0, "B": 200, "C": 400], ["S > B", "B > C"])
  private static let withoutB = workflow(["S": 0, "C": 400], ["S > C"])

  @Test("a node removed here and connected there is a conflict, either way of which is whole")
  func removedAndConnected() {
    let theirs = Self.workflow(["S": 0, "B": 200, "C": 400, "X": 100], ["S > X", "X > B", "B > C"])
    let merge = Self.merge(Self.chain, Self.withoutB, theirs)
    #expect(merge.conflicts.map(\.message).contains("we removed the node, they connected it"))
    #expect(merge.conflicts.first?.node == "B")
    #expect(Self.names(merge.choices?.ours) == ["C", "S", "X"])
    #expect(Self.edges(merge.choices?.ours) == ["S > C"])
    #expect(Self.names(merge.choices?.theirs) == ["B", "C", "S", "X"])
    #expect(Self.edges(merge.choices?.theirs) == ["B > C", "S > X", "X > B"])
    let back = Self.merge(Self.chain, theirs, Self.withoutB)
    #expect(back.conflicts.map(\.message).contains("we connected the node, they removed it"))
  }

  @Test(
    "who takes a node that the other side removed has it with its connections, not with those that led past it"
  )
  func removedAndEdited() {
    let theirs = Self.workflow(["S": 0, "B": 200, "C": 400], ["S > B", "B > C"], edited: "B")
    for ours in [Self.withoutB, Self.workflow(["S": 0, "C": 400], [])] {
      let merge = Self.merge(Self.chain, ours, theirs)
      #expect(merge.conflicts.map(\.message) == ["we removed the node, they changed it"])
      #expect(Self.isSame(merge.choices?.ours, ours))
      #expect(Self.isSame(merge.choices?.theirs, theirs))
    }
  }

  @Test("nodes that were removed together are decided together") func removedTogether() {
    let base = Self.workflow(["S": 0, "A": 1, "B": 2, "C": 3, "D": 4], ["S > A", "A > B", "B > C", "S > D"])
    let ours = Self.workflow(["S": 0, "C": 3], ["S > C"])
    let theirs = Self.workflow(
      ["S": 0, "A": 1, "B": 2, "C": 3, "D": 4], ["S > A", "A > B", "B > C", "S > D"], edited: "B")
    let merge = Self.merge(base, ours, theirs)
    #expect(
      Set(merge.conflicts.map { "\($0.node ?? ""): \($0.message)" }) == [
        "A: we removed the node together with one that they changed",
        "B: we removed the node, they changed it",
      ])
    #expect(Self.names(merge.choices?.theirs) == ["A", "B", "C", "S"])
    #expect(Self.edges(merge.choices?.theirs) == ["A > B", "B > C", "S > A"])
  }

  @Test("a node removed here to which an expression there refers anew is a conflict")
  func removedAndReferenced() {
    func naming(_ text: String) -> JSON {
      var workflow = Self.chain
      workflow.set(.string(text), at: JSONPointer(tokens: ["nodes", "2", "parameters", "of"]))
      return workflow
    }
    let theirs = naming("={{ $('B').first() }}")
    let merge = Self.merge(Self.chain, Self.withoutB, theirs)
    #expect(merge.conflicts.map(\.message) == ["we removed the node, they refer to it anew"])
    #expect(merge.conflicts.first?.node == "B")
    #expect(Self.isSame(merge.choices?.theirs, theirs))
    let back = Self.merge(Self.chain, theirs, Self.withoutB)
    #expect(back.conflicts.map(\.message) == ["we refer to the node anew, they removed it"])
    #expect(Self.merge(Self.chain, Self.withoutB, naming("={{ $('C').first() }}")).conflicts.isEmpty)
  }

  @Test("a connection that they cut does not come back past the node that we removed") func cut() {
    let theirs = Self.workflow(["S": 0, "B": 200, "C": 400], ["B > C"])
    let merge = Self.merge(Self.chain, Self.withoutB, theirs)
    #expect(
      merge.conflicts.map(\.message) == [
        "we removed the node and connected its neighbours, they disconnected it"
      ])
    #expect(Self.isSame(merge.choices?.ours, Self.withoutB))
    #expect(Self.isSame(merge.choices?.theirs, theirs))
  }

  @Test("a removed node that nobody else touched is gone, with what leads past it") func removed() {
    let theirs = Self.workflow(["S": 0, "B": 200, "C": 400], ["S > B", "B > C", "C > S"], edited: "S")
    let merge = Self.merge(Self.chain, Self.withoutB, theirs)
    #expect(merge.conflicts.isEmpty)
    #expect(Self.edges(merge.workflow) == ["C > S", "S > C"])
  }

  @Test(
    "one connection moved to two places is a conflict",
    arguments: [
      (["S 1 > B"], ["S 2 > B"]), (["S > C"], ["S > S"]), (["C > B"], ["S 1 > B"]), (["C > B"], ["S > C"]),
    ])
  func movedTwice(_ mine: [String], _ other: [String]) {
    func workflow(_ edges: [String]) -> JSON { Self.workflow(["S": 0, "B": 200, "C": 400], edges) }
    let merge = Self.merge(workflow(["S > B"]), workflow(mine), workflow(other))
    #expect(merge.conflicts.map(\.message) == ["both moved the connection to \"B\", to different places"])
    #expect(merge.conflicts.first?.pointer.description == "/connections/S/main/0")
    #expect(merge.conflicts.first?.node == "S")
    #expect(Self.isSame(merge.choices?.ours, workflow(mine)))
    #expect(Self.isSame(merge.choices?.theirs, workflow(other)))
  }

  @Test("both put a node in between: a conflict, since the target would run twice") func insertedTwice() {
    func inserting(_ name: String) -> JSON {
      Self.workflow(
        ["S": 0, "B": 200, "C": 400, name == "X" ? "X" : "Y": 100], ["S > \(name)", "\(name) > B", "B > C"])
    }
    let merge = Self.merge(Self.chain, inserting("X"), inserting("Y"))
    #expect(merge.conflicts.map(\.message) == ["both moved the connection to \"B\", to different places"])
    #expect(Self.edges(merge.choices?.ours) == ["B > C", "S > X", "X > B"])
    #expect(Self.edges(merge.choices?.theirs) == ["B > C", "S > Y", "Y > B"])
  }

  @Test("removed here and moved there is a conflict, removed here and another one added there is none")
  func removedAndMoved() {
    func workflow(_ edges: [String]) -> JSON { Self.workflow(["S": 0, "B": 200, "C": 400], edges) }
    let moved = Self.merge(workflow(["S > B"]), workflow([]), workflow(["S 1 > B"]))
    #expect(moved.conflicts.map(\.message) == ["we removed the connection to \"B\", they moved it"])
    let back = Self.merge(workflow(["S > B"]), workflow(["S 1 > B"]), workflow([]))
    #expect(back.conflicts.map(\.message) == ["we moved the connection to \"B\", they removed it"])
    let added = Self.merge(workflow(["S > B"]), workflow([]), workflow(["S > C"]))
    #expect(added.conflicts.isEmpty)
    #expect(Self.edges(added.workflow) == ["S > C"])
  }

  @Test("the same move on both sides is one move, and other connections beside it go together")
  func sameMove() {
    func workflow(_ edges: [String]) -> JSON { Self.workflow(["S": 0, "B": 200, "C": 400], edges) }
    let merge = Self.merge(
      workflow(["S > B"]), workflow(["S 1 > B", "S > C"]), workflow(["S 1 > B", "C > B"]))
    #expect(merge.conflicts.isEmpty)
    #expect(Self.edges(merge.workflow) == ["C > B", "S 1 > B", "S > C"])
  }

  /// S feeds A and B, which stand at these places.
  private static func siblings(_ a: Int, _ b: Int, order: String = "v1") -> JSON {
    workflow(["S": 0, "A": a, "B": b], ["S > A", "S > B"], order: order)
  }

  private static func places(_ workflow: JSON) -> [Int] {
    (workflow["nodes"]?.arrayValue ?? []).dropFirst().compactMap { $0["position"]?[0]?.intValue }
  }

  @Test("an order that one side changed is not undone by a move of the other that changed none")
  func orderAgainstMove() {
    let (base, ours, theirs) = (Self.siblings(0, 208), Self.siblings(480, 208), Self.siblings(0, 720))
    for merge in [Self.merge(base, ours, theirs), Self.merge(base, theirs, ours)] {
      #expect(merge.conflicts.isEmpty)
      #expect(Self.places(merge.workflow) == [480, 208])
    }
  }

  @Test("two moves that change no order do not change it together") func twoMoves() {
    let (base, ours, theirs) = (Self.siblings(0, 480), Self.siblings(320, 480), Self.siblings(0, 160))
    #expect(Self.places(Self.merge(base, ours, theirs).workflow) == [320, 480])
    #expect(Self.places(Self.merge(base, theirs, ours).workflow) == [0, 160])
    let apart = Self.merge(base, ours, Self.siblings(0, 640))
    #expect(Self.places(apart.workflow) == [320, 640])
  }

  @Test("two orders are a conflict, each of which can be had; where n8n runs by another rule, none")
  func twoOrders() {
    func three(_ a: Int, _ b: Int, _ c: Int) -> JSON {
      Self.workflow(["S": 0, "A": a, "B": b, "C": c], ["S > A", "S > B", "S > C"])
    }
    let (base, ours, theirs) = (three(0, 160, 320), three(0, 640, 320), three(960, 160, 320))
    let merge = Self.merge(base, ours, theirs)
    #expect(merge.conflicts.map(\.message) == [Self.orderMessage])
    #expect(merge.conflicts.first?.base == ["A", "B", "C"])
    #expect(merge.conflicts.first?.ours == ["A", "C", "B"])
    #expect(merge.conflicts.first?.theirs == ["B", "C", "A"])
    #expect(merge.choices?.ours == ours)
    #expect(merge.choices?.theirs == theirs)
    let stored = Self.merge(
      Self.siblings(0, 208, order: "v0"), Self.siblings(480, 208, order: "v0"),
      Self.siblings(0, 160, order: "v0"))
    #expect(stored.conflicts.isEmpty)
    #expect(Self.places(stored.workflow) == [480, 160])
  }

  @Test("a target put between two others stays there, or somebody decides") func between() {
    let base = Self.siblings(0, 480)
    let ours = Self.workflow(["S": 0, "A": 0, "B": 480, "D": 160], ["S > A", "S > B", "S > D"])
    let moved = Self.merge(base, ours, Self.siblings(320, 480))
    #expect(moved.conflicts.isEmpty)
    #expect(Self.places(moved.workflow) == [0, 480, 160])
    let swapped = Self.merge(base, ours, Self.siblings(640, 480))
    #expect(swapped.conflicts.map(\.message) == [Self.orderMessage])
    #expect(swapped.choices?.ours == ours)
  }

  /// S feeds targets that all stand at one place, so that they run as they are stored.
  private static func stored(_ targets: String...) -> JSON {
    workflow(["S": 0, "A": 0, "B": 0, "C": 0, "D": 0], targets.map { "S > \($0)" })
  }

  @Test("targets in a new order go together with one that the other side put between them")
  func addedBetween() {
    let (base, ours, theirs) = (Self.stored("C", "B"), Self.stored("B", "C"), Self.stored("A", "C"))
    for merge in [Self.merge(base, ours, theirs), Self.merge(base, theirs, ours)] {
      #expect(merge.conflicts.isEmpty)
      #expect(merge.workflow == Self.stored("A", "C"))
    }
    let more = Self.merge(base, ours, Self.stored("C", "A", "B"))
    #expect(more.conflicts.map(\.message) == [Self.orderMessage])
    #expect(more.choices?.ours == Self.stored("B", "C", "A"))
    let both = Self.merge(base, Self.stored("B", "C", "A"), Self.stored("D", "C", "B"))
    #expect(both.conflicts.isEmpty)
    #expect(both.workflow == Self.stored("D", "B", "C", "A"))
  }

  @Test("an order changed here by the rule and there by hand is a conflict with marks") func rules() throws {
    let base = Self.siblings(208, 0, order: "v0")
    let ours = Self.siblings(208, 0)
    let theirs = Self.workflow(["S": 0, "A": 208, "B": 0, "C": 1], ["S > C", "S > A", "S > B"], order: "v0")
    #expect(Self.merge(base, ours, theirs).conflicts.map(\.message) == [Self.orderMessage])
    let file = try WorkflowFileMerge.merge(
      base: base.bytes(.pretty), ours: ours.bytes(.pretty), theirs: theirs.bytes(.pretty),
      policy: Fixture.normalization, labels: ("ours", "theirs"))
    #expect(file.text.contains("<<<<<<< ours"))
  }
}
