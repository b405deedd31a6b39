import Governance
import Ledger
import Simulator
import Testing

@testable import Operations

@Suite("Working on an incident")
struct IncidentOperationTests {
  private func drifted() async throws -> (Landscape, RecordID) {
    let landscape = try Landscape()
    try await landscape.govern()
    try landscape.edit("prod", "order", code: "return ['hotfix'];")
    try await landscape.sync("prod")
    return (landscape, try #require(try landscape.check("prod").incident?.id))
  }

  private func incident(_ landscape: Landscape, _ id: RecordID) throws -> Incident {
    let ledger = try landscape.context().ledger
    return try ledger.incident(id, in: try ledger.workspace.mainTree())
  }

  @Test("INC-003 acknowledging says who and why, once")
  func acknowledge() async throws {
    let (landscape, id) = try await drifted()
    try landscape.context(as: Landscape.rita).acknowledge(id, note: "on it")
    let incident = try incident(landscape, id)
    #expect(incident.status == .acknowledged)
    #expect(incident.events.last?.by == Landscape.rita)
    #expect(incident.events.last?.note == "on it")
    let error = #expect(throws: OpsError.self) { try landscape.context().acknowledge(id, note: nil) }
    #expect(error?.why == "it is ACKNOWLEDGED")
  }

  @Test(
    "INC-004 no way of resolving but accepting is believed while the drift stands",
    arguments: [Incident.Resolution.promoted, .reverted, .kept])
  func standing(_ how: Incident.Resolution) async throws {
    let (landscape, id) = try await drifted()
    let error = #expect(throws: OpsError.self) { try landscape.context().resolve(id, how: how, note: "done") }
    #expect(error?.why == "the drift still stands: order-intake")
    #expect(try incident(landscape, id).status == .open)
  }

  @Test("INC-004 what is accepted stays accepted until it changes")
  func accepted() async throws {
    let (landscape, id) = try await drifted()
    try landscape.context(as: Landscape.rita).resolve(id, how: .accepted, note: "known")
    #expect(try incident(landscape, id).resolution == .accepted)
    #expect(try landscape.check("prod").incident == nil, "the same drift opens no second incident")
    try landscape.edit("prod", "order", code: "return ['more'];")
    try await landscape.sync("prod")
    let next = try #require(try landscape.check("prod").incident)
    #expect(next.id != id)
    #expect(next.status == .open)
  }

  @Test("INC-004 a resolved one is not resolved again")
  func twice() async throws {
    let (landscape, id) = try await drifted()
    try landscape.context().resolve(id, how: .accepted, note: "known")
    #expect(throws: OpsError.self) { try landscape.context().resolve(id, how: .accepted, note: "again") }
  }

  @Test("one that does not exist is told")
  func unknown() throws {
    let id = try #require(RecordID("20261124T174015Z-k3f9qz"))
    let error = #expect(throws: OpsError.self) { try Landscape().context().acknowledge(id, note: nil) }
    #expect(error?.remedy == "n8n-ops incident list")
  }
}
