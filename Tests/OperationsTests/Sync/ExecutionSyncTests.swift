import Governance
import HTTP
import JSON
import Ledger
import Simulator
import Testing

@testable import Operations

@Suite("Executions")
struct ExecutionSyncTests {
  private let dev = Slug(from: "dev")
  private static let day = 86_400_000

  private func read(_ landscape: Landscape, days: Int = 30) async throws -> ExecutionSync.Report {
    try await ExecutionSync(try landscape.context(), environment: dev, keptDays: days).run()
  }

  @Test(
    "EXEC-001 all that ran is read, by day, with message and node of what failed",
    arguments: N8NRelease.allCases)
  func first(_ release: N8NRelease) async throws {
    let landscape = try Landscape(release)
    let simulator = try landscape.simulator("dev")
    simulator.generateExecutions(count: 300, over: 5 * Self.day, failuresPerHundred: 10)
    let report = try await read(landscape)
    #expect(report.added == 300 && report.total == 300 && report.unread == [])
    let items = try landscape.context().ledger.executions(of: dev)
    #expect(items.map(\.number) == items.map(\.number).sorted(by: >))
    let failed = items.filter(\.isFailed)
    #expect(failed.count > 10)
    #expect(failed.allSatisfy { $0.message?.isEmpty == false && $0.node?.isEmpty == false })
    #expect(items.filter { !$0.isFailed }.allSatisfy { $0.message == nil })
    let files = try landscape.folder.git("ls-tree", "--name-only", "refs/n8n-ops/executions/acme/dev")
    #expect((5...6).contains(files.split(separator: "\n").count))
    #expect(try landscape.folder.git("rev-list", "--count", "refs/n8n-ops/executions/acme/dev") == "1")
  }

  @Test("EXEC-001 afterwards only what is new is read, data of failed ones alone")
  func incremental() async throws {
    let landscape = try Landscape()
    let simulator = try landscape.simulator("dev")
    simulator.generateExecutions(count: 600, over: Self.day, failuresPerHundred: 5)
    _ = try await read(landscape)
    let before = try landscape.tip("refs/n8n-ops/executions/acme/dev")
    simulator.clearRequests()
    #expect(try await read(landscape).added == 0)
    // A page each of all, running and waiting, and no more; the page behind is under way when the end is found.
    #expect(simulator.requests.count <= 4)
    #expect(try landscape.tip("refs/n8n-ops/executions/acme/dev") == before)
    simulator.clearRequests()
    simulator.generateExecutions(count: 20, over: 1000, failuresPerHundred: 50)
    let report = try await read(landscape)
    #expect(report.added == 20 && report.total == 620)
    let failed = try landscape.context().ledger.executions(of: dev).prefix(20).count(where: \.isFailed)
    #expect(failed > 0)
    #expect(simulator.requests.count { $0.path.contains("/executions/") } == failed)
  }

  @Test("RET-001 days that are too old are dropped from a ref that keeps no history")
  func retention() async throws {
    let landscape = try Landscape()
    try landscape.simulator("dev").generateExecutions(count: 100, over: 10 * Self.day)
    #expect(try await read(landscape).total == 100)
    let old = try #require(
      landscape.folder.git("ls-tree", "refs/n8n-ops/executions/acme/dev").split(separator: "\n").first?
        .split { $0 == " " || $0 == "\t" })
    let report = try await read(landscape, days: 3)
    #expect(report.dropped >= 7 && (20...40).contains(report.total))
    #expect(try await read(landscape, days: 3).added == 0)
    try landscape.folder.git("-c", "gc.pruneExpire=now", "gc", "--quiet", "--prune=now")
    #expect(throws: TestFolder.Refused.self) { try landscape.folder.git("cat-file", "-e", String(old[2])) }
  }

  @Test("EXEC-001 a list that cannot be had changes nothing; a message that may not be read is told")
  func failures() async throws {
    let landscape = try Landscape()
    let simulator = try landscape.simulator("dev")
    simulator.generateExecutions(count: 50, over: Self.day, failuresPerHundred: 20)
    simulator.inject(Fault(.htmlPage, method: "GET", path: "/executions", count: nil))
    await #expect(throws: OpsError.self) { try await read(landscape) }
    #expect(throws: TestFolder.Refused.self) { try landscape.tip("refs/n8n-ops/executions/acme/dev") }
    simulator.clearFaults()
    simulator.addKey("key-of-dev", scopes: ["execution:list"])
    let report = try await read(landscape)
    #expect(report.total == 50)
    // Told once with the scope, not for each of them.
    #expect(report.unread.count == 1)
    #expect(report.unread.first?.contains("Give the key the scope execution:read") == true)
    simulator.addKey("key-of-dev", scopes: nil)
    let again = try await read(landscape)
    #expect(again.unread == [] && again.updated > 1)
  }

  @Test("EXEC-001 one that was under way is looked at again until it has ended")
  func running() async throws {
    let landscape = try Landscape()
    let network = RunningFirst(base: landscape.router)
    let simulator = try landscape.simulator("dev")
    simulator.generateExecutions(count: 3, over: 1000, failuresPerHundred: 0)
    let context = try landscape.context(network: network)
    _ = try await ExecutionSync(context, environment: dev, keptDays: 9).run()
    #expect(try context.ledger.executions(of: dev).first?.isOpen == true)
    #expect(try await read(landscape).updated == 1)
    #expect(try context.ledger.executions(of: dev).first?.isOpen == false)
  }

  /// Says of the newest execution that it runs.
  private struct RunningFirst: HTTPTransport {
    let base: Router

    func send(_ request: HTTPRequest) async throws(HTTPError) -> HTTPResponse {
      var response = try await base.send(request)
      guard request.url.contains("/executions?"), var json = try? JSON(parsing: response.body) else {
        return response
      }
      _ = json.set("running", at: JSONPointer().appending("data").appending(0).appending("status"))
      response.body = json.bytes(.compact)
      return response
    }
  }

  @Test(
    "EXEC-004 no secret that an error message quotes is ever written to Git", arguments: N8NRelease.allCases)
  func secrets(_ release: N8NRelease) async throws {
    let secret = "s3cr3tValue99abcXYZ"
    let landscape = try Landscape(release) { stock, simulator, name in
      guard name == "dev" else { return }
      try simulator.load(workflow: stock.failing("401 - Authorization: Bearer \(secret)"), active: true)
    }
    let response = try await landscape.router.send(
      HTTPRequest(method: "GET", url: "http://dev.test/webhook/fails"))
    #expect(response.status == 200)
    _ = try await read(landscape)
    let item = try #require(try landscape.context().ledger.executions(of: dev).first { $0.isFailed })
    #expect(item.message == "401 - Authorization: Bearer <n8n-ops:redacted>")
    #expect(item.node == "Stop")
    let objects = try landscape.folder.git(
      "cat-file", "--batch-all-objects", "--batch-check=%(objectname) %(objecttype)")
    for line in objects.split(separator: "\n") where line.hasSuffix("blob") {
      let content = try landscape.folder.git("cat-file", "-p", String(line.prefix(40)))
      #expect(!content.contains(secret))
    }
  }

  @Test("RET-001 the tenant's plan says how long executions are kept, for sync and for retention")
  func plan() async throws {
    let landscape = try Landscape()
    let context = try landscape.context(as: Landscape.rita)
    try landscape.simulator("dev").generateExecutions(count: 200, over: 60 * Self.day)
    // Without a bound of its own: 30 days of the plan pro.
    let report = try await ExecutionSync(context, environment: dev).run()
    #expect((80...120).contains(report.total))
    let before = try context.ledger.executions(of: dev).count
    try context.workspace.commit(to: context.workspace.main, as: context.act()) {
      (tree, edit) throws(OpsError) in
      var tenant = try tree.value(Tenant.self, at: Landscape.tenant.tenantFile)
      tenant?.plan = .free
      if let tenant { try edit.put(tenant, at: Landscape.tenant.tenantFile) }
      return CommitNote("test", "another plan", tenant: nil, action: "test")
    }
    let foreseen = try Retain(context, isDryRun: true).run().executions[dev]
    #expect(try context.ledger.executions(of: dev).count == before)
    let gone = try Retain(context).run().executions[dev]
    #expect(gone == foreseen && (gone ?? 0) > 15)
    #expect(try context.ledger.executions(of: dev).count < before / 2)
    #expect(try Retain(context).run().executions.isEmpty)
  }

  @Test("ENV-012 a failed reading leaves a record and is told by the status")
  func failureRecord() async throws {
    let landscape = try Landscape()
    landscape.router.disconnect("dev")
    await #expect(throws: OpsError.self) { try await read(landscape) }
    let context = try landscape.context()
    #expect(try context.workspace.jobs(of: Landscape.tenant).map(\.outcome) == [.failed])
    #expect(try context.ledger.status(of: dev).lastExecutionSync?.isSuccess == false)
  }
}
