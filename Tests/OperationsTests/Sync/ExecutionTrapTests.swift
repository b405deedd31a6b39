import Governance
import HTTP
import JSON
import Ledger
import Simulator
import Testing

@testable import Operations

@Suite("Executions that would be lost")
struct ExecutionTrapTests {
  private let dev = Slug(from: "dev")
  private static let day = 86_400_000

  /// An instance, or a proxy before it, that stops after so many executions and says that this was all.
  private struct Cut: HTTPTransport {
    let base: Router
    let size: Int

    func send(_ request: HTTPRequest) async throws(HTTPError) -> HTTPResponse {
      var response = try await base.send(request)
      guard request.url.contains("/executions?limit=250"), var json = try? JSON(parsing: response.body),
        let items = json["data"]?.arrayValue
      else { return response }
      _ = json.set(.array(Array(items.prefix(size))), at: JSONPointer().appending("data"))
      _ = json.set(.null, at: JSONPointer().appending("nextCursor"))
      response.body = json.bytes(.compact)
      return response
    }
  }

  @discardableResult
  private func read(_ landscape: Landscape, _ network: (any HTTPTransport)? = nil, days: Int = 30)
    async throws -> ExecutionSync.Report
  {
    try await ExecutionSync(try landscape.context(network: network), environment: dev, keptDays: days).run()
  }

  private func known(_ landscape: Landscape) throws -> [ExecutionSegment.Item] {
    try landscape.context().ledger.executions(of: dev)
  }

  @Test(
    "EXEC-001 a list that ends before what is known is refused, and the next reading has all of it once",
    arguments: N8NRelease.allCases, [0, 7])
  func endsEarly(_ release: N8NRelease, _ size: Int) async throws {
    let landscape = try Landscape(release)
    let simulator = try landscape.simulator("dev")
    simulator.generateExecutions(count: 50, over: 1000, failuresPerHundred: 0)
    try await read(landscape)
    let before = try landscape.tip("refs/n8n-ops/executions/acme/dev")
    simulator.generateExecutions(count: 50, over: 1000, failuresPerHundred: 0)
    let error = await #expect(throws: OpsError.self) {
      try await read(landscape, Cut(base: landscape.router, size: size))
    }
    #expect(error?.what == "The list of executions ended too early, so nothing was changed")
    #expect(
      error?.why == "execution 50 is known and there, and the list ended before it (\(size) were listed)")
    #expect(error?.isIncomplete == true && error?.remedy != nil)
    #expect(try landscape.tip("refs/n8n-ops/executions/acme/dev") == before)
    #expect(try await read(landscape).added == 50)
    #expect(try known(landscape).map(\.number) == (1...100).reversed())
  }

  @Test(
    "EXEC-001 a first list that ends early is refused too: what is older is asked for", arguments: [1, 40])
  func firstEndsEarly(_ size: Int) async throws {
    let landscape = try Landscape()
    try landscape.simulator("dev").generateExecutions(count: 50, over: 1000, failuresPerHundred: 0)
    let error = await #expect(throws: OpsError.self) {
      try await read(landscape, Cut(base: landscape.router, size: size))
    }
    #expect(error?.why?.hasPrefix("it ended after execution \(51 - size), and there are older ones") == true)
    #expect(try known(landscape).isEmpty)
    #expect(try await read(landscape).added == 50)
  }

  @Test("EXEC-001 what the instance has pruned is no reason to refuse, ever", arguments: N8NRelease.allCases)
  func pruned(_ release: N8NRelease) async throws {
    let landscape = try Landscape(release)
    let simulator = try landscape.simulator("dev")
    simulator.generateExecutions(count: 20, over: 1000, failuresPerHundred: 0)
    try await read(landscape)
    simulator.generateExecutions(count: 5, over: 1000, failuresPerHundred: 0)
    for number in 1...22 { try await landscape.delete("executions/\(number)", in: "dev") }
    let report = try await read(landscape)
    #expect(report.added == 3 && report.total == 23 && report.notes.isEmpty)
    for number in 23...25 { try await landscape.delete("executions/\(number)", in: "dev") }
    #expect(try await read(landscape).added == 0)
  }

  @Test(
    "EXEC-001 ids that begin again are told, and nothing that was known is lost or mixed up",
    arguments: [20, 300])
  func restart(_ count: Int) async throws {
    let landscape = try Landscape()
    try landscape.simulator("dev").generateExecutions(count: 200, over: Self.day, failuresPerHundred: 0)
    try await read(landscape)
    let again = Simulator(
      SimulatorConfiguration(
        version: .v2_40_7, apiKey: "key-of-dev", seed: 9, now: { 1_800_000_000_000 + 3_600_000 }))
    landscape.router.connect("dev", to: try again.start())
    defer { again.stop() }
    var stock = Stock(.v2_40_7)
    try stock.fill(again)
    again.generateExecutions(count: count, over: 1000, failuresPerHundred: 0)
    let report = try await read(landscape)
    #expect(report.added == count && report.updated == 0 && report.total == 200 + count)
    #expect(report.notes.count == 1 && report.notes[0].contains("200 was the last that was known"))
    let items = try known(landscape)
    #expect(items.prefix(count).allSatisfy { $0.generation == 2 })
    #expect(items.map(\.number) == Array((1...count).reversed()) + Array((1...200).reversed()))
    let second = try await read(landscape)
    #expect(second.added == 0 && second.updated == 0 && second.notes.isEmpty)
    again.generateExecutions(count: 4, over: 100, failuresPerHundred: 0)
    #expect(try await read(landscape).added == 4)
  }

  @Test("EXEC-001 deleting the newest is no new beginning")
  func newestDeleted() async throws {
    let landscape = try Landscape()
    try landscape.simulator("dev").generateExecutions(count: 30, over: Self.day, failuresPerHundred: 0)
    try await read(landscape)
    for number in 21...30 { try await landscape.delete("executions/\(number)", in: "dev") }
    let report = try await read(landscape)
    #expect(report.notes.isEmpty && report.added == 0 && report.total == 30)
  }

  @Test("EXEC-001 an entry that is none of n8n is told and ends nothing")
  func strangeEntries() async throws {
    let landscape = try Landscape()
    try landscape.simulator("dev").generateExecutions(count: 20, over: 1000, failuresPerHundred: 0)
    let report = try await read(landscape, Strange(base: landscape.router))
    #expect(report.added == 20)
    #expect(
      Set(report.unread) == [
        "execution ../x: its id is none of n8n", "an entry of the list of executions is a string",
      ])
  }

  /// Puts entries in front of the list that n8n never sends.
  private struct Strange: HTTPTransport {
    let base: Router

    func send(_ request: HTTPRequest) async throws(HTTPError) -> HTTPResponse {
      var response = try await base.send(request)
      guard request.url.hasSuffix("/executions?limit=250"), var json = try? JSON(parsing: response.body),
        let items = json["data"]?.arrayValue
      else { return response }
      let strange: [JSON] = ["nonsense", ["id": "../x", "startedAt": "1970-01-01T00:00:00.000Z"]]
      _ = json.set(.array(strange + items), at: JSONPointer().appending("data"))
      response.body = json.bytes(.compact)
      return response
    }
  }

  @Test("EXEC-001 one that goes on after a wait begins a second time, and stands in one segment only")
  func secondBeginning() {
    let waiting = ExecutionSegment.Item(
      id: "7", workflow: "w", status: "waiting", mode: nil, startedAt: "2026-11-24T08:00:00.000Z",
      stoppedAt: nil)
    var ended = waiting
    (ended.status, ended.startedAt) = ("success", "2026-11-25T08:00:00.000Z")
    let listing = ExecutionListing(over: [waiting], from: "", now: Instant(seconds: 0))
    #expect(!listing.isAnother(ended))
    var segments = ["2026-11-24": ExecutionSegment(executions: [waiting])]
    segments.put([ended])
    #expect(segments["2026-11-24"]?.executions == [] && segments["2026-11-25"]?.executions == [ended])
  }
}
