import Governance
import Ledger
import Simulator
import Testing

@testable import Operations

@Suite("Proving an approval")
struct ApprovalTests {
  /// - Parameter isVerified: whether `main` has to be in order before anything runs; without it only the proof of the
  ///   approval itself is left.
  private func planned(isVerified: Bool = false) async throws -> (Landscape, RecordID, branch: String) {
    let landscape = try Landscape()
    try await landscape.govern()
    if !isVerified { try landscape.deployUnverified() }
    try landscape.edit("dev", "report", code: "return ['new'];")
    let report = try await landscape.plan(["weekly-report"])
    return (landscape, report.promotion.id, try #require(report.branch))
  }

  /// A clone in which somebody works with the git command line.
  private func clone(_ landscape: Landscape, as email: String) throws {
    try landscape.folder.git("clone", "-q", landscape.folder("repository"), landscape.folder("clone"))
    for (key, value) in [("user.name", "Somebody"), ("user.email", email)] {
      try landscape.folder.git("config", key, value, in: "clone")
    }
  }

  private func git(_ landscape: Landscape, _ email: String, _ arguments: [String]) throws {
    try landscape.folder.git(arguments, in: "clone", email: email)
  }

  private func expectRefused(_ landscape: Landscape, _ id: RecordID, _ reason: String) async throws {
    let before = try InstanceState(try landscape.simulator("staging"))
    try landscape.simulator("staging").clearRequests()
    let report = try await landscape.run()
    #expect(report.finished.isEmpty)
    #expect(report.refused.map(\.id) == [id])
    #expect(report.refused.first?.reason.contains(reason) == true, "\(report.refused.first?.reason ?? "")")
    #expect(try InstanceState(try landscape.simulator("staging")) == before)
    #expect(try landscape.simulator("staging").requests.allSatisfy { $0.method == "GET" })
  }

  @Test("PROMO-004 a merge by an admin with the git command line approves it, and the record says who")
  func commandLine() async throws {
    let (landscape, id, branch) = try await planned()
    try clone(landscape, as: "rita@example.org")
    try git(
      landscape, "rita@example.org", ["merge", "-q", "--no-ff", "-m", "looks good", "origin/\(branch)"])
    try git(landscape, "rita@example.org", ["push", "-q", "origin", "main"])
    let report = try await landscape.run()
    #expect(report.refused.map(\.reason) == [])
    let promotion = try landscape.promotion(id)
    #expect(promotion.status == .completed)
    #expect(promotion.approval?.by.email == "rita@example.org")
    #expect(promotion.approval?.role == .admin)
  }

  @Test("PROMO-004 what was not merged does not run")
  func waiting() async throws {
    let (landscape, _, _) = try await planned()
    let report = try await landscape.run()
    #expect(report.finished.isEmpty && report.refused.isEmpty)
  }

  @Test("PROMO-004 a fast-forward has nobody on record as approver")
  func fastForward() async throws {
    let (landscape, id, branch) = try await planned()
    try clone(landscape, as: "rita@example.org")
    try git(landscape, "rita@example.org", ["merge", "-q", "--ff-only", "origin/\(branch)"])
    try git(landscape, "rita@example.org", ["push", "-q", "origin", "main"])
    try await expectRefused(landscape, id, "without a merge commit")
  }

  @Test(
    "PIPE-004 a stranger's, a developer's and the requester's merge do not count",
    arguments: [
      ("eve@example.org", "not a member"), ("dan@example.org", "is developer, and this stage needs admin"),
    ])
  func wrongPerson(_ email: String, _ reason: String) async throws {
    let (landscape, id, branch) = try await planned()
    try clone(landscape, as: email)
    try git(landscape, email, ["merge", "-q", "--no-ff", "-m", "mine", "origin/\(branch)"])
    try git(landscape, email, ["push", "-q", "origin", "main"])
    try await expectRefused(landscape, id, reason)
  }

  @Test("PROMO-005 nothing runs from a main that has a commit which is not allowed, and it is named")
  func unverified() async throws {
    let (landscape, _, branch) = try await planned(isVerified: true)
    try clone(landscape, as: "rita@example.org")
    let baseline = "state/tenants/acme/environments/staging/baseline/order-intake.json"
    try git(landscape, "rita@example.org", ["merge", "-q", "--no-ff", "-m", "good", "origin/\(branch)"])
    try landscape.folder.write("{}\n", to: "clone/\(baseline)")
    try git(landscape, "rita@example.org", ["commit", "-q", "-a", "-m", "by hand"])
    try git(landscape, "rita@example.org", ["push", "-q", "origin", "main"])
    let before = try InstanceState(try landscape.simulator("staging"))
    let error = await #expect(throws: OpsError.self) { try await landscape.run() }
    #expect(error?.place == baseline && error?.why?.contains("only the program changes it") == true)
    let revert = DecideDrift(
      try landscape.context(), environment: Slug(from: "staging"), workflow: Slug(from: "order-intake"),
      reason: "back")
    #expect(await #expect(throws: OpsError.self) { try await revert.revert() }?.place == baseline)
    #expect(try InstanceState(try landscape.simulator("staging")) == before)
  }

  @Test("PIPE-004 nobody joins the team by the merge that they approve with")
  func joiningByMerge() async throws {
    let (landscape, id, branch) = try await planned()
    try clone(landscape, as: "eve@example.org")
    try git(landscape, "eve@example.org", ["merge", "-q", "--no-ff", "--no-commit", "origin/\(branch)"])
    try landscape.folder.write(
      "{\"name\": \"Eve\", \"email\": \"eve@example.org\", \"role\": \"admin\", \"signingKeys\": []}",
      to: "clone/state/tenants/acme/team/eve.json")
    try git(landscape, "eve@example.org", ["add", "."])
    try git(landscape, "eve@example.org", ["commit", "-q", "-m", "approve"])
    try git(landscape, "eve@example.org", ["push", "-q", "origin", "main"])
    try await expectRefused(landscape, id, "not a member")
  }

  @Test("PIPE-004 the program's own commands refuse the same")
  func commands() async throws {
    let (landscape, id, _) = try await planned()
    let error = #expect(throws: OpsError.self) { try landscape.context().approve(id, note: nil) }
    #expect(error?.why?.contains("needs admin") == true)
    let stranger = Person(name: "Eve", email: "eve@example.org")
    #expect(throws: OpsError.self) { try landscape.context(as: stranger).approve(id, note: nil) }
  }

  @Test("PIPE-004 an admin does not approve what they asked for")
  func selfApproval() async throws {
    let landscape = try Landscape()
    try await landscape.govern()
    try landscape.edit("dev", "report", code: "return ['new'];")
    let context = try landscape.context(as: Landscape.rita)
    let (pipeline, stage) = try context.ledger.stage(into: Slug(from: "staging"), pipeline: nil)
    let report = try await PlanPromotion(
      context, pipeline: pipeline, stage: stage, selection: [Slug(from: "weekly-report")], reason: nil
    ).run()
    #expect(throws: OpsError.self) { try context.approve(report.promotion.id, note: nil) }
    try clone(landscape, as: "rita@example.org")
    try git(
      landscape, "rita@example.org",
      ["merge", "-q", "--no-ff", "-m", "mine", "origin/\(try #require(report.branch))"])
    try git(landscape, "rita@example.org", ["push", "-q", "origin", "main"])
    try await expectRefused(landscape, report.promotion.id, "may not approve it")
  }

  @Test(
    "PROMO-004 content that was changed in the merge, or on the branch, or on main afterwards, does not run",
    arguments: ["merge", "branch", "main"])
  func changedContent(_ place: String) async throws {
    let (landscape, id, branch) = try await planned()
    try clone(landscape, as: "rita@example.org")
    let path = "state/tenants/acme/environments/staging/baseline/weekly-report.json"
    func tamper() throws {
      let text = try #require(landscape.folder.read("clone/\(path)"))
      try landscape.folder.write(text.replacing("Count", with: "Steal"), to: "clone/\(path)")
      try git(landscape, "rita@example.org", ["add", "."])
    }
    if place == "branch" {
      try git(landscape, "rita@example.org", ["checkout", "-q", "-b", "proposal", "origin/\(branch)"])
      try tamper()
      try git(landscape, "rita@example.org", ["commit", "-q", "-m", "change"])
      try git(landscape, "rita@example.org", ["checkout", "-q", "main"])
    }
    let merged = place == "branch" ? "proposal" : "origin/\(branch)"
    try git(landscape, "rita@example.org", ["merge", "-q", "--no-ff", "--no-commit", merged])
    if place == "merge" { try tamper() }
    try git(landscape, "rita@example.org", ["commit", "-q", "-m", "approve"])
    if place == "main" {
      try tamper()
      try git(landscape, "rita@example.org", ["commit", "-q", "-m", "afterwards"])
    }
    try git(landscape, "rita@example.org", ["push", "-q", "origin", "main"])
    try await expectRefused(
      landscape, id, "the content of weekly-report is not what was planned and reviewed")
  }

  @Test(
    "PROMO-004 a rejected proposal leaves its record, loses its branch and never runs",
    arguments: [Promotion.Status.rejected, .cancelled])
  func closed(_ status: Promotion.Status) async throws {
    let (landscape, id, branch) = try await planned()
    try landscape.context(as: Landscape.rita).close(id, as: status, note: "not now")
    #expect(try landscape.promotion(id).status == status)
    #expect(throws: TestFolder.Refused.self) { try landscape.tip(branch) }
    #expect(throws: OpsError.self) { try landscape.context(as: Landscape.rita).approve(id, note: nil) }
    let report = try await landscape.run()
    #expect(report.finished.isEmpty && report.refused.isEmpty)
  }

  @Test("PROMO-004 two approvals at once merge it once")
  func twice() async throws {
    let (landscape, id, _) = try await planned()
    let contexts = try (0..<4).map { _ in try landscape.context(as: Landscape.rita) }
    let merged = await withTaskGroup(of: Bool.self) { group in
      for context in contexts { group.addTask { (try? context.approve(id, note: nil)) != nil } }
      return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
    }
    #expect(merged == 1)
    #expect(try landscape.folder.git("rev-list", "--merges", "--count", "main") == "1")
  }
}
