import Foundation
import Testing

/// `kill -9` in the middle of a deployment, then the same command again: the same result as without the kill.
@Suite("Killed deployments")
struct KilledDeploymentTests {
  private static let slow = ["PUT /workflows/* latency:120 always", "POST /workflows* latency:120 always"]

  @Test(
    "PROMO-005 PROMO-007 a deployment that was killed is finished or undone by the next run",
    arguments: ["1.123.81", "2.40.7"])
  func killedAtAnyMoment(release: String) async throws {
    let landscape = try Landscape("killed-\(release)", release: release, faults: Self.slow)
    var expected = try await landscape.codeInStaging()
    for (round, milliseconds) in [50, 200, 400, 650, 900, 1300].enumerated() {
      let code = "return [\(round)];"
      try await landscape.write(code, to: ["Alpha", "Beta"], in: landscape.development)
      let new = "New \(round)"
      try await landscape.development.create(Sample.workflow(new, code: code))
      try expect(landscape.workspace.admin.run("sync", "--env", "development"))
      try expect(landscape.workspace.admin.run("canonical", "onboard", "--env", "development", "--all"))
      try landscape.approve(["alpha", "beta", "new-\(round)"])

      let running = try landscape.workspace.admin.start(["promote", "run"])
      usleep(UInt32(milliseconds) * 1000)
      running.kill()
      #expect(try landscape.workspace.isSound())

      let again = try landscape.workspace.admin.run("promote", "run")
      let promotion = try #require(try landscape.promotions().last)
      let context: Comment = "killed after \(milliseconds) ms: \(again.all)"
      switch promotion["status"] as? String {
      case "COMPLETED":
        #expect(again.status == 0, context)
        for name in ["Alpha", "Beta", new] { expected[name] = code }
      case "FAILED":
        #expect(again.status == 1, context)
        #expect((promotion["failure"] as? [String: Any])?["isRolledBack"] as? Bool == true, context)
      default:
        Issue.record("it is \(promotion["status"] ?? "?"), \(context)")
      }
      #expect(try await landscape.codeInStaging() == expected, context)
      #expect(try landscape.leftovers() == [], context)
      try expect(landscape.workspace.admin.run("drift", "check", "--env", "staging"))
      #expect(try landscape.isApprovedObserved(), context)
    }
    #expect(try landscape.workspace.isSound())
  }

  @Test(
    "PROMO-007 a deployment that was killed after its first write and then fails takes back that write too",
    arguments: ["1.123.81", "2.40.7"], [true, false])
  func rollsBackWhatTheKilledRunWrote(release: String, isActive: Bool) async throws {
    // The answer to the first write comes late, the second write is refused, and whatever comes then works.
    let landscape = try Landscape(
      "resumed", release: release, isActive: isActive,
      faults: ["PUT /workflows/* latency:60000", "PUT /workflows/* status:500"])
    try await killAfterFirstWrite(landscape)

    let again = try landscape.workspace.admin.run("promote", "run")
    try expect(again, status: 1)
    let promotion = try #require(try landscape.promotions().last)
    #expect(promotion["status"] as? String == "FAILED")
    #expect((promotion["failure"] as? [String: Any])?["isRolledBack"] as? Bool == true)
    #expect(Set(try await landscape.codeInStaging().values) == ["return [];"])
    #expect(try await landscape.staging.workflows().allSatisfy { $0["active"] as? Bool == isActive })
    #expect(try landscape.isApprovedObserved())
    try expect(landscape.workspace.admin.run("drift", "check", "--env", "staging"))
  }

  @Test("PROMO-007 a deployment that was killed waits while nobody can look at its target, then goes on")
  func waitsForItsTarget() async throws {
    let landscape = try Landscape("waiting", faults: ["PUT /workflows/* latency:60000"])
    try await killAfterFirstWrite(landscape)

    let locked = landscape.workspace.admin.with(["KEY_STAGING": "revoked"])
    let refused = try locked.run("promote", "run")
    try expect(refused, status: 1)
    #expect(refused.all.contains("staging"), "\(refused.all)")
    #expect(try landscape.promotions().last?["status"] as? String == "RUNNING")

    try expect(landscape.workspace.admin.run("promote", "run"))
    #expect(try landscape.promotions().last?["status"] as? String == "COMPLETED")
    #expect(
      try await landscape.codeInStaging() == [
        "Alpha": "return [1];", "Beta": "return [1];", "Gamma": "return [];",
      ])
    #expect(try landscape.leftovers() == [])
  }

  @Test("what a run leaves that was killed after its last commit is tidied up by the next")
  func tidiesUp() async throws {
    let landscape = try Landscape("tidy")
    try await landscape.write("return [1];", to: ["Alpha"], in: landscape.development)
    try landscape.approve(["alpha"])
    try expect(landscape.workspace.admin.run("promote", "run"))
    let id = try #require(try landscape.promotions().last?["id"] as? String)
    for ref in ["refs/heads/promotion/acme/\(id)", "refs/n8n-ops/undo/acme/\(id)"] {
      try expect(
        landscape.scratch.git.run(
          "-C", landscape.scratch.path(landscape.workspace.repository), "update-ref", ref, "main"))
    }
    try expect(landscape.workspace.admin.run("promote", "run"))
    #expect(try landscape.leftovers() == [])
  }

  /// Approves a promotion of two workflows, runs it, and kills it when the target has stored the first.
  private func killAfterFirstWrite(_ landscape: Landscape) async throws {
    try await landscape.write("return [1];", to: ["Alpha", "Beta"], in: landscape.development)
    try landscape.approve(["alpha", "beta"])
    let running = try landscape.workspace.admin.start(["promote", "run"])
    var isWritten = false
    while !isWritten, running.process.isRunning {
      isWritten = try await landscape.staging.workflows().contains { Sample.code(of: $0) == "return [1];" }
    }
    try #require(isWritten && running.process.isRunning, "\(running.output)\(running.errors)")
    running.kill()
  }
}
