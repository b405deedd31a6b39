import Governance
import JSON
import Ledger
import Simulator
import Testing

@testable import Operations

@Suite("Environments")
struct EnvironmentTests {
  private func record(key: String = "env:KEY_dev", url: String = "http://dev.test") throws
    -> EnvironmentRecord
  {
    EnvironmentRecord(class: .development, url: url, apiKey: try #require(SecretReference(key)))
  }

  @Test(
    "ENV-001 ENV-002 one is added after its instance has answered, and what it can do is kept",
    arguments: N8NRelease.allCases)
  func add(_ release: N8NRelease) async throws {
    let landscape = try Landscape(release)
    let name = Slug(from: "more")
    let capabilities = try await landscape.context(as: Landscape.rita).add(name, try record(), isTested: true)
    #expect(try #require(capabilities).canListCredentials == (release > .v1_123_81))
    let context = try landscape.context(as: Landscape.rita)
    #expect(try context.ledger.environment(name, in: try context.workspace.mainTree()) == (try record()))
    #expect(try context.ledger.status(of: name).capabilities != nil)
    #expect(
      try landscape.folder.git("log", "-1", "--format=%an|%s|%(trailers:key=N8nOps-Tested,valueonly)", "main")
        == "Rita|environment: add more (development, tested)|yes")
  }

  @Test("ENV-001 the key itself is nowhere in the repository")
  func noKey() async throws {
    let landscape = try Landscape()
    _ = try await landscape.context(as: Landscape.rita).add(Slug(from: "more"), try record(), isTested: true)
    try await landscape.govern()
    let objects = try landscape.folder.git(
      "cat-file", "--batch-all-objects", "--batch-check=%(objectname) %(objecttype)")
    for line in objects.split(separator: "\n") where line.hasSuffix("blob") || line.hasSuffix("commit") {
      let content = try landscape.folder.git("cat-file", "-p", String(line.prefix(40)))
      #expect(!content.contains("key-of-"))
    }
  }

  @Test("ENV-002 one whose instance refuses the key is not added, and the key is not shown")
  func wrongKey() async throws {
    let landscape = try Landscape()
    let before = try landscape.tip("main")
    let record = try record(key: "env:KEY_prod")
    let error = await #expect(throws: OpsError.self) {
      try await landscape.context(as: Landscape.rita).add(Slug(from: "more"), record, isTested: true)
    }
    let said = "\(try #require(error)) \(error?.remedy ?? "")"
    #expect(said.contains("more"))
    #expect(!said.contains("key-of"))
    #expect(try landscape.tip("main") == before)
  }

  @Test("ENV-002 one whose key is nowhere is not added, and the remedy says where it was looked for")
  func noSecret() async throws {
    let landscape = try Landscape()
    let record = try record(key: "env:NOT_SET")
    let error = await #expect(throws: OpsError.self) {
      try await landscape.context(as: Landscape.rita).add(Slug(from: "more"), record, isTested: true)
    }
    #expect(error?.remedy == "Set NOT_SET for this command or its unit.")
  }

  @Test("ENV-002 one that is not tested says so in its commit")
  func untested() async throws {
    let landscape = try Landscape()
    landscape.router.disconnect("dev")
    _ = try await landscape.context(as: Landscape.rita).add(Slug(from: "more"), try record(), isTested: false)
    #expect(
      try landscape.folder.git("log", "-1", "--format=%(trailers:key=N8nOps-Tested,valueonly)", "main")
        == "no")
  }

  @Test("ENV-001 a name that is taken is refused")
  func taken() async throws {
    let landscape = try Landscape()
    await #expect(throws: OpsError.self) {
      try await landscape.context(as: Landscape.rita).add(Slug(from: "dev"), try record(), isTested: false)
    }
  }

  @Test("PIPE-001 PIPE-002 a pipeline that cannot work is refused with every reason")
  func pipeline() throws {
    let landscape = try Landscape()
    let bad = Pipeline(
      name: "Back", stages: [PipelineStage(source: Slug(from: "prod"), target: Slug(from: "nowhere"))])
    let error = #expect(throws: OpsError.self) {
      try landscape.context(as: Landscape.rita).add(Slug(from: "back"), bad)
    }
    #expect(error?.why?.contains("nowhere does not exist") == true)
    let good = Pipeline(
      name: "Short", stages: [PipelineStage(source: Slug(from: "dev"), target: Slug(from: "prod"))])
    try landscape.context(as: Landscape.rita).add(Slug(from: "short"), good)
    let error2 = #expect(throws: OpsError.self) {
      try landscape.context(as: Landscape.rita).ledger.stage(into: Slug(from: "prod"), pipeline: nil)
    }
    #expect(error2?.why == "delivery, short")
    #expect(
      try landscape.context(as: Landscape.rita).ledger.stage(
        into: Slug(from: "prod"), pipeline: Slug(from: "short")
      ).stage
        == good.stages[0])
  }

  @Test("ENV-008 an environment beyond the plan is refused before the instance is asked, with what to do")
  func planLimit() async throws {
    let landscape = try Landscape()
    let context = try landscape.context(as: Landscape.rita)
    try context.workspace.commit(to: context.workspace.main, as: context.act()) {
      (tree, edit) throws(OpsError) in
      var tenant = try tree.value(Tenant.self, at: Landscape.tenant.tenantFile)
      tenant?.plan = .free
      if let tenant { try edit.put(tenant, at: Landscape.tenant.tenantFile) }
      return CommitNote("test", "another plan", tenant: nil, action: "test")
    }
    let before = try landscape.tip("main")
    try landscape.simulator("dev").clearRequests()
    let error = await #expect(throws: OpsError.self) {
      try await landscape.context(as: Landscape.rita).add(Slug(from: "more"), try record(), isTested: true)
    }
    #expect(error?.why == "free has room for 2 (policies/plans.json), and there would be 4")
    #expect(error?.remedy?.contains("n8n-ops env remove") == true)
    #expect(try landscape.simulator("dev").requests.isEmpty)
    #expect(try landscape.tip("main") == before)
    let main = try context.workspace.mainTree()
    #expect(
      try context.ledger.allowance(of: .environments, in: main).words == "3 of 2 environments (plan free)")
    #expect(try CheckWorkspace(tree: main).run().map(\.rule) == ["plan-limit"])
  }

  @Test(
    "ENV-001 an address that is none is refused by edit as by add",
    arguments: ["ftp://n8n", "n8n", "https://u:p@n8n"])
  func editedAddress(_ url: String) async throws {
    let landscape = try Landscape()
    let before = try landscape.tip("main")
    let error = await #expect(throws: OpsError.self) {
      try await landscape.context(as: Landscape.rita).edit(Slug(from: "dev"), isTested: false) {
        $0.url = url
      }
    }
    #expect(error?.place?.contains("url") == true)
    #expect(try landscape.tip("main") == before)
  }

  @Test("ENV-007 with an environment its executions go")
  func removedExecutions() async throws {
    let landscape = try Landscape()
    let context = try landscape.context(as: Landscape.rita)
    let staging = Slug(from: "staging")
    try context.workspace.commit(to: context.workspace.main, as: context.act()) {
      (_, edit) throws(OpsError) in
      edit.remove(Landscape.tenant.pipeline(Slug(from: "delivery")))
      return CommitNote("test", "no pipeline", tenant: nil, action: "test")
    }
    try landscape.simulator("staging").generateExecutions(count: 5, over: 1000)
    _ = try await ExecutionSync(context, environment: staging).run()
    #expect(try context.ledger.executions(of: staging).count == 5)
    let remains = try context.remove(staging)
    #expect(remains.refs.contains("refs/n8n-ops/executions/acme/staging"))
    #expect(try context.ledger.executions(of: staging).isEmpty)
  }
}
