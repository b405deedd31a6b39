import Git
import Governance
import Ledger
import Testing

@testable import Operations

@Suite("verify: who chooses where a branch forks off does not choose the rules")
struct ForkPointTests {
  private static let branch = "change/acme/x"
  private let workflow = "state/tenants/acme/workflows/a.json"
  private let drift = "policies/drift.json"

  private func tip(_ bench: VerifyBench) throws -> OID {
    try #require(try bench.workspace.repository.oid(of: bench.workspace.main))
  }

  /// Changes a member's role, or removes them, as an administrator.
  private func set(_ person: Person, _ role: Role?, in bench: VerifyBench) throws {
    let path = bench.tenant.member(Slug(from: person.name, fallback: "member"))
    let text = try role.map { role in
      let member = Member(name: person.name, email: person.email, role: role)
      return String(decoding: try StateCoding.bytes(member, at: path), as: UTF8.self)
    }
    try bench.commit([path: text], by: VerifyBench.ada)
  }

  @Test("a branch from before signatures were required")
  func beforeSignatures() throws {
    let bench = try VerifyBench()
    let old = try tip(bench)
    var policy = try Rules.roles(in: try bench.workspace.mainTree())
    policy.signatures = .required
    let text = String(decoding: try StateCoding.bytes(policy, at: PolicyFiles.roles), as: UTF8.self)
    try bench.commit([PolicyFiles.roles: text], by: VerifyBench.ada, signedBy: VerifyBench.ada)
    let unsigned = try bench.commit([workflow: "1"], on: Self.branch, from: old)
    #expect(try bench.findingsOfProposal(Self.branch) == ["signature"])
    try bench.merge(Self.branch, signedBy: VerifyBench.ada)
    #expect(try bench.findings() == ["signature"])
    #expect(try bench.violations().map(\.commit) == [unsigned])
    #expect(try bench.violations().first?.problem.contains("by what main says") == true)
  }

  @Test("a branch from when a member was still there, or had another role", arguments: [nil, Role.viewer])
  func formerMember(_ role: Role?) throws {
    let bench = try VerifyBench(hasKeys: false)
    let old = try tip(bench)
    try set(VerifyBench.dev, role, in: bench)
    try bench.commit([workflow: "1"], on: Self.branch, from: old)
    let expected = (role == nil ? ["identity"] : []) + ["permission \(workflow)"]
    #expect(try bench.findingsOfProposal(Self.branch) == expected)
    try bench.merge(Self.branch)
    #expect(try bench.findings() == expected)
  }

  @Test("a branch that makes its own members and roles")
  func ownTeam() throws {
    let bench = try VerifyBench(hasKeys: false)
    let eve = Person(name: "Eve", email: "eve@example.com")
    let path = bench.tenant.member(try #require(Slug("eve")))
    let member = Member(name: eve.name, email: eve.email, role: .admin)
    let text = String(decoding: try StateCoding.bytes(member, at: path), as: UTF8.self)
    try bench.commit([path: text], by: VerifyBench.ada, on: Self.branch)
    try bench.commit([drift: "{}"], by: eve, on: Self.branch)
    try bench.merge(Self.branch)
    #expect(try bench.findings() == ["identity", "permission \(drift)"])
  }

  @Test("a branch from before somebody was a member is not in order either")
  func laterMember() throws {
    let bench = try VerifyBench(hasKeys: false)
    let old = try tip(bench)
    try set(Person(name: "Neo", email: "neo@example.com"), .developer, in: bench)
    try bench.commit(
      [workflow: "1"], by: Person(name: "Neo", email: "neo@example.com"), on: Self.branch, from: old)
    try bench.merge(Self.branch)
    #expect(try bench.violations().map(\.rule) == ["identity", "permission"])
    #expect(try bench.violations().allSatisfy { $0.remedy.contains("git rebase main") })
  }

  @Test("a history of its own is not merged, and gives no rights before it is")
  func unrelated() throws {
    let bench = try VerifyBench(hasKeys: false)
    let eve = Person(name: "Eve", email: "eve@example.com")
    let old = try tip(bench)
    try bench.orphan([drift: "{}"], by: eve, on: Self.branch)
    #expect(try bench.findingsOfProposal(Self.branch) == ["identity", "permission \(drift)", "merge"])
    let new = try bench.merge(Self.branch)
    #expect(try bench.findings() == ["identity", "permission \(drift)", "merge"])
    let line = "\(old.hex) \(new.hex) refs/heads/main"
    let report = try VerifyPush(workspace: bench.workspace).run([try #require(VerifyPush.Update(line: line))])
    #expect(report.violations.map(\.rule) == ["identity", "permission", "merge"])
    #expect(report.violations.last?.problem.contains("nothing in common") == true)
  }

  @Test("who merged what is not allowed does not answer for it, another administrator does")
  func acceptedByMerger() throws {
    let bench = try VerifyBench(hasKeys: false)
    let roger = Person(name: "Roger Root", email: "roger@example.com")
    try set(roger, .admin, in: bench)
    let commit = try bench.commit([drift: "{}"], by: VerifyBench.vic, on: Self.branch)
    try bench.merge(Self.branch, by: VerifyBench.ada)
    #expect(try bench.violations().first?.mergedBy == VerifyBench.ada)
    func accept(_ person: Person) throws -> [Violation] {
      let act = Act(actor: person, at: Instant(seconds: 1_800_000_200), machine: VerifyBench.machine)
      return try AcceptCommit(workspace: bench.workspace, act: act).run(commit, reason: "looked at it")
    }
    #expect(throws: OpsError.self) { try accept(VerifyBench.ada) }
    #expect(try accept(roger).map(\.rule) == ["permission"])
    #expect(try bench.findings() == [])
  }

  @Test("main that goes on behind a merge is told, and what it then has is held to the rules of main")
  func behind() throws {
    let bench = try VerifyBench(hasKeys: false)
    let verify = VerifyCommits(workspace: bench.workspace)
    let old = try tip(bench)
    try set(VerifyBench.dev, .viewer, in: bench)
    #expect(try verify.runSinceLastTime(on: bench.workspace).violations == [])
    try bench.commit([workflow: "1"], on: Self.branch, from: old)
    try bench.merge(Self.branch, isBackwards: true)
    #expect(
      try verify.runSinceLastTime(on: bench.workspace).violations.map(\.rule) == ["permission", "merge"])
    #expect(try bench.all().violations.map(\.rule) == ["permission", "merge"])
  }

  @Test("main that does not lead to what was verified is told")
  func rewritten() throws {
    let bench = try VerifyBench(hasKeys: false)
    let verify = VerifyCommits(workspace: bench.workspace)
    let old = try tip(bench)
    let new = try bench.commit([workflow: "1"])
    #expect(try verify.runSinceLastTime(on: bench.workspace).violations == [])
    try bench.workspace.repository.update(bench.workspace.main, from: new, to: old, message: "undo")
    #expect(try verify.runSinceLastTime(on: bench.workspace).violations.map(\.rule) == ["history"])
    #expect(try VerifiedPoint(workspace: bench.workspace).read() == new)
  }
}
