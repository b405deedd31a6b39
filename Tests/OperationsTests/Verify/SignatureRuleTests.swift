import Git
import Governance
import Ledger
import Testing

@testable import Operations

@Suite("verify: signatures and names")
struct SignatureRuleTests {
  private let workflow = "state/tenants/acme/workflows/order-intake.json"

  @Test("a signed commit of a member is in order, for git too")
  func good() throws {
    let bench = try VerifyBench(signatures: .required)
    let own = try bench.commit([workflow: "1"], signedBy: VerifyBench.dev)
    let forMember = try bench.commit(
      [workflow: "2"], committer: VerifyBench.machine, signedBy: VerifyBench.machine)
    let local = try bench.commit([workflow: "3"], committer: VerifyBench.machine, signedBy: VerifyBench.dev)
    #expect(try bench.findings() == [])
    #expect(try bench.isGoodForGit(own))
    #expect(try bench.isGoodForGit(forMember))
    #expect(try bench.isGoodForGit(local))
  }

  @Test("an unsigned commit is refused where signatures are required, and only there")
  func unsigned() throws {
    let strict = try VerifyBench(signatures: .required)
    try strict.commit([workflow: "1"])
    #expect(try strict.findings() == ["signature"])
    let lenient = try VerifyBench()
    try lenient.commit([workflow: "1"])
    #expect(try lenient.findings() == [])
  }

  @Test("a key of nobody proves nothing, here and for git")
  func wrongKey() throws {
    let bench = try VerifyBench(signatures: .required)
    let eve = Person(name: "Eve", email: "eve@example.com")
    try bench.makeKey(eve)
    let commit = try bench.commit([workflow: "1"], signedBy: eve)
    #expect(try bench.findings() == ["signature"])
    #expect(try !bench.isGoodForGit(commit))
  }

  @Test(
    "a commit that was changed after it was signed is found, where signatures are optional too",
    arguments: [
      RolesPolicy.Signatures.optional, .required,
    ])
  func changed(_ signatures: RolesPolicy.Signatures) throws {
    let bench = try VerifyBench(signatures: signatures)
    let good = try bench.workspace.repository.commit(
      try bench.commit([workflow: "1"], signedBy: VerifyBench.dev))
    let objects = bench.workspace.repository.makeTransaction()
    let forged = objects.commit(
      tree: good.tree, parents: good.parents, author: good.author, committer: good.committer,
      message: "test: another message\n", signature: good.signature)
    try objects.flush()
    try bench.workspace.repository.update(bench.workspace.main, from: good.oid, to: forged, message: "forge")
    #expect(try bench.findings() == ["signature"])
    #expect(try bench.isGoodForGit(good.oid))
    #expect(try !bench.isGoodForGit(forged))
  }

  @Test("one member does not sign for another")
  func otherMember() throws {
    let bench = try VerifyBench(signatures: .required)
    try bench.commit([workflow: "1"], by: VerifyBench.ada, signedBy: VerifyBench.dev)
    #expect(try bench.findings() == ["identity", "identity"])
  }

  @Test("a trailer that names another actor is a lie")
  func actor() throws {
    let bench = try VerifyBench()
    try bench.commit([workflow: "1"], trailers: [("N8nOps-Actor", "Ada Admin <ada@example.com>")])
    #expect(try bench.findings() == ["identity"])
  }

  @Test("TEAM-003 what a removed member signed before stays good, afterwards nothing is")
  func removedMember() throws {
    let bench = try VerifyBench(signatures: .required)
    let before = try bench.commit([workflow: "1"], signedBy: VerifyBench.dev)
    var workspace = bench.workspace
    workspace.signer = SSHSigner(keyPath: bench.keyPath(VerifyBench.ada))
    let act = Act(actor: VerifyBench.ada, at: Instant(seconds: 1_800_000_150), machine: VerifyBench.machine)
    try TenantAdministration(workspace: workspace, act: act).remove("Dev@example.com", from: bench.tenant)
    #expect(try bench.findings() == [])
    #expect(try bench.isGoodForGit(before))
    try bench.commit([workflow: "2"], signedBy: VerifyBench.dev)
    #expect(try bench.findings() == ["signature", "identity", "permission \(workflow)"])
  }

  @Test("git refuses what a removed member signs afterwards")
  func removedMemberForGit() throws {
    let bench = try VerifyBench()
    let act = Act(actor: VerifyBench.ada, at: Instant(seconds: 1_800_000_050), machine: VerifyBench.machine)
    try TenantAdministration(workspace: bench.workspace, act: act).remove(
      VerifyBench.dev.email, from: bench.tenant)
    let after = try bench.commit([workflow: "2"], signedBy: VerifyBench.dev)
    #expect(try !bench.isGoodForGit(after))
    #expect(try AllowedSigners(workspace: bench.workspace).text.contains("valid-before"))
  }

  @Test("the last administrator can be neither removed nor degraded")
  func lastAdmin() throws {
    let bench = try VerifyBench(hasKeys: false)
    let act = Act(actor: VerifyBench.ada, at: Instant(seconds: 1_800_000_050), machine: VerifyBench.machine)
    let team = TenantAdministration(workspace: bench.workspace, act: act)
    #expect(throws: OpsError.self) { try team.remove(VerifyBench.ada.email, from: bench.tenant) }
    #expect(throws: OpsError.self) {
      try team.setRole(of: VerifyBench.ada.email, to: .viewer, in: bench.tenant)
    }
    let invited = Member(name: "Ada", email: "Ada@example.com", role: .viewer)
    #expect(throws: OpsError.self) { try team.put(invited, in: bench.tenant, rules: .builtIn()) }
    #expect(try team.setRole(of: VerifyBench.dev.email, to: .admin, in: bench.tenant).role == .admin)
    try team.remove(VerifyBench.ada.email, from: bench.tenant)
  }
}
