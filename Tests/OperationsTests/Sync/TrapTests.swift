import Governance
import HTTP
import JSON
import Ledger
import Simulator
import Testing

@testable import Operations

@Suite("The trap that free tools fall into")
struct TrapTests {
  /// An instance, or a proxy before it, that stops after the first page and says that this was all.
  private struct FirstPageOnly: HTTPTransport {
    let base: Router
    let size: Int
    /// Whether it also denies the others when they are asked for by id.
    let denies: Bool

    func send(_ request: HTTPRequest) async throws(HTTPError) -> HTTPResponse {
      if denies, request.url.contains("/workflows/") { return .page("Bad Gateway", status: 502) }
      var request = request
      let isList = request.url.contains("/workflows?")
      if isList { request.url = request.url.replacing("limit=250", with: "limit=\(size)") }
      var response = try await base.send(request)
      if isList, var json = try? JSON(parsing: response.body) {
        _ = json.set(.null, at: JSONPointer().appending("nextCursor"))
        response.body = json.bytes(.compact)
      }
      return response
    }
  }

  private func landscape() async throws -> (Landscape, tree: String) {
    let landscape = try Landscape { stock, simulator, name in
      guard name == "dev" else { return }
      for number in 0..<260 { try simulator.load(workflow: stock.fresh("Flow \(number)")) }
    }
    try await landscape.sync("dev")
    return (landscape, try landscape.tip("observed/acme/dev^{tree}"))
  }

  @Test(
    "ENV-009 a list that ends after 100 or 250 deletes nothing: the others are asked for",
    arguments: [100, 250])
  func stops(_ size: Int) async throws {
    let (landscape, tree) = try await landscape()
    let network = FirstPageOnly(base: landscape.router, size: size, denies: false)
    let report = try await Sync(try landscape.context(network: network), environment: Slug(from: "dev")).run()
    #expect(report.removed == 0 && report.coverage.unmanaged == 260)
    #expect(try landscape.tip("observed/acme/dev^{tree}") == tree)
  }

  @Test("ENV-009 and where they cannot be asked for, the sync refuses", arguments: [100, 250])
  func refuses(_ size: Int) async throws {
    let (landscape, tree) = try await landscape()
    let network = FirstPageOnly(base: landscape.router, size: size, denies: true)
    await #expect(throws: OpsError.self) {
      try await Sync(try landscape.context(network: network), environment: Slug(from: "dev")).run()
    }
    #expect(try landscape.tip("observed/acme/dev^{tree}") == tree)
    #expect(try landscape.context().ledger.status(of: Slug(from: "dev")).coverage.unmanaged == 260)
  }
}
