import Governance
import JSON
import Simulator
import Testing

@testable import Operations

@Suite("Part of a sync")
struct SyncPartTests {
  private func sync(_ landscape: Landscape, _ parts: Set<SyncPart>) async throws -> SyncReport {
    try await Sync(try landscape.context(), environment: Slug(from: "dev"), parts: parts).run()
  }

  /// One that has changed everywhere since it was synced.
  private func landscape(_ release: N8NRelease = .v2_40_7) async throws -> Landscape {
    let landscape = try Landscape(release)
    try await landscape.sync("dev")
    try landscape.edit("dev", "report", code: "return ['later'];")
    let simulator = try landscape.simulator("dev")
    simulator.addCredential(type: "slackApi", name: "Chat")
    simulator.addTag(name: "later")
    simulator.clearRequests()
    return landscape
  }

  private func changed(_ landscape: Landscape) throws -> [Substring] {
    try landscape.folder.git("diff", "--name-only", "observed/acme/dev~1", "observed/acme/dev")
      .split(separator: "\n")
  }

  @Test("ENV-010 workflows only: nothing else is asked for, and all else stays")
  func workflows() async throws {
    let landscape = try await landscape()
    let report = try await sync(landscape, [.workflows])
    #expect(report.coverage.unmanaged == 4 && report.coverage.users == 1)
    #expect(try changed(landscape) == ["unmanaged/\(try #require(landscape.ids["dev"]?["report"])).json"])
    #expect(try landscape.simulator("dev").requests.allSatisfy { $0.path.contains("/workflows") })
  }

  @Test("ENV-011 credentials only: one request, and the workflows and their state stay")
  func credentials() async throws {
    let landscape = try await landscape()
    let before = try landscape.context().ledger.status(of: Slug(from: "dev"))
    let report = try await sync(landscape, [.credentials])
    #expect((report.added, report.changed, report.removed) == (0, 0, 0))
    #expect(report.lists == ["credentials"])
    #expect(try changed(landscape) == ["credentials.json"])
    #expect(try landscape.simulator("dev").requests.map(\.path) == ["/api/v1/credentials"])
    let after = try landscape.context().ledger.status(of: Slug(from: "dev"))
    #expect(after.lastSync == before.lastSync && after.lastCompleteSync == before.lastCompleteSync)
    #expect(after.coverage.unmanaged == 4 && after.coverage.credentials == 2)
    #expect(try await landscape.sync("dev").changed == 1)
  }

  @Test("ENV-011 where they are not listed it says so, is partial and changes nothing")
  func unlisted() async throws {
    let landscape = try await landscape(.v1_123_81)
    let tip = try landscape.tip("observed/acme/dev")
    let report = try await sync(landscape, [.credentials])
    #expect(report.outcome == .partial && report.refused.map(\.part) == [.credentials])
    #expect(report.refused.first?.remedy?.isEmpty == false)
    #expect(try landscape.tip("observed/acme/dev") == tip)
  }

  @Test(
    "ENV-010 what was asked for by name and may not be read is partial; in a full sync it is told",
    arguments: [SyncPart.users, .tags, .credentials])
  func notAllowed(_ part: SyncPart) async throws {
    let landscape = try await landscape()
    let scopes = ["workflow:list", "workflow:read", "tag:list", "user:list", "credential:list"]
    let refused = "\(part.rawValue.dropLast()):list"
    try landscape.simulator("dev").addKey("key-of-dev", scopes: Set(scopes).subtracting([refused]))
    let tip = try landscape.tip("observed/acme/dev")
    let alone = try await sync(landscape, [part])
    #expect(alone.outcome == .partial && alone.commit == nil)
    #expect(alone.refused.map(\.words).first?.contains("Give the key the scope \(refused)") == true)
    #expect(try landscape.tip("observed/acme/dev") == tip)
    let both = try await sync(landscape, [.workflows, part])
    #expect(both.outcome == .partial && both.changed == 1)
    let all = try await landscape.sync("dev")
    #expect(all.outcome == .done && all.refused.map(\.part) == [part])
    #expect(all.summary.contains("not read: \(part.rawValue)"))
    let status = try landscape.context().ledger.status(of: Slug(from: "dev"))
    #expect(status.lastSync?.isSuccess == true && status.coverage.users == 1)
  }
}
