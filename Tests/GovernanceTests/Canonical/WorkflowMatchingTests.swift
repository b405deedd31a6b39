import JSON
import Testing

@testable import Governance

@Suite("Matching an unmanaged workflow")
struct WorkflowMatchingTests {
  private typealias Candidate = WorkflowMatching.Candidate

  private func candidate(_ slug: String, _ name: String, hash: String = "h", nodes: Set<String>) throws
    -> Candidate
  {
    Candidate(workflow: try #require(Slug(slug)), name: name, hashes: [hash], nodes: nodes)
  }

  private func match(_ name: String, hash: String = "other", nodes: Set<String>, _ candidates: [Candidate])
    -> WorkflowMatching.Result
  {
    WorkflowMatching.match(hash: hash, name: name, nodes: nodes, among: candidates)
  }

  @Test("CAN-009 identical content decides before names do")
  func content() throws {
    let candidates = [
      try candidate("same", "Other", hash: "x", nodes: ["a"]), try candidate("named", "Name", nodes: ["b"]),
    ]
    let found = match("Name", hash: "x", nodes: ["b"], candidates)
    #expect(found == .match(try #require(Slug("same")), evidence: "identical content"))
  }

  @Test("CAN-009 the same name counts from half of the nodes on")
  func name() throws {
    let half = [try candidate("a", "Name", nodes: ["1", "2", "3"])]
    #expect(
      match("Name", nodes: ["1", "2", "9"], half)
        == .match(try #require(Slug("a")), evidence: "same name, 50 % of the nodes"))
    #expect(match("Name", nodes: ["1", "8", "9"], half) == .none)
  }

  @Test("CAN-009 another name counts from nine tenths of the nodes on")
  func nodes() throws {
    let ten = Set((0..<10).map(String.init))
    let candidates = [try candidate("a", "Old", nodes: ten)]
    #expect(
      match("New", nodes: ten.subtracting(["0"]), candidates)
        == .match(try #require(Slug("a")), evidence: "other name, 90 % of the nodes"))
    #expect(match("New", nodes: ten.subtracting(["0", "1"]), candidates) == .none)
  }

  @Test("CAN-009 several that fit are named and none is taken")
  func ambiguous() throws {
    let candidates = [
      try candidate("b", "Name", hash: "x", nodes: []), try candidate("a", "Name", hash: "x", nodes: []),
    ]
    let slugs = [try #require(Slug("a")), try #require(Slug("b"))]
    #expect(match("Name", hash: "x", nodes: [], candidates) == .ambiguous(slugs))
    let named = [try candidate("b", "Name", nodes: ["1"]), try candidate("a", "Name", nodes: ["1"])]
    #expect(match("Name", nodes: ["1"], named) == .ambiguous(slugs))
  }

  @Test("workflows without nodes have nothing in common but their content")
  func empty() throws {
    #expect(match("Name", nodes: [], [try candidate("a", "Name", nodes: [])]) == .none)
    #expect(match("Name", nodes: ["1"], []) == .none)
  }

  @Test("nodes are told apart by type and name; sticky notes do not count")
  func reading() {
    let portable: JSON = [
      "nodes": [
        ["name": "A", "type": "n8n-nodes-base.set"], ["name": "A", "type": "n8n-nodes-base.code"],
        ["name": "Note", "type": "n8n-nodes-base.stickyNote"], ["name": "broken"], 7,
      ]
    ]
    #expect(
      WorkflowMatching.nodes(of: portable) == ["n8n-nodes-base.set\u{0}A", "n8n-nodes-base.code\u{0}A"])
    #expect(WorkflowMatching.nodes(of: ["nodes": "none"]).isEmpty)
  }
}
