import Governance
import HTTP
import JSON
import Ledger
import Simulator
import Testing

@testable import Operations

@Suite("Archived workflows")
struct ArchivedTests {
  private func archive(_ landscape: Landscape, _ workflow: String) async throws {
    let id = try #require(landscape.ids["dev"]?[workflow])
    let response = try await landscape.router.send(
      HTTPRequest(
        method: "POST", url: "http://dev.test/api/v1/workflows/\(id)/archive",
        headers: ["X-N8N-API-KEY": "key-of-dev", "Content-Type": "application/json"], body: Array("{}".utf8)))
    #expect(response.status == 200)
  }

  @Test(
    "what is archived neither runs nor is unmanaged: it leaves the observed branch and is counted",
    arguments: [N8NRelease.v2_30_8, .v2_40_7])
  func archived(_ release: N8NRelease) async throws {
    let landscape = try Landscape(release)
    try await landscape.govern(["dev"])
    try await archive(landscape, "report")
    let report = try await landscape.sync("dev")
    #expect(report.coverage.archived == 1)
    #expect((report.coverage.managed, report.coverage.unmanaged, report.coverage.missing) == (3, 0, 1))
    #expect(try landscape.text("workflows/weekly-report.json", on: "observed/acme/dev") == nil)
    #expect(try landscape.check("dev").findings.map(\.kind) == [.missing])
  }
}
