import Governance
import HTTP
import JSON
import Ledger
import Simulator
import Testing

@testable import Operations

@Suite("Descriptions, which lists leave out")
struct DescriptionTests {
  /// Leaves a workflow out of lists, so that it is asked for by its id.
  struct Hiding: HTTPTransport {
    let base: Router
    let id: String

    func send(_ request: HTTPRequest) async throws(HTTPError) -> HTTPResponse {
      var response = try await base.send(request)
      guard request.url.contains("/workflows?"), var json = try? JSON(parsing: response.body) else {
        return response
      }
      let others = (json["data"]?.arrayValue ?? []).filter { $0["id"]?.stringValue != id }
      _ = json.set(.array(others), at: JSONPointer().appending("data"))
      response.body = json.bytes(.compact)
      return response
    }
  }

  /// Development with a workflow that has a description.
  private func landscape() async throws -> (Landscape, id: String) {
    let landscape = try Landscape { stock, simulator, name in
      try stock.fill(simulator)
      guard name == "dev" else { return }
      var document = stock.fresh()
      _ = document.set("For what comes back", at: JSONPointer().appending("description"))
      try simulator.load(workflow: document, active: true)
    }
    try await landscape.govern()
    return (landscape, try #require(try landscape.named("Returns", in: "dev").first?["id"]?.stringValue))
  }

  private func hide(_ id: String, _ landscape: Landscape) async throws {
    let context = try landscape.context(network: Hiding(base: landscape.router, id: id))
    _ = try await Sync(context, environment: Slug(from: "dev")).run()
  }

  @Test("ENV-009 what a single read told of a workflow does not come and go with lists")
  func stays() async throws {
    let (landscape, id) = try await landscape()
    try await hide(id, landscape)
    let text = try landscape.text("workflows/returns.json", on: "observed/acme/dev")
    #expect(text?.contains("For what comes back") == true)
    let before = try landscape.tip("observed/acme/dev")
    for _ in 1...2 {
      #expect(try await landscape.sync("dev").commit == nil)
      try await hide(id, landscape)
    }
    #expect(try landscape.tip("observed/acme/dev") == before)
    #expect(try landscape.check("dev").findings == [])
  }

  @Test("PROMO-005 a description, which only an update takes, arrives with a new workflow too")
  func promoted() async throws {
    let (landscape, id) = try await landscape()
    try await hide(id, landscape)
    let promotion = try await landscape.approved(["returns"])
    #expect(try await landscape.run().finished.map(\.failure) == [nil])
    #expect(try landscape.promotion(promotion).workflows.map(\.outcome) == [.created])
    #expect(try landscape.named("Returns", in: "staging").first?["description"] == "For what comes back")
  }
}
