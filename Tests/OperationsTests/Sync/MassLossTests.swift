import Governance
import HTTP
import JSON
import Ledger
import Simulator
import Synchronization
import Testing

@testable import Operations

@Suite("Most workflows gone at once")
struct MassLossTests {
  private let dev = Slug(from: "dev")

  /// Development with so many workflows, of which so many are deleted after they were seen.
  private func landscape(_ count: Int, without gone: Int) async throws -> Landscape {
    let landscape = try Landscape { stock, simulator, name in
      guard name == "dev" else { return }
      for number in 0..<count { try simulator.load(workflow: stock.fresh("Flow \(number)")) }
    }
    try await landscape.sync("dev")
    let simulator = try landscape.simulator("dev")
    for workflow in simulator.workflows.prefix(gone) {
      try simulator.delete(workflowID: try #require(workflow["id"]?.stringValue))
    }
    return landscape
  }

  @Test("CAN-004 more than half and ten at least: refused, told and recorded, until somebody says so")
  func refused() async throws {
    let landscape = try await landscape(19, without: 10)
    let before = try landscape.tip("observed/acme/dev")
    let failures = Mutex<[String]>([])
    let context = try landscape.context(progress: { event in
      if case .failed(_, _, let error) = event { failures.withLock { $0.append(error.what) } }
    })
    let error = await #expect(throws: OpsError.self) { try await Sync(context, environment: dev).run() }
    #expect(error?.what == "Most workflows are gone at once, so nothing was changed")
    #expect(error?.isIncomplete == true)
    #expect(error?.remedy?.contains("n8n-ops sync --env dev --accept-loss") == true)
    #expect(failures.withLock(\.self) == [error?.what])
    #expect(try landscape.tip("observed/acme/dev") == before)
    #expect(try context.ledger.status(of: dev).lastSync?.isSuccess == false)
    let report = try await Sync(context, environment: dev, acceptsLoss: true).run()
    #expect(report.removed == 10 && report.coverage.unmanaged == 9)
    #expect(try await landscape.sync("dev").commit == nil)
  }

  /// Archives so many of them.
  private func archive(_ landscape: Landscape, _ count: Int) async throws {
    for workflow in try landscape.simulator("dev").workflows.prefix(count) {
      let id = try #require(workflow["id"]?.stringValue)
      let response = try await landscape.router.send(
        HTTPRequest(
          method: "POST", url: "http://dev.test/api/v1/workflows/\(id)/archive",
          headers: ["X-N8N-API-KEY": "key-of-dev", "Content-Type": "application/json"], body: Array("{}".utf8)
        ))
      #expect(response.status == 200)
    }
  }

  @Test(
    "CAN-004 most of them archived at once is refused as well, alone and beside deleted ones",
    arguments: [(19, 0, 10), (19, 5, 5), (3, 0, 3), (3, 1, 2)])
  func archived(_ count: Int, _ gone: Int, _ archived: Int) async throws {
    let landscape = try await landscape(count, without: gone)
    try await archive(landscape, archived)
    let before = try landscape.tip("observed/acme/dev")
    let context = try landscape.context()
    let error = await #expect(throws: OpsError.self) { try await Sync(context, environment: dev).run() }
    #expect(
      error?.why?.contains(
        gone == 0 ? "that they are archived" : "are archived (\(archived)) or do not exist") == true)
    #expect(try landscape.tip("observed/acme/dev") == before)
    let report = try await Sync(context, environment: dev, acceptsLoss: true).run()
    #expect(report.coverage.archived == archived)
    // What is archived already is no loss.
    #expect(try await landscape.sync("dev").commit == nil)
  }

  @Test("CAN-004 half of them may be archived")
  func halfArchived() async throws {
    let landscape = try await landscape(20, without: 0)
    try await archive(landscape, 10)
    #expect(try await landscape.sync("dev").coverage.archived == 10)
  }

  @Test("CAN-004 all of a few are refused too", arguments: [3, 9])
  func all(_ count: Int) async throws {
    let landscape = try await landscape(count, without: count)
    let error = await #expect(throws: OpsError.self) { try await landscape.sync("dev") }
    #expect(error?.why?.contains("of all \(count) that they do not exist") == true)
  }

  @Test(
    "CRED-001 ENV-009 a list of credentials, tags or users that comes empty is refused where much stood in it"
  )
  func emptyLists() throws {
    for (part, known, isRefused) in [
      (SyncPart.credentials, 3, true), (.credentials, 2, false), (.tags, 3, true), (.tags, 0, false),
      (.users, 1, true),
      (.users, 0, false),
    ] {
      var refused = false
      do { try MassLoss.requireSome(0, of: part, known: known, in: dev) } catch {
        refused = error.isIncomplete
      }
      #expect(refused == isRefused, "\(part) \(known)")
      try MassLoss.requireSome(1, of: part, known: known, in: dev)
    }
  }

  @Test("CAN-004 half of them, or eight of nine, may go", arguments: [(20, 10), (9, 8), (2, 2)])
  func taken(_ count: Int, _ gone: Int) async throws {
    #expect(try await landscape(count, without: gone).sync("dev").removed == gone)
  }
}
