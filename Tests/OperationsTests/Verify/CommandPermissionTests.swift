import Governance
import Ledger
import Testing

@testable import Operations

@Suite("Who may run which command")
struct CommandPermissionTests {
  private let bench: VerifyBench

  init() throws { bench = try VerifyBench(hasKeys: false) }

  private func permission() throws -> CommandPermission {
    try CommandPermission(tree: try bench.workspace.mainTree())
  }

  @Test(
    "a command asks for the role that the policy says (PRD 3.10.2)",
    arguments: [
      ("promote plan", Role.developer), ("promote run", .developer), ("drift revert", .developer),
      ("canonical onboard", .developer), ("incident ack", .developer), ("env add", .admin),
      ("env overlay set", .admin), ("pipeline add", .admin), ("team role", .admin), ("secret seal", .admin),
      ("sync", .viewer),
    ])
  func roles(_ command: String, _ needed: Role) throws {
    let people = [
      (VerifyBench.vic, Role.viewer), (VerifyBench.dev, .developer), (VerifyBench.ada, .admin),
    ]
    for (person, role) in people {
      let isAllowed = (try? permission().require(command, of: person, in: bench.tenant.tenant)) != nil
      #expect(isAllowed == (role >= needed), "\(role)")
    }
  }

  @Test("a stranger may not, the program may what a developer may")
  func others() throws {
    let eve = Person(name: "Eve", email: "eve@example.com")
    let error = #expect(throws: OpsError.self) {
      try permission().require("promote plan", of: eve, in: bench.tenant.tenant)
    }
    #expect(error?.why?.contains("not a member") == true)
    try permission().require("promote run", of: VerifyBench.machine, in: bench.tenant.tenant)
    #expect(throws: OpsError.self) {
      try permission().require("team invite", of: VerifyBench.machine, in: bench.tenant.tenant)
    }
  }

  @Test("what concerns the whole repository is for administrators of every team")
  func platform() throws {
    try permission().require("tenant add", of: VerifyBench.ada, in: nil)
    let path = "state/tenants/other/team/vic.json"
    let vic = Member(name: "Vic", email: VerifyBench.vic.email, role: .admin)
    try bench.commit(
      [path: String(decoding: try StateCoding.bytes(vic, at: path), as: UTF8.self)], by: VerifyBench.ada)
    #expect(throws: OpsError.self) { try permission().require("tenant add", of: VerifyBench.ada, in: nil) }
  }

  @Test("what the program would write is held against the same rules, before the branch moves")
  func admission() throws {
    var workspace = bench.workspace
    workspace.judge = AdmitCommit()
    let tip = try workspace.mainTree().commit
    let act = Act(actor: VerifyBench.dev, at: Instant(seconds: 1_800_000_200), machine: VerifyBench.machine)
    let error = #expect(throws: OpsError.self) {
      try TenantAdministration(workspace: workspace, act: act).put(
        Member(name: "Eve", email: "eve@example.com", role: .admin), in: bench.tenant,
        rules: .builtIn())
    }
    #expect(error?.place == "state/tenants/acme/team/eve.json")
    #expect(error?.why?.contains("manage-team needs admin") == true)
    #expect(try workspace.mainTree().commit == tip)
  }
}
