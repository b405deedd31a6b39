import JSON
import Testing

@testable import Site

@Suite struct GraphGoldenTests {
  /// One element a line, so that a golden file reads as a diff.
  private func lines(_ svg: String) -> String {
    svg.replacing("><", with: ">\n<") + "\n"
  }

  @Test(
    "WF-004 a workflow is drawn as n8n's canvas shows it",
    arguments: ["order-intake", "support-agent", "nightly-loop"])
  func golden(name: String) throws {
    let graph = WorkflowGraph(workflow: try Places.fixture(name))
    try Golden.expect(lines(GraphDrawing(graph).svg().text), in: "\(name).svg")
  }

  @Test("PROMO-003 two versions in one picture: added, removed and changed are marked")
  func difference() throws {
    let sample = try SampleSite()
    let difference = GraphDifference(before: sample.orders, after: sample.ordersInProduction)
    try Golden.expect(
      lines(GraphDrawing(difference, name: "d").svg().text), in: "order-intake-difference.svg")
    #expect(
      difference.items.map { "\($0.mark.word): \($0.words)" } == [
        "changed: Reserve stock (HTTP Request)", "added: Log order (Google Sheets)",
        "removed: Check signature (Code)", "added: Order webhook to Is it paid?",
        "added: Is it paid?, output false, to Log order", "removed: Order webhook to Check signature",
        "removed: Check signature to Is it paid?",
      ])
  }

  @Test("A node that was only moved is not marked, a renamed one says what it was")
  func movedAndRenamed() throws {
    let before = try Places.fixture("nightly-loop")
    var after = before
    _ = after.set([1000, 64], at: try JSONPointer("/nodes/3/position"))
    _ = after.set("Finished", at: try JSONPointer("/nodes/4/name"))
    let target: JSON = ["node": "Finished", "type": "main", "index": 0]
    _ = after.set(target, at: try JSONPointer("/connections/Loop Over Items/main/0/0"))
    let difference = GraphDifference(before: before, after: after, renames: ["Done": "Finished"])
    #expect(difference.items.map(\.words) == ["Finished (No Operation), was Done"])
    #expect(difference.items.map(\.mark) == [.changed])
  }

  @Test("Against nothing everything is added, towards nothing everything is removed")
  func oneSide() throws {
    let workflow = try Places.fixture("support-agent")
    let added = GraphDifference(before: nil, after: workflow)
    #expect(added.items.count == 11 && added.items.allSatisfy { $0.mark == .added })
    let removed = GraphDifference(before: workflow, after: nil)
    #expect(removed.items.count == 11 && removed.items.allSatisfy { $0.mark == .removed })
    #expect(removed.graph.nodes.count == 6)
  }
}
