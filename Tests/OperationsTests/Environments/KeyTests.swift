import Governance
import JSON
import Ledger
import N8N
import Simulator
import Testing

@testable import Operations

@Suite("The keys of an environment")
struct KeyTests {
  private let staging = Slug(from: "staging")
  private static let reading = Set(KeyNeeds.reading.required + KeyNeeds.reading.useful.map(\.scope))

  /// The keys that tests name `KEY_staging` and `KEY_prod` become the two keys of staging.
  private func landscape(read: Set<String>, write: Set<String>?, _ release: N8NRelease = .v2_40_7)
    async throws
    -> Landscape
  {
    let landscape = try Landscape(release)
    let context = try landscape.context(as: Landscape.rita)
    _ = try await context.edit(staging, isTested: false) { $0.deployKey = SecretReference("env:KEY_prod") }
    try landscape.simulator("staging").addKey("key-of-staging", scopes: read)
    if let write { try landscape.simulator("staging").addKey("key-of-prod", scopes: write) }
    return landscape
  }

  private func keys(_ landscape: Landscape) async throws -> [EnvironmentKey] {
    let context = try landscape.context(as: Landscape.rita)
    let record = try context.ledger.environment(staging, in: try context.workspace.mainTree())
    return await context.keys(of: staging, record)
  }

  @Test(
    "ENV-002 a key of least scope syncs everything, and nothing has to be said of it",
    arguments: [
      N8NRelease.v2_14_2, .v2_30_8, .v2_40_7,
    ])
  func least(_ release: N8NRelease) async throws {
    let writing = Set(KeyNeeds.writing.required + KeyNeeds.writing.useful.map(\.scope))
    let landscape = try await landscape(read: Self.reading, write: writing, release)
    let report = try await landscape.sync("staging")
    #expect(report.isComplete)
    #expect(report.coverage.credentials == 1 && report.coverage.users == 1)
    let keys = try await keys(landscape)
    #expect(keys.map(\.purpose) == [.read, .write])
    #expect(keys.flatMap(\.warnings) == [])
  }

  @Test("ENV-002 a key that can more than it needs is told, and so is one that lacks something")
  func warnings() async throws {
    let landscape = try await landscape(
      read: Self.reading.union(["workflow:delete", "user:create"]).subtracting(["user:list"]),
      write: ["workflow:list", "workflow:read", "workflow:update"])
    let keys = try await keys(landscape)
    #expect(
      keys[0].warnings == [
        "without user:list, users are not listed", "it can more than it needs: user:create, workflow:delete",
      ])
    #expect(
      keys[1].warnings.first
        == "it lacks workflow:create, workflow:activate, workflow:deactivate: without, deployments are refused before anything is written"
    )
    #expect(keys.map(\.isInsufficient) == [false, true])
  }

  @Test("ENV-002 the only key has to read; what it lacks for writing is told and no failure")
  func only() async throws {
    let landscape = try Landscape()
    let context = try landscape.context()
    let record = try context.ledger.environment(staging, in: try context.workspace.mainTree())
    for (scopes, isInsufficient, warning) in [
      (Self.reading, false, "it lacks workflow:create"),
      (Self.reading.subtracting(["workflow:read"]), true, "it lacks workflow:read: without, no sync"),
    ] {
      try landscape.simulator("staging").addKey("key-of-staging", scopes: scopes)
      let key = try #require(await context.keys(of: staging, record).first)
      #expect(key.isInsufficient == isInsufficient)
      #expect(key.warnings.first?.hasPrefix(warning) == true, "\(key.warnings)")
    }
  }

  @Test("ENV-002 1.123.81 does not tell the scopes, and nothing is made up")
  func silent() async throws {
    let keys = try await keys(try await landscape(read: Self.reading, write: nil, .v1_123_81))
    #expect(keys.first?.scopes == nil && keys.first?.warnings == [])
    #expect(keys.last?.warnings.first?.contains("unauthorized") != false)
  }

  @Test("a deployment whose key may not write ends before anything is written, and says what is missing")
  func refused() async throws {
    let landscape = try Landscape()
    try await landscape.govern()
    try landscape.edit("dev", "report", code: "return ['new'];")
    try await landscape.sync("dev")
    try landscape.simulator("staging").addKey("key-of-prod", scopes: Self.reading)
    _ = try await landscape.context(as: Landscape.rita).edit(staging, isTested: false) {
      $0.deployKey = SecretReference("env:KEY_prod")
    }
    let id = try await landscape.approved(["weekly-report"])
    let before = try landscape.live("staging", "report")
    try landscape.simulator("staging").clearRequests()
    let report = try await RunPromotions(try landscape.context(as: Landscape.rita)).run(only: id)
    let reason = try #require(report.finished.first?.failure?.reason)
    #expect(reason.contains("lacks workflow:create, workflow:update"))
    #expect(try landscape.live("staging", "report") == before)
    #expect(try landscape.simulator("staging").requests.allSatisfy { $0.method == "GET" })
  }

  @Test("ENV-007 what goes with an environment is told, and goes in one commit")
  func removed() async throws {
    let landscape = try Landscape()
    try await landscape.govern()
    let context = try landscape.context(as: Landscape.rita)
    let prod = Slug(from: "prod")
    let error = #expect(throws: OpsError.self) { try context.remove(prod) }
    #expect(error?.why == "delivery")
    try context.add(
      Slug(from: "delivery"),
      Pipeline(name: "Delivery", stages: [PipelineStage(source: Slug(from: "dev"), target: staging)]))
    let remains = try context.remove(prod)
    #expect(remains.workflows.count == 4 && remains.credentials.count == 1 && remains.refs.count == 2)
    #expect(try !landscape.folder.git("ls-tree", "-r", "--name-only", "main").contains("environments/prod/"))
    #expect(try !landscape.folder.git("for-each-ref").contains("acme/prod"))
    let workflows = try Mappings(tree: try context.workspace.mainTree(), tenant: Landscape.tenant).workflows
    #expect(workflows.values.allSatisfy { $0.mappings[prod] == nil && $0.mappings.count == 2 })
    #expect(throws: OpsError.self) { try context.remove(prod) }
  }

  @Test(
    "ENV-004 what is looked at is told one by one, and what only deployments need is no failure before one")
  func diagnosis() async throws {
    let landscape = try Landscape()
    try await landscape.sync("dev")
    try landscape.simulator("dev").addKey("key-of-dev", scopes: ["workflow:list", "workflow:read"])
    try landscape.simulator("staging").addKey("key-of-staging", scopes: ["workflow:list"])
    landscape.router.disconnect("prod")
    let found = try await landscape.context().diagnoseEnvironments()
    #expect(
      found.map { "\($0.subject): \($0.outcome.rawValue)" } == [
        "instance of dev: good", "key for reading of dev: warning", "what is known of dev: good",
        "instance of staging: good", "key for reading of staging: bad", "what is known of staging: warning",
        "instance of prod: bad", "what is known of prod: warning",
      ])
    #expect(found.allSatisfy { $0.outcome == .good || $0.remedy != nil })
    #expect(found.allSatisfy { !"\($0)".contains("key-of") })
  }

  @Test("ENV-015 another class that lifts guards has to be meant, and is told in the commit")
  func liftedGuards() async throws {
    let landscape = try Landscape()
    let context = try landscape.context(as: Landscape.rita)
    let before = try landscape.tip("main")
    let prod = Slug(from: "prod")
    let error = await #expect(throws: OpsError.self) {
      try await context.edit(prod, isTested: false) { $0.class = .development }
    }
    #expect(error?.what == "Another class lifts guards, so nothing was changed")
    #expect(error?.why?.contains("delete: allowed, it was approval") == true)
    #expect(error?.remedy?.hasSuffix("n8n-ops env edit prod --class development --lift-guards") == true)
    #expect(try landscape.tip("main") == before)
    _ = try await context.edit(prod, isTested: false, liftsGuards: true) { $0.class = .development }
    let body = try landscape.folder.git("log", "-1", "--format=%b", "main")
    #expect(body.contains("Guards that are lifted by it:\n- directEdit: allowed, it was blocked"))
    // The other way more is asked for than before.
    _ = try await context.edit(prod, isTested: false) { $0.class = .staging }
  }

  @Test("ENV-001 ENV-002 what was found at another address or with another key is not believed any more")
  func staleAbilities() async throws {
    let landscape = try Landscape()
    let context = try landscape.context(as: Landscape.rita)
    let main = try context.workspace.mainTree()
    let record = try context.ledger.environment(staging, in: main)
    try context.remember(try await context.probe(staging, record), of: staging, at: record.url)
    // Written by hand, or by a command that was killed before it could forget.
    let moved = EnvironmentRecord(class: .staging, url: "http://dev.test", apiKey: record.apiKey)
    let status = try context.ledger.status(of: staging)
    #expect(status.capabilities(at: record.url) != nil && status.capabilities(at: moved.url) == nil)
    #expect(
      EnvironmentStanding(status, of: moved, drift: .success(.new)).status.capabilities == nil)
    _ = try await context.edit(staging, isTested: false) { $0.class = .production }
    #expect(try context.ledger.status(of: staging).capabilities != nil)
    _ = try await context.edit(staging, isTested: false) {
      $0.apiKey = SecretReference("env:KEY_dev") ?? $0.apiKey
    }
    #expect(try context.ledger.status(of: staging).capabilities == nil)
    _ = try await context.edit(staging, isTested: true) { $0.url = "http://dev.test" }
    #expect(try context.ledger.status(of: staging).capabilities(at: "http://dev.test") != nil)
    _ = try await context.edit(staging, isTested: false) { $0.url = "http://staging.test" }
    #expect(try context.ledger.status(of: staging).capabilities == nil)
  }

  @Test("ENV-001 an edit is tested, told in its commit, and nothing where nothing differs")
  func edited() async throws {
    let landscape = try Landscape()
    let context = try landscape.context(as: Landscape.rita)
    let before = try landscape.tip("main")
    let same = try await context.edit(staging, isTested: true) { $0.url = "http://staging.test" }
    #expect(same.record == nil)
    landscape.router.disconnect("staging")
    await #expect(throws: OpsError.self) {
      try await context.edit(staging, isTested: true) { $0.class = .development }
    }
    #expect(try landscape.tip("main") == before)
    _ = try await context.edit(staging, isTested: false) {
      $0.url = "http://dev.test"
      $0.apiKey = SecretReference("env:KEY_dev") ?? $0.apiKey
    }
    #expect(
      try landscape.folder.git("log", "-1", "--format=%s", "main")
        == "environment: change URL, key for reading of staging")
  }
}
