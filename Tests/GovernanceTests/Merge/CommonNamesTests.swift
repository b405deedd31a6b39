import JSON
import Testing

@testable import Governance

@Suite("Names of nodes in a merge") struct CommonNamesTests {
  /// Nodes as `id name parameter`, and edges as `A > B`.
  private static func workflow(_ nodes: [String], _ edges: [String] = []) -> JSON {
    var connections = JSONObject()
    for edge in edges.map({ $0.split(separator: " > ").map(String.init) }) {
      let before = connections[edge[0]]?["main"]?[0]?.arrayValue ?? []
      connections[edge[0]] = [
        "main": .array([.array(before + [["node": .string(edge[1]), "type": "main", "index": 0]])])
      ]
    }
    let documents = nodes.map { text -> JSON in
      let words = text.split(separator: "/").map(String.init)
      return [
        "id": .string(words[0]), "name": .string(words[1]), "type": "n8n-nodes-base.set", "typeVersion": 3.4,
        "position": [0, 0], "parameters": ["value": .string(words[2])],
      ]
    }
    return ["name": "W", "nodes": .array(documents), "connections": .object(connections)]
  }

  private static func nodes(_ workflow: JSON) -> Set<String> {
    Set(
      (workflow["nodes"]?.arrayValue ?? []).map {
        "\($0["id"]?.stringValue ?? "")/\($0["name"]?.stringValue ?? "")/\($0["parameters"]?["value"]?.stringValue ?? "")"
      })
  }

  private static func edges(_ workflow: JSON) -> Set<String> {
    Set(WorkflowConnection.all(in: workflow["connections"]).map { "\($0.source) > \($0.target)" })
  }

  private static let base = workflow(["1/Orders/a", "2/Users/b", "3/Mail/c", "4/Slack/d"])

  @Test("two new nodes of one name stay two, each with its connections and references, from either side")
  func twins() {
    let all = ["1/Orders/a", "2/Users/b", "3/Mail/c"]
    let ours = Self.workflow(all + ["4/Slack/d", "5/Wait/x"], ["Orders > Wait", "Wait > Mail"])
    let theirs = Self.workflow(
      all + ["4/Slack/={{ $('Wait').item }}", "6/Wait/x"], ["Users > Wait", "Wait > Slack"])
    for (one, two, isTheirs) in [(ours, theirs, true), (theirs, ours, false)] {
      let merge = WorkflowMerge.merge(base: Self.base, ours: one, theirs: two)
      #expect(merge.conflicts.isEmpty)
      #expect(
        Self.nodes(merge.workflow)
          == Set(all + ["4/Slack/={{ $('Wait1').item }}", "5/Wait/x", "6/Wait1/x"]))
      #expect(
        Self.edges(merge.workflow) == [
          "Orders > Wait", "Wait > Mail", "Users > Wait1", "Wait1 > Slack",
        ])
      #expect(merge.renames == [MergeRename(isTheirs: isTheirs, old: "Wait", new: "Wait1")])
    }
  }

  @Test("a new node that is the same on both sides is one: by its id, or by all that it does")
  func same() {
    let ours = Self.workflow(["1/Orders/a", "5/Wait/x"], ["Orders > Wait"])
    let again = Self.workflow(["1/Orders/a", "6/Wait/x"], ["Orders > Wait"])
    let merge = WorkflowMerge.merge(base: Self.workflow(["1/Orders/a"]), ours: ours, theirs: again)
    #expect(merge.conflicts.isEmpty && merge.renames.isEmpty)
    #expect(Self.edges(merge.workflow) == ["Orders > Wait"])
    let edited = Self.workflow(["1/Orders/a", "5/Wait/y"], ["Orders > Wait"])
    let conflict = WorkflowMerge.merge(base: Self.workflow(["1/Orders/a"]), ours: ours, theirs: edited)
    #expect(conflict.conflicts.map(\.pointer.description) == ["/parameters/value"])
    #expect(conflict.renames.isEmpty)
  }

  @Test("a new node makes way for one that the other side renamed to its name, with the next free number")
  func renamed() {
    let base = Self.workflow(["1/Call/a", "2/Call3/b"])
    let ours = Self.workflow(["1/Fetch2/a", "2/Call3/b"])
    let theirs = Self.workflow(["1/Call/a", "2/Call3/b", "7/Fetch2/z", "8/Fetch1/y"], ["Call > Fetch2"])
    for (one, two) in [(ours, theirs), (theirs, ours)] {
      let merge = WorkflowMerge.merge(base: base, ours: one, theirs: two)
      #expect(merge.conflicts.isEmpty)
      #expect(Self.nodes(merge.workflow) == ["1/Fetch2/a", "2/Call3/b", "7/Fetch3/z", "8/Fetch1/y"])
      #expect(Self.edges(merge.workflow) == ["Fetch2 > Fetch3"])
      #expect(merge.renames.map(\.new) == ["Fetch3"])
    }
  }

  @Test("pinned data goes with a renamed node") func pinned() {
    func with(_ name: String, _ data: String) -> JSON {
      var workflow = Self.workflow(["1/\(name)/a"])
      workflow.set(.object([name: [["json": ["v": .string(data)]]]]), at: JSONPointer(tokens: ["pinData"]))
      return workflow
    }
    let merge = WorkflowMerge.merge(base: with("A", "1"), ours: with("N", "1"), theirs: with("A", "2"))
    #expect(merge.conflicts.isEmpty)
    #expect(merge.workflow == with("N", "2"))
  }
}
