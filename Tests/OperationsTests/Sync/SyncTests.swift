import Governance
import JSON
import Ledger
import Simulator
import Testing

@testable import Operations

@Suite("Reading an instance")
struct SyncTests {
  @Test(
    "ENV-009 the first sync writes workflows, credentials, tags and users", arguments: N8NRelease.allCases)
  func first(_ release: N8NRelease) async throws {
    let landscape = try Landscape(release)
    let report = try await landscape.sync("dev")
    #expect(report.isComplete)
    #expect(report.coverage.unmanaged == 4)
    #expect(report.commit != nil)
    let files = try landscape.folder.git("ls-tree", "-r", "--name-only", "observed/acme/dev").split(
      separator: "\n")
    #expect(files.count == 7)
    #expect(files.filter { $0.hasPrefix("unmanaged/") }.count == 4)
    #expect(files.contains("credentials.json") && files.contains("tags.json") && files.contains("users.json"))
    try landscape.folder.git("fsck", "--strict")
  }
}
