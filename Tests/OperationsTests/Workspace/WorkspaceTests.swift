import Git
import Governance
import JSON
import Ledger
import Resources
import Testing

@testable import Operations

@Suite("An ops repository")
struct WorkspaceTests {
  private let folder: TestFolder
  private let act = Act(
    actor: Landscape.rita, at: Instant(seconds: 1_800_000_000), machine: Landscape.machine)

  init() throws { folder = try TestFolder() }

  private func make(bare: Bool = false) throws -> Workspace {
    try InitWorkspace(path: folder("repository"), isBare: bare, act: act).run()
  }

  @Test("is made in one commit, with policies and format, and checks clean", arguments: [true, false])
  func make(_ isBare: Bool) throws {
    let workspace = try make(bare: isBare)
    #expect(try folder.git("rev-list", "--count", "main") == "1")
    let files = try folder.git("ls-tree", "-r", "--name-only", "main").split(separator: "\n")
    for file in [
      "policies/drift.json", "policies/risk.json", "state/format.json", "README.md", ".gitattributes",
    ] {
      #expect(files.contains(Substring(file)))
    }
    if !isBare { #expect(try folder.git("status", "--porcelain") == "") }
    #expect(try CheckWorkspace(tree: try workspace.mainTree()).run() == [])
    try folder.git("fsck", "--strict")
  }

  @Test("is not made twice in one place")
  func twice() throws {
    _ = try make()
    let error = #expect(throws: OpsError.self) { try make() }
    #expect(error?.remedy?.contains("--repo") == true)
    #expect(try folder.git("rev-list", "--count", "main") == "1")
  }

  @Test("an empty repository that is there is taken")
  func empty() throws {
    try folder.write("", to: "repository/.keep")
    try folder.git("init", "-q", "-b", "main")
    _ = try make()
    #expect(try folder.git("rev-list", "--count", "main") == "1")
  }

  @Test("an empty repository on a branch of another name, not born yet, is on main from then on")
  func otherBranch() throws {
    try folder.write("", to: "repository/.keep")
    try folder.git("init", "-q", "-b", "master")
    _ = try make()
    #expect(try folder.git("branch", "--show-current") == "main")
    #expect(try folder.git("status", "--porcelain") == "?? .keep")
    #expect(try folder.git("rev-list", "--count", "main") == "1")
  }

  @Test("a repository whose branch of another name has commits is told what to do, and stays as it is")
  func otherHistory() throws {
    try folder.write("", to: "repository/.keep")
    try folder.git("init", "-q", "-b", "master")
    try folder.git(
      "-c", "user.name=A", "-c", "user.email=a@example.com", "commit", "-q", "--allow-empty", "-m", "x")
    let error = #expect(throws: OpsError.self) { try make() }
    #expect(error?.remedy?.contains("git branch -m master main") == true)
    #expect(try folder.git("for-each-ref", "--format=%(refname)") == "refs/heads/master")
  }

  @Test("--complete renews schemas, which are the executable's, and changes nothing else that is there")
  func renewed() throws {
    let workspace = try make()
    let (schema, policy) = ("state/schemas/tenant.schema.json", "policies/drift.json")
    try workspace.commit(to: workspace.main, as: act) { (_, edit) throws(OpsError) in
      for path in [schema, policy] { edit.put(Array("{}\n".utf8), at: path) }
      return CommitNote("test", "spoil", tenant: nil, action: "test")
    }
    _ = try InitWorkspace(path: folder("repository"), isBare: false, act: act).run(completes: true)
    let tree = try workspace.mainTree()
    #expect(try tree.bytes(at: schema) == Resources.data(schema))
    #expect(try tree.bytes(at: policy) == Array("{}\n".utf8))
  }

  @Test("a new repository names the machine that it is told")
  func machine() throws {
    let ops = Person(name: "Ops", email: "ops@example.com")
    let act = Act(actor: ops, at: Instant(seconds: 1_800_000_000), machine: ops)
    let workspace = try InitWorkspace(path: folder("repository"), isBare: true, act: act, namesMachine: true)
      .run()
    let platform = try workspace.mainTree().value(Platform.self, at: Platform.path)
    #expect(platform?.machine(nil) == ops)
    #expect(try CheckWorkspace(tree: try workspace.mainTree()).run() == [])
  }

  @Test("a place without one is told with what to do")
  func missing() {
    let error = #expect(throws: OpsError.self) { try Workspace.open(at: folder("nothing")) }
    #expect(error?.remedy?.contains("n8n-ops init") == true)
  }

  @Test("TEAM-001 a tenant is added with who adds it as administrator, once")
  func tenant() throws {
    let workspace = try make()
    let administration = TenantAdministration(workspace: workspace, act: act)
    let acme = Slug(from: "acme")
    try administration.add(acme, Tenant(name: "Acme"))
    let team = try workspace.mainTree().values(Member.self, in: TenantRoot(acme).team)
    #expect(team.values.map(\.role) == [.admin])
    #expect(throws: OpsError.self) { try administration.add(acme, Tenant(name: "Again")) }
    #expect(try administration.list().map(\.tenant.name) == ["Acme"])
  }

  private static let acme = TenantRoot(Slug(from: "acme"))

  /// A tenant with its administrator, and what puts somebody into its team: name, role, signing key.
  private func team(_ plan: Plan) throws -> (Workspace, (String, Role, String?) throws -> Void) {
    let workspace = try make()
    let administration = TenantAdministration(workspace: workspace, act: act)
    try administration.add(Self.acme.tenant, Tenant(name: "Acme", plan: plan))
    let rules = try Rules.builtIn()
    return (
      workspace,
      { name, role, key in
        let member = Member(
          name: name, email: "\(name)@example.com", role: role, signingKeys: key.map { [$0] } ?? [])
        try administration.put(member, in: Self.acme, rules: rules)
      }
    )
  }

  @Test("TEAM-001 a key signs for one person, and none of the program's for anybody")
  func somebodyElsesKey() throws {
    let (workspace, put) = try team(.pro)
    let keys = [
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFh",
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJiYmJi",
    ]
    try workspace.commit(to: workspace.main, as: act) { (_, edit) throws(OpsError) in
      try edit.put(
        Platform(machines: [Platform.Identity(name: "Ops", email: "ops@example.com", signingKeys: [keys[1]])]
        ),
        at: Platform.path)
      return CommitNote("test", "machine", tenant: nil, action: "test")
    }
    try put("dora", .developer, keys[0])
    try put("dora", .developer, keys[0])
    for key in keys {
      let error = #expect(throws: OpsError.self) { try put("eve", .developer, key) }
      #expect(error?.what == "The signing key is somebody else's")
    }
  }

  @Test("TEAM-005 a team grows no larger than the plan allows; who is in it may change")
  func teamOfPlan() throws {
    let (workspace, put) = try team(.free)
    try put("dora", .developer, nil)
    try put("eve", .developer, nil)
    let error = #expect(throws: OpsError.self) { try put("vic", .viewer, nil) }
    #expect(error?.what == "The plan does not allow so many members")
    #expect(error?.why == "free has room for 3 (policies/plans.json), and there would be 4")
    #expect(error?.remedy?.contains("n8n-ops team remove") == true)
    try put("dora", .viewer, nil)
    try TenantAdministration(workspace: workspace, act: act).remove("dora@example.com", from: Self.acme)
    try put("vic", .viewer, nil)
    #expect(try workspace.mainTree().values(Member.self, in: Self.acme.team).count == 3)
  }

  @Test(
    "the check tells every file that cannot be used, by its path",
    arguments: [
      ("policies/risk.json", "{"), ("policies/drift.json", "{\"incidentClasses\": 1}"),
      ("state/tenants/acme/tenant.json", "{}"), ("state/tenants/acme/team/eve.json", "{\"role\": \"root\"}"),
      ("state/tenants/acme/environments/prod/environment.json", "[]"),
      ("state/tenants/acme/environments/prod/baseline/x.json", "{"),
      ("state/tenants/acme/workflows/Not A Slug.json", "{}"), ("state/tenants/acme/incidents/x.json", "{}"),
    ])
  func broken(_ path: String, _ text: String) throws {
    let workspace = try make()
    try TenantAdministration(workspace: workspace, act: act).add(Slug(from: "acme"), Tenant(name: "Acme"))
    try commit(workspace, [path: text])
    let findings = try CheckWorkspace(tree: try workspace.mainTree()).run()
    #expect(findings.contains { $0.path == path && !$0.problem.isEmpty }, "\(findings)")
  }

  @Test("the check tells references that lead nowhere")
  func references() throws {
    let workspace = try make()
    let root = TenantRoot(Slug(from: "acme"))
    try TenantAdministration(workspace: workspace, act: act).add(root.tenant, Tenant(name: "Acme"))
    let gone = Slug(from: "gone")
    try workspace.commit(to: workspace.main, as: act) { (_, edit) throws(OpsError) in
      try edit.put(try Landscape.record("prod", .production), at: root.environment(Slug(from: "prod")))
      try edit.put(
        CanonicalWorkflow(name: "A", mappings: [gone: WorkflowMapping(id: "1")]),
        at: root.workflow(Slug(from: "a")))
      edit.put(Array("{}".utf8), at: root.baseline(Slug(from: "prod"), Slug(from: "b")))
      try edit.put(
        Pipeline(name: "P", stages: [PipelineStage(source: gone, target: Slug(from: "prod"))]),
        at: root.pipeline(Slug(from: "p")))
      return CommitNote("test", "x", tenant: nil, action: "test")
    }
    let findings = try CheckWorkspace(tree: try workspace.mainTree()).run()
    let told = Set(findings.map { "\($0.path): \($0.problem)" })
    let expected = [
      "\(root.workflow(Slug(from: "a"))): environment gone does not exist",
      "\(root.baseline(Slug(from: "prod"), Slug(from: "b"))): there is no canonical workflow of this name",
      "\(root.pipeline(Slug(from: "p"))): environment gone does not exist",
    ]
    #expect(told.isSuperset(of: expected), "\(told)")
  }

  private func commit(_ workspace: Workspace, _ files: [String: String]) throws {
    try workspace.commit(to: workspace.main, as: act) { (_, edit) throws(OpsError) in
      for (path, text) in files { edit.put(Array(text.utf8), at: path) }
      return CommitNote("test", "break", tenant: nil, action: "test")
    }
  }
}
