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
    #expect(report.coverage.managed == 0)
    #expect(report.added == 4 && report.lists == ["credentials", "tags", "users"])
    // 1.x lists no credentials: those that nodes use are gathered, which is told.
    let untold = release == .v1_123_81 ? ", not read: credentials" : ""
    #expect(
      report.summary
        == "4 workflows added; credentials, tags, users updated (0 managed, 4 unmanaged\(untold))")
    let files = try landscape.folder.git("ls-tree", "-r", "--name-only", "observed/acme/dev").split(
      separator: "\n")
    #expect(files.count == 7)
    #expect(files.filter { $0.hasPrefix("unmanaged/") }.count == 4)
    #expect(files.contains("credentials.json") && files.contains("tags.json") && files.contains("users.json"))
    try landscape.folder.git("fsck", "--strict")
  }

  @Test(
    "a sync that finds nothing new writes no commit; only the heartbeat moves", arguments: N8NRelease.allCases
  )
  func unchanged(_ release: N8NRelease) async throws {
    let landscape = try Landscape(release)
    try await landscape.sync("dev")
    let before = (try landscape.tip("observed/acme/dev"), try landscape.tip("refs/n8n-ops/status/acme/dev"))
    let report = try await landscape.sync("dev")
    #expect(report.commit == nil)
    let untold = release == .v1_123_81 ? ", not read: credentials" : ""
    #expect(report.summary == "nothing changed (0 managed, 4 unmanaged\(untold))")
    #expect(try landscape.tip("observed/acme/dev") == before.0)
    #expect(try landscape.tip("refs/n8n-ops/status/acme/dev") != before.1)
  }

  @Test("what n8n counts and stamps by itself makes no commit", arguments: N8NRelease.allCases)
  func stamps(_ release: N8NRelease) async throws {
    let landscape = try Landscape(release)
    try await landscape.sync("dev")
    try landscape.simulator("dev").edit(workflowID: try #require(landscape.ids["dev"]?["report"])) {
      $0.set(["node": ["lastId": 7]], at: JSONPointer().appending("staticData"))
    }
    #expect(try await landscape.sync("dev").commit == nil)
  }

  @Test("ENV-009 an edit is one changed file, told in the commit", arguments: N8NRelease.allCases)
  func changed(_ release: N8NRelease) async throws {
    let landscape = try Landscape(release)
    try await landscape.sync("dev")
    try landscape.edit("dev", "report", code: "return [1];")
    let report = try await landscape.sync("dev")
    #expect((report.added, report.changed, report.removed) == (0, 1, 0))
    #expect(
      try landscape.folder.git("log", "-1", "--format=%s", "observed/acme/dev")
        == "observed: dev: 1 workflow changed")
    #expect(
      try landscape.folder.git("diff", "--name-only", "observed/acme/dev~1", "observed/acme/dev")
        == "unmanaged/\(try #require(landscape.ids["dev"]?["report"])).json")
  }

  @Test(
    "ENV-009 a workflow that was deleted goes, proved by a GET of its own", arguments: N8NRelease.allCases)
  func deleted(_ release: N8NRelease) async throws {
    let landscape = try Landscape(release)
    try await landscape.sync("dev")
    let id = try #require(landscape.ids["dev"]?["report"])
    try landscape.simulator("dev").delete(workflowID: id)
    try landscape.simulator("dev").clearRequests()
    let report = try await landscape.sync("dev")
    #expect((report.added, report.changed, report.removed) == (0, 0, 1))
    #expect(
      try landscape.simulator("dev").requests.contains {
        $0.path.hasSuffix("/workflows/\(id)") && $0.status == 404
      })
    #expect(try landscape.text("unmanaged/\(id).json", on: "observed/acme/dev") == nil)
  }

  @Test("a draft that is not published stands beside what runs", arguments: N8NRelease.allCases.dropFirst())
  func draft(_ release: N8NRelease) async throws {
    let landscape = try Landscape(release)
    try await landscape.govern(["dev"])
    try landscape.edit("dev", "order", code: "return ['draft'];", publish: false)
    let report = try await landscape.sync("dev")
    #expect((report.added, report.changed, report.removed) == (0, 0, 0) && report.lists == ["drafts"])
    #expect(
      try landscape.text("drafts/order-intake.json", on: "observed/acme/dev")?.contains("'draft'") == true)
    #expect(
      try landscape.text("workflows/order-intake.json", on: "observed/acme/dev")?.contains("'draft'") == false
    )
    try landscape.edit("dev", "order", code: "return ['draft'];", publish: true)
    try await landscape.sync("dev")
    #expect(try landscape.text("drafts/order-intake.json", on: "observed/acme/dev") == nil)
    #expect(
      try landscape.text("workflows/order-intake.json", on: "observed/acme/dev")?.contains("'draft'") == true)
  }

  @Test("an active workflow of 1.123.81 runs what is saved, so that it has no draft")
  func noDraft() async throws {
    let landscape = try Landscape(.v1_123_81)
    try landscape.edit("dev", "order", code: "return ['saved'];", publish: false)
    try await landscape.sync("dev")
    let files = try landscape.folder.git("ls-tree", "-r", "--name-only", "observed/acme/dev")
    #expect(!files.contains("drafts"))
  }

  @Test("ENV-013 every sync leaves a job record, a failed one too")
  func jobs() async throws {
    let landscape = try Landscape()
    try await landscape.sync("dev")
    landscape.router.disconnect("dev")
    await #expect(throws: OpsError.self) { try await landscape.sync("dev") }
    let jobs = try landscape.context().workspace.jobs(of: Landscape.tenant)
    #expect(jobs.map(\.outcome) == [.failed, .done])
    #expect(
      jobs.allSatisfy {
        $0.job == "sync" && $0.environment == Slug(from: "dev") && $0.finishedAt >= $0.startedAt
      })
    #expect(jobs[1].counts["added"] == 4)
    let status = try landscape.context().ledger.status(of: Slug(from: "dev"))
    #expect(status.lastSync?.isSuccess == false)
    #expect(status.lastCompleteSync != nil)
  }

  @Test("a sync of an environment that does not exist leaves no trace of one")
  func unknownEnvironment() async throws {
    let landscape = try Landscape()
    let before = try landscape.folder.git("for-each-ref")
    await #expect(throws: OpsError.self) { try await landscape.sync("prdo") }
    #expect(try landscape.folder.git("for-each-ref") == before)
  }

  @Test("credentials that the instance does not list are gathered from the nodes that use them")
  func gathered() async throws {
    let landscape = try Landscape(.v1_123_81)
    try await landscape.sync("dev")
    let tree = try landscape.context().workspace.tree(ofBranch: "observed/acme/dev")
    let credentials = try #require(try tree.value(ObservedCredentials.self, at: ObservedPaths.credentials))
    #expect(!credentials.isComplete)
    #expect(credentials.credentials.map(\.name) == ["CRM"])
  }

  @Test("a list of credentials that a key may not have any more is remembered beside what nodes use")
  func listLost() async throws {
    let landscape = try Landscape()
    let simulator = try landscape.simulator("dev")
    _ = simulator.addCredential(type: "httpHeaderAuth", name: "Used by nobody")
    try await landscape.sync("dev")
    simulator.addKey("key-of-dev", scopes: ["workflow:list", "workflow:read", "tag:list", "user:list"])
    let stranger = simulator.addCredential(type: "postgres", name: "Stranger")
    var workflow = Stock(.v2_40_7).fresh()
    workflow.set(
      ["postgres": ["id": .string(stranger), "name": "Stranger"]],
      at: JSONPointer(tokens: ["nodes", "0", "credentials"]))
    for active in [false, true] {
      try simulator.load(workflow: workflow, active: active)
      try await landscape.sync("dev")
      let tree = try landscape.context().workspace.tree(ofBranch: "observed/acme/dev")
      let credentials = try #require(try tree.value(ObservedCredentials.self, at: ObservedPaths.credentials))
      #expect(!credentials.isComplete)
      #expect(credentials.credentials.map(\.name) == ["Used by nobody", "CRM", "Stranger"])
      #expect(credentials.credentials.map(\.isListed) == [true, true, nil])
    }
  }

  @Test("CAN-004 coverage counts what is linked, missing, ignored and unmanaged")
  func coverage() async throws {
    let landscape = try Landscape()
    try await landscape.govern(["dev"])
    let context = try landscape.context()
    try context.workspace.commit(to: context.workspace.main, as: context.act()) {
      (tree, edit) throws(OpsError) in
      let path = Landscape.tenant.workflow(Slug(from: "weekly-report"))
      guard var record = try tree.value(CanonicalWorkflow.self, at: path) else { return nil }
      record.mappings[Slug(from: "dev")]?.status = .ignored
      try edit.put(record, at: path)
      return CommitNote("test", "ignore", tenant: nil, action: "test")
    }
    try landscape.simulator("dev").delete(workflowID: try #require(landscape.ids["dev"]?["alert"]))
    try landscape.simulator("dev").load(workflow: Stock(.v2_40_7).fresh())
    let report = try await landscape.sync("dev")
    #expect(report.coverage.missing == 1)
    #expect(report.coverage.unmanaged == 1)
    #expect(report.coverage.managed == 3)
  }
}
