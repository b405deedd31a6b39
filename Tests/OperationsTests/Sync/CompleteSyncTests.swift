import Governance
import HTTP
import JSON
import Ledger
import Simulator
import Synchronization
import Testing

@testable import Operations

@Suite("Complete or refuse")
struct CompleteSyncTests {
  /// So many workflows that there is a second page of 250.
  private static let many = 251

  private func large() throws -> Landscape {
    try Landscape { stock, simulator, name in
      guard name == "dev" else { return }
      for number in 0..<Self.many { try simulator.load(workflow: stock.fresh("Flow \(number)")) }
    }
  }

  @Test("ENV-009 every page is read")
  func pages() async throws {
    let landscape = try large()
    #expect(try await landscape.sync("dev").coverage.unmanaged == Self.many)
  }

  @Test(
    "ENV-009 a page that cannot be had changes nothing and is told",
    arguments: [
      Fault(.status(500), method: "GET", path: "/workflows", count: nil, skip: 1),
      Fault(.htmlPage, method: "GET", path: "/workflows", count: nil, skip: 1),
      Fault(.truncate(after: 900), method: "GET", path: "/workflows", count: nil, skip: 1),
      Fault(.resetBefore, method: "GET", path: "/workflows", count: nil, skip: 1),
    ])
  func failingPage(_ fault: Fault) async throws {
    let landscape = try large()
    try await landscape.sync("dev")
    let before = try landscape.tip("observed/acme/dev")
    try landscape.simulator("dev").inject(fault)
    let error = await #expect(throws: OpsError.self) { try await landscape.sync("dev") }
    #expect(error?.place?.contains("dev") == true)
    #expect(error?.remedy != nil)
    #expect(try landscape.tip("observed/acme/dev") == before)
    try landscape.simulator("dev").clearFaults()
    #expect(try await landscape.sync("dev").commit == nil)
  }

  /// Deletes a workflow while the second page is on its way, so that another one slips onto the first.
  private final class Shift: HTTPTransport {
    private let base: Router
    private let onFirstPage: @Sendable () -> Void
    private let pages = Mutex(0)

    init(_ base: Router, _ onFirstPage: @escaping @Sendable () -> Void) {
      self.base = base
      self.onFirstPage = onFirstPage
    }

    func send(_ request: HTTPRequest) async throws(HTTPError) -> HTTPResponse {
      let response = try await base.send(request)
      if request.url.contains("/workflows?limit=250"),
        pages.withLock({
          $0 += 1; return $0
        }) == 1
      {
        onFirstPage()
      }
      return response
    }
  }

  @Test("ENV-009 a workflow that a shift of the pages hides is not taken for deleted")
  func shift() async throws {
    let landscape = try large()
    try await landscape.sync("dev")
    let simulator = try landscape.simulator("dev")
    let first = try #require(simulator.workflows.first?["id"]?.stringValue)
    let last = try #require(simulator.workflows.last?["id"]?.stringValue)
    for doomed in [first, last] {
      let network = Shift(landscape.router) { try? simulator.delete(workflowID: doomed) }
      let present = simulator.workflows.count
      let report = try await Sync(try landscape.context(network: network), environment: Slug(from: "dev"))
        .run()
      #expect(simulator.workflows.count == present - 1)
      #expect(report.coverage.unmanaged >= present - 1)
      #expect(report.removed <= 1)
    }
    try await landscape.sync("dev")
    let files = try landscape.folder.git("ls-tree", "-r", "--name-only", "observed/acme/dev", "unmanaged/")
    #expect(files.split(separator: "\n").count == Self.many - 2)
  }

  /// Damages one workflow in each answer that has it.
  private struct Damage: HTTPTransport {
    let base: Router
    let id: String
    let damage: @Sendable (inout JSON) -> Void

    func send(_ request: HTTPRequest) async throws(HTTPError) -> HTTPResponse {
      var response = try await base.send(request)
      guard var json = try? JSON(parsing: response.body) else { return response }
      if json["id"]?.stringValue == id { damage(&json) }
      for (index, item) in (json["data"]?.arrayValue ?? []).enumerated() where item["id"]?.stringValue == id {
        var item = item
        damage(&item)
        json.set(item, at: JSONPointer().appending("data").appending(index))
      }
      response.body = json.bytes(.compact)
      return response
    }
  }

  @Test(
    "what cannot be understood is told and keeps what was known; the others are taken over",
    arguments: ["nodes missing", "nodes no list", "no object"])
  func unreadable(_ kind: String) async throws {
    let landscape = try Landscape()
    try await landscape.govern(["dev"])
    try landscape.edit("dev", "report", code: "return ['after'];")
    let id = try #require(landscape.ids["dev"]?["order"])
    let known = try landscape.text("workflows/order-intake.json", on: "observed/acme/dev")
    let network = Damage(base: landscape.router, id: id) { json in
      switch kind {
      case "nodes missing": _ = json.removeValue(at: JSONPointer().appending("nodes"))
      case "nodes no list": _ = json.set("none", at: JSONPointer().appending("nodes"))
      default: json = ["id": .string(id)]
      }
    }
    let report = try await Sync(try landscape.context(network: network), environment: Slug(from: "dev")).run()
    #expect(!report.isComplete)
    #expect(report.coverage.unreadable == 1)
    #expect(report.unreadable.first?.contains(id) == true)
    #expect(try landscape.text("workflows/order-intake.json", on: "observed/acme/dev") == known)
    #expect(
      try landscape.text("workflows/weekly-report.json", on: "observed/acme/dev")?.contains("'after'") == true
    )
  }

  @Test("an id that could leave its folder never becomes a path")
  func hostileID() async throws {
    let landscape = try Landscape()
    let id = try #require(landscape.ids["dev"]?["report"])
    let network = Damage(base: landscape.router, id: id) { json in
      json.set("../../main", at: JSONPointer().appending("id"))
    }
    let report = try await Sync(try landscape.context(network: network), environment: Slug(from: "dev")).run()
    #expect(report.coverage.unreadable == 1)
    #expect(report.coverage.unmanaged == 3)
    let files = try landscape.folder.git("ls-tree", "-r", "--name-only", "observed/acme/dev")
    #expect(!files.contains("main"))
  }

  @Test("a name full of control characters and escapes is data and nothing else")
  func hostileName() async throws {
    let landscape = try Landscape()
    let name = "../x\u{0}\u{1B}[31m\n\"<script>`$(id)\u{202E}"
    try landscape.simulator("dev").edit(workflowID: try #require(landscape.ids["dev"]?["report"])) {
      $0.set(.string(name), at: JSONPointer().appending("name"))
    }
    #expect(try await landscape.sync("dev").isComplete)
    try landscape.onboard("dev")
    let workflows = try Mappings(tree: try landscape.context().workspace.mainTree(), tenant: Landscape.tenant)
      .workflows
    #expect(workflows.values.contains { $0.name == name })
    try landscape.folder.git("fsck", "--strict")
    #expect(!(try landscape.folder.git("log", "-1", "--format=%B", "main")).contains("\u{1B}"))
  }

  @Test("two syncs at once do each other no harm")
  func twice() async throws {
    let landscape = try Landscape()
    let jobs = (0..<4).map { _ in Task { try await landscape.sync("dev") } }
    var succeeded = 0
    for job in jobs { if (try? await job.value) != nil { succeeded += 1 } }
    #expect(succeeded >= 1)
    #expect(try landscape.folder.git("rev-list", "--count", "observed/acme/dev") == "1")
    #expect(try await landscape.sync("dev").commit == nil)
    try landscape.folder.git("fsck", "--strict")
  }
}
