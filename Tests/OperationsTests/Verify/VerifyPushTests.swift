import Git
import Governance
import Ledger
import Testing

@testable import Operations

@Suite("verify: pushes and the verified point")
struct VerifyPushTests {
  private let bench: VerifyBench
  private let workflow = "state/tenants/acme/workflows/a.json"

  init() throws { bench = try VerifyBench(hasKeys: false) }

  private func judge(_ old: OID?, _ new: OID?, _ ref: String = "refs/heads/main") throws -> VerifyPush.Report
  {
    let zero = String(repeating: "0", count: 40)
    let update = try #require(VerifyPush.Update(line: "\(old?.hex ?? zero) \(new?.hex ?? zero) \(ref)"))
    return try VerifyPush(workspace: bench.workspace, machine: VerifyBench.machine).run([update])
  }

  private var tip: OID {
    get throws { try #require(try bench.workspace.repository.oid(of: bench.workspace.main)) }
  }

  @Test("only what is new is judged")
  func onlyNew() throws {
    try bench.commit([workflow: "1"], by: VerifyBench.vic)
    let old = try tip
    let new = try bench.commit([workflow: "2"])
    #expect(try judge(old, new).isInOrder)
    #expect(try !judge(nil, new).isInOrder)
  }

  @Test("main is neither removed nor rewritten")
  func rewritten() throws {
    let first = try tip
    let old = try bench.commit([workflow: "1"])
    #expect(try judge(old, nil).refusals.count == 1)
    #expect(try judge(old, first).refusals.count == 1)
  }

  @Test("main does not go on behind a merge")
  func foxtrot() throws {
    try bench.commit([workflow: "1"], on: "change/acme/x")
    let old = try bench.commit(["state/tenants/acme/workflows/b.json": "1"])
    let new = try bench.merge("change/acme/x", isBackwards: true)
    #expect(try judge(old, new).refusals.map(\.ref) == ["refs/heads/main"])
  }

  @Test(
    "a proposal's own commits are judged when it is pushed; the note of what was verified is not pushed at all"
  )
  func others() throws {
    let proposal = try bench.commit(["policies/drift.json": "{}"], on: "change/acme/x")
    #expect(try judge(nil, proposal, "refs/heads/change/acme/x").violations.map(\.rule) == ["permission"])
    #expect(try judge(nil, proposal, VerifiedPoint.name).refusals.count == 1)
    #expect(try judge(proposal, nil, "refs/heads/change/acme/x").isInOrder)
  }

  @Test("the verified point moves only over commits that are in order")
  func point() throws {
    let verify = VerifyCommits(workspace: bench.workspace, machine: VerifyBench.machine)
    #expect(try verify.runSinceLastTime(on: bench.workspace).commits == 2)
    #expect(try verify.runSinceLastTime(on: bench.workspace).commits == 0)
    try bench.commit([workflow: "1"], by: VerifyBench.vic)
    for _ in 0..<2 { #expect(try verify.runSinceLastTime(on: bench.workspace).violations.count == 1) }
  }

  @Test("nothing is deployed from a main that is not in order, where the policy says so")
  func deployment() throws {
    let verify = VerifyCommits(workspace: bench.workspace, machine: VerifyBench.machine)
    var policy = try Rules.roles(in: try bench.workspace.mainTree())
    policy.verifyBeforeDeploy = true
    let text = String(decoding: try StateCoding.bytes(policy, at: PolicyFiles.roles), as: UTF8.self)
    try bench.commit([PolicyFiles.roles: text], by: VerifyBench.ada)
    try verify.requireInOrder(on: bench.workspace)
    try bench.commit([workflow: "1"], by: VerifyBench.vic)
    #expect(throws: OpsError.self) { try verify.requireInOrder(on: bench.workspace) }
  }
}
