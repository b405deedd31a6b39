import JSON
import Testing

@testable import Governance

@Suite("Check: structure")
struct StructureRuleTests {
  private func check(_ change: (inout JSON) throws -> Void) throws -> PreflightCheck {
    var fixture = try PreflightFixture()
    try fixture.edit(change)
    return fixture.check(StructureRule())
  }

  @Test("PROMO-002 passes what n8n takes")
  func passes() throws {
    #expect(try check { _ in }.outcome == .passed)
  }

  @Test("PROMO-002 two nodes of one name")
  func names() throws {
    let check = try check { $0.set("Start", at: try JSONPointer("/nodes/1/name")) }
    #expect(check.outcome == .failed)
    #expect(check.evidence.contains("order: two nodes are named Start"))
    #expect(check.evidence.contains("order: Start is connected to Set, which does not exist"))
  }

  @Test("PROMO-002 two nodes of one id")
  func ids() throws {
    expectFailed(
      try check { $0.set("1", at: try JSONPointer("/nodes/1/id")) }, "order: two nodes have the id 1")
  }

  @Test(
    "PROMO-002 a node without what n8n needs",
    arguments: [
      ("/nodes/1/type", "order: node Set has no type"),
      ("/nodes/1/position", "order: node Set has no position"),
    ])
  func missing(_ place: String, _ evidence: String) throws {
    expectFailed(try check { $0.removeValue(at: try JSONPointer(place)) }, evidence)
  }

  @Test("PROMO-002 a connection to or from nowhere")
  func dangling() throws {
    expectFailed(
      try check { $0.set("Gone", at: try JSONPointer("/connections/Start/main/0/0/node")) },
      "order: Start is connected to Gone, which does not exist")
    expectFailed(
      try check { $0.set(["main": []], at: try JSONPointer("/connections/Ghost")) },
      "order: a connection comes from Ghost, which does not exist")
  }

  @Test("shapes that are no workflow at all stop nothing")
  func hostile() throws {
    _ = try check { $0.set(7, at: try JSONPointer("/connections")) }
    _ = try check { $0.set([1, "x", [:]], at: try JSONPointer("/nodes")) }
    _ = try check { $0.set(["main": [1, [2], nil]], at: try JSONPointer("/connections/Start")) }
  }
}
