import Governance
import JSON
import Ledger
import Simulator
import Synchronization
import Testing

@testable import Operations

@Suite("Everything that is due")
struct RunDueTests {
  private func run(_ landscape: Landscape) async throws -> RunDue.Report {
    var report = RunDue.Report()
    await RunDue(try landscape.context(as: Landscape.machine)).run(into: &report)
    return report
  }

  @Test("approved promotions run first; then every environment is synced and checked")
  func all() async throws {
    let landscape = try Landscape()
    try await landscape.govern()
    try landscape.edit("dev", "report", code: "return [1];")
    let id = try await landscape.approved(["weekly-report"])
    let report = try await run(landscape)
    #expect(
      report.jobs.map(\.job) == ["promotion \(id)", "sync", "drift", "sync", "drift", "sync", "drift"]
        + [String](repeating: "executions", count: 3))
    #expect(report.jobs.allSatisfy { $0.outcome == .done })
    #expect(report.exitCode == nil)
  }

  @Test("PROMO-005 who may not run promotions does not by calling the program; a timer may")
  func caller() async throws {
    let landscape = try Landscape()
    try await landscape.govern()
    let context = try landscape.context(as: Landscape.machine)
    let vera = Person(name: "Vera", email: "vera@example.org")
    try TenantAdministration(
      workspace: context.workspace, act: try landscape.context(as: Landscape.rita).act()
    )
    .put(
      Member(name: vera.name, email: vera.email, role: .viewer), in: Landscape.tenant, rules: .builtIn())
    try landscape.edit("dev", "report", code: "return [1];")
    let id = try await landscape.approved(["weekly-report"])
    var report = RunDue.Report()
    await RunDue(context, caller: vera).run(into: &report)
    #expect(report.jobs.first?.job == "promotions" && report.jobs.first?.outcome == .failed)
    #expect(!report.jobs.contains { $0.job == "promotion \(id)" })
    #expect(try await run(landscape).jobs.first?.job == "promotion \(id)")
  }

  @Test("an environment that fails does not keep the others from being checked")
  func failing() async throws {
    let landscape = try Landscape()
    try await landscape.govern()
    landscape.router.disconnect("staging")
    try landscape.edit("prod", "order", code: "return ['hotfix'];")
    let report = try await run(landscape)
    let prod = Slug(from: "prod")
    #expect(report.jobs.first { $0.environment == Slug(from: "staging") }?.outcome == .failed)
    #expect(report.jobs.filter { $0.environment == prod }.map(\.outcome) == [.done, .found, .done])
    #expect(report.exitCode == 3)
    #expect(
      try landscape.context().ledger.activeIncident(
        of: prod, in: try landscape.context().workspace.mainTree()) != nil)
  }

  @Test("drift alone exits with 2, and with 1 when nothing worked")
  func exitCodes() async throws {
    let landscape = try Landscape()
    try await landscape.govern()
    try landscape.edit("prod", "order", code: "return ['hotfix'];")
    #expect(try await run(landscape).exitCode == 2)
    for name in Landscape.names { landscape.router.disconnect(name) }
    #expect(try await run(landscape).exitCode == 1)
  }

  @Test("a promotion that is refused does not keep the rest from running")
  func refused() async throws {
    let landscape = try Landscape()
    try await landscape.govern()
    try landscape.edit("dev", "report", code: "return [1];")
    let report = try await landscape.plan(["weekly-report"])
    try landscape.folder.git("update-ref", "refs/heads/main", try #require(report.branch))
    let due = try await run(landscape)
    #expect(due.jobs.first?.outcome == .failed)
    #expect(due.jobs.count == 10)
    #expect(due.exitCode == 3)
  }

  @Test("two runs at once: every decision lands once")
  func overlapping() async throws {
    let landscape = try Landscape()
    try await landscape.govern()
    try landscape.edit("dev", "report", code: "return [1];")
    try landscape.edit("prod", "order", code: "return ['hotfix'];")
    let id = try await landscape.approved(["weekly-report"])
    async let first = run(landscape)
    async let second = run(landscape)
    _ = try await (first, second)
    _ = try await run(landscape)
    #expect(try landscape.promotion(id).status == .completed)
    #expect(try landscape.named("Weekly report", in: "staging").count == 1)
    let ledger = try landscape.context().ledger
    let incidents = try ledger.incidents(in: try ledger.workspace.mainTree())
    #expect(incidents.map(\.findings).map { $0.map(\.workflow) } == [["order-intake"]])
    try landscape.folder.git("fsck", "--strict")
  }

  @Test("ENV-012 executions are read when a quarter of an hour has passed, and not before")
  func executions() async throws {
    let landscape = try Landscape()
    try await landscape.govern()
    #expect(try await run(landscape).jobs.count { $0.job == "executions" } == 3)
    #expect(try await run(landscape).jobs.count { $0.job == "executions" } == 0)
    let context = try landscape.context(as: Landscape.machine)
    let before = context.now().adding(hours: -1)
    try context.updateStatus(of: Slug(from: "dev"), job: nil) { $0.lastExecutionSync?.at = before }
    let jobs = try await run(landscape).jobs.filter { $0.job == "executions" }
    #expect(jobs.map(\.environment) == [Slug(from: "dev")])
  }

  @Test("a key that may not list executions is told and fails nothing")
  func leastScope() async throws {
    let landscape = try Landscape()
    try await landscape.govern()
    let simulator = try landscape.simulator("dev")
    simulator.addKey(
      "key-of-dev", scopes: ["workflow:list", "workflow:read", "credential:list", "tag:list", "user:list"])
    let report = try await run(landscape)
    let job = try #require(
      report.jobs.first { $0.job == "executions" && $0.environment == Slug(from: "dev") })
    #expect(job.outcome == .done && job.message.hasPrefix("not read: "), "\(job.message)")
    #expect(job.message.contains("Give the key the scope execution:list"))
    #expect(report.exitCode == nil)
  }

  @Test("ENV-013 every job that begins tells its end")
  func events() async throws {
    let landscape = try Landscape()
    try await landscape.govern()
    landscape.router.disconnect("staging")
    let told = Mutex<[JobEvent]>([])
    let context = try landscape.context(as: Landscape.machine) { event in told.withLock { $0.append(event) } }
    var report = RunDue.Report()
    await RunDue(context).run(into: &report)
    var open: Set<String> = []
    for event in told.withLock(\.self) {
      let name = "\(event.job) \(event.environment?.text ?? "")"
      switch event {
      case .started: #expect(open.insert(name).inserted)
      case .advanced, .noted: #expect(open.contains(name))
      case .finished: #expect(open.remove(name) != nil)
      case .failed(_, let environment, _):
        #expect(open.remove(name) != nil)
        #expect(environment == Slug(from: "staging"))
      }
    }
    #expect(open.isEmpty)
    let jobs = Set(told.withLock(\.self).map(\.job))
    #expect(jobs == ["promotions", "sync", "drift", "executions"])
  }
}
