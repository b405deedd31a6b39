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
    return try VerifyPush(workspace: bench.workspace).run([update])
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
    let verify = VerifyCommits(workspace: bench.workspace)
    #expect(try verify.runSinceLastTime(on: bench.workspace).commits == 2)
    #expect(try verify.runSinceLastTime(on: bench.workspace).commits == 0)
    try bench.commit([workflow: "1"], by: VerifyBench.vic)
    for _ in 0..<2 { #expect(try verify.runSinceLastTime(on: bench.workspace).violations.count == 1) }
  }

  @Test("nothing is deployed from a main that is not in order, where the policy says so")
  func deployment() throws {
    let verify = VerifyCommits(workspace: bench.workspace)
    var policy = try Rules.roles(in: try bench.workspace.mainTree())
    policy.verifyBeforeDeploy = true
    let text = String(decoding: try StateCoding.bytes(policy, at: PolicyFiles.roles), as: UTF8.self)
    try bench.commit([PolicyFiles.roles: text], by: VerifyBench.ada)
    try verify.requireInOrder(on: bench.workspace)
    let wrong = try bench.commit([workflow: "1"], by: VerifyBench.vic)
    let error = #expect(throws: OpsError.self) { try verify.requireInOrder(on: bench.workspace) }
    #expect(error?.remedy?.contains("n8n-ops audit accept \(wrong.short) --reason") == true)
  }

  // MARK: - Refs beside main

  private static let promotion = "20261124T174015Z-k3f9qz"

  @Test("a promotion's branch goes when main has its record, and is not rewritten")
  func proposals() throws {
    let id = Self.promotion
    let (branch, record) = ("promotion/acme/\(id)", "state/tenants/acme/promotions/\(id)/promotion.json")
    let base = try tip
    let old = try bench.commit(
      [record: "{}"], by: VerifyBench.ada, committer: VerifyBench.machine, on: branch)
    let ref = "refs/heads/\(branch)"
    #expect(try judge(nil, old, ref).isInOrder)
    #expect(try judge(old, nil, ref).refusals.map(\.problem) == ["the proposal is open"])
    let other = try bench.commit(
      [record: "{ }"], by: VerifyBench.ada, committer: VerifyBench.machine, on: "x/y", from: base)
    #expect(try judge(old, other, ref).refusals.count == 1)
    try bench.merge(branch)
    #expect(try judge(old, nil, ref).isInOrder)
  }

  @Test(
    "what was observed is written by the program or an administrator",
    arguments: ["refs/heads/observed/acme/prod", "refs/n8n-ops/status/acme/prod", "refs/n8n-ops/sealed/acme"])
  func observations(_ ref: String) throws {
    let byProgram = try bench.commit(
      ["a": "1"], by: VerifyBench.vic, committer: VerifyBench.machine, on: "x/a")
    let byAdmin = try bench.commit(["a": "2"], by: VerifyBench.ada, on: "x/b")
    let byDeveloper = try bench.commit(["a": "3"], by: VerifyBench.dev, on: "x/c")
    #expect(try judge(nil, byProgram, ref).isInOrder)
    #expect(try judge(byProgram, byAdmin, ref).isInOrder)
    #expect(try judge(byProgram, byDeveloper, ref).refusals.map(\.ref) == [ref])
    #expect(try judge(byProgram, nil, ref).isInOrder == !ref.contains("sealed"))
  }

  @Test("a push of sealed values keeps those that were there")
  func sealedValues() throws {
    func values(_ files: [String: String?], on branch: String) throws -> OID {
      try bench.commit(files, by: VerifyBench.machine, on: branch)
    }
    let ref = "refs/n8n-ops/sealed/acme"
    let old = try values(["values/a": "1", "values/b": "1"], on: "x/a")
    let sealedAgain = try values(["values/a": "2", "values/b": "2", "values/c": "2"], on: "x/b")
    #expect(try judge(old, sealedAgain, ref).isInOrder)
    #expect(try judge(old, try values(["values/a": "1"], on: "x/c"), ref).refusals.map(\.ref) == [ref])
    #expect(try judge(old, try tip, ref).refusals.map(\.ref) == [ref])
  }

  @Test("ENV-017 what needs an approval is merged by somebody else")
  func approval() throws {
    let trailers = [(ProposalRule.trailer, "required")]
    let old = try tip
    let asked = try bench.commit([workflow: "1"], on: "change/acme/x", trailers: trailers)
    #expect(try judge(nil, asked, "refs/heads/change/acme/x").isInOrder)
    let byDev = try bench.merge("change/acme/x", by: VerifyBench.dev)
    #expect(try judge(old, byDev).violations.map(\.rule) == ["approval"])
    try bench.workspace.repository.update(bench.workspace.main, from: byDev, to: old, message: "test")
    #expect(try judge(old, asked).violations.map(\.rule) == ["approval"])
    let byAda = try bench.merge("change/acme/x", by: VerifyBench.ada)
    #expect(try judge(old, byAda).isInOrder)
  }

  @Test("an observed branch stays as long as its environment is governed")
  func observedBranch() throws {
    let tip = try bench.commit(
      ["state/tenants/acme/environments/prod/environment.json": "{}"], by: VerifyBench.ada)
    #expect(try judge(tip, nil, "refs/heads/observed/acme/prod").refusals.count == 1)
    #expect(try judge(tip, nil, "refs/heads/observed/acme/gone").isInOrder)
  }

  @Test("a snapshot is a tag by who may take one, and is not moved")
  func snapshots() throws {
    let ref = "refs/tags/snapshot/acme/prod/\(Self.promotion)"
    let commit = try tip
    func tag(_ person: Person) throws -> OID {
      let objects = bench.workspace.repository.makeTransaction()
      let tag = try objects.tag(
        name: "snapshot", target: commit,
        tagger: Signature(name: person.name, email: person.email, time: 1_800_000_100), message: "x\n")
      try objects.flush()
      return tag
    }
    let byDeveloper = try tag(VerifyBench.dev)
    #expect(try judge(nil, byDeveloper, ref).isInOrder)
    #expect(try judge(nil, try tag(VerifyBench.machine), ref).isInOrder)
    #expect(try judge(nil, try tag(VerifyBench.vic), ref).refusals.count == 1)
    #expect(try judge(nil, commit, ref).refusals.count == 1)
    #expect(try judge(byDeveloper, try tag(VerifyBench.ada), ref).refusals.count == 1)
    #expect(try judge(byDeveloper, nil, ref).isInOrder)
  }

  @Test(
    "notes of one machine are not pushed",
    arguments: ["refs/n8n-ops/undo/acme/x", "refs/n8n-ops-remote/heads/main"])
  func notes(_ ref: String) throws {
    #expect(try judge(nil, try tip, ref).refusals.map(\.ref) == [ref])
  }
}
