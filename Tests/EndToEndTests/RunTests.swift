import Foundation
import Testing

/// `run`, as the timers call it.
@Suite("What the timers call")
struct RunTests {
  @Test(
    "DRIFT-001 PROMO-005 run deploys what was approved, syncs, compares, builds the site, and tells what it found"
  )
  func doesWhatIsDue() async throws {
    let landscape = try Landscape("run")
    let admin = landscape.workspace.admin
    let site = landscape.scratch.path("site")

    // Nothing is due but to look.
    let quiet = try admin.run("run", "--site", site)
    try expect(quiet)
    #expect(FileManager.default.fileExists(atPath: "\(site)/index.html"))

    // Something was approved.
    try await landscape.write("return [1];", to: ["Alpha", "Beta"], in: landscape.development)
    try landscape.approve(["alpha", "beta"])
    try expect(admin.run("run", "--site", site))
    #expect(
      try await landscape.codeInStaging() == [
        "Alpha": "return [1];", "Beta": "return [1];", "Gamma": "return [];",
      ])
    #expect(try landscape.promotions().last?["status"] as? String == "COMPLETED")
    #expect(try landscape.isApprovedObserved())
    let promotion = try #require(try landscape.promotions().last?["id"] as? String)
    #expect(FileManager.default.fileExists(atPath: "\(site)/promotions/\(promotion).html"))

    // Somebody edits staging.
    try await landscape.write("return [666];", to: ["Gamma"], in: landscape.staging)
    let found = try admin.run("run", "--site", site, "--json")
    try expect(found, status: 2)
    let jobs = try JSONSerialization.jsonObject(with: Data(found.output.utf8)) as? [[String: Any]] ?? []
    let drift = jobs.filter { $0["outcome"] as? String == "found" }
    #expect(drift.map { $0["environment"] as? String } == ["staging"])
    #expect(jobs.allSatisfy { $0["outcome"] as? String != "failed" })
    #expect(try landscape.workspace.isSound())
  }

  @Test("a promotion that fails is told as partly done: the others are done")
  func failedPromotionIsPartial() async throws {
    let landscape = try Landscape("failed", faults: ["PUT /workflows/* status:500 skip=1"])
    try await landscape.write("return [1];", to: ["Alpha", "Beta"], in: landscape.development)
    try landscape.approve(["alpha", "beta"])
    try expect(landscape.workspace.admin.run("run"), status: 3)
    let promotion = try #require(try landscape.promotions().last)
    #expect(promotion["status"] as? String == "FAILED")
    #expect((promotion["failure"] as? [String: Any])?["isRolledBack"] as? Bool == true)
    #expect(Set(try await landscape.codeInStaging().values) == ["return [];"])
    #expect(try landscape.isApprovedObserved())
    #expect(try landscape.leftovers() == [])
  }

  @Test("BULK-005 HEALTH-002 an environment that is down: the others are done, and nothing is lost")
  func oneIsDown() async throws {
    let landscape = try Landscape("down")
    let admin = landscape.workspace.admin
    let before = try landscape.scratch.lines(
      landscape.workspace.repository, "rev-parse", "observed/acme/staging", "main")
    landscape.staging.stop()
    try await landscape.development.create(Sample.workflow("Delta"))

    let outcome = try admin.run("run", "--site", landscape.scratch.path("site"))
    try expect(outcome, status: 3)
    #expect(outcome.output.contains("sync staging: failed"), "\(outcome.all)")
    #expect(outcome.output.contains("sync development: done"))
    let after = try landscape.scratch.lines(
      landscape.workspace.repository, "rev-parse", "observed/acme/staging", "main")
    #expect(before == after)

    // The status says so, and when it was well for the last time.
    let rows = try landscape.workspace.json(admin, "env", "list") as? [[String: Any]] ?? []
    for row in rows {
      let status = try #require(row["status"] as? [String: Any])
      let sync = try #require(status["lastSync"] as? [String: Any])
      #expect(sync["isSuccess"] as? Bool == (row["environment"] as? String == "development"))
      #expect(status["lastCompleteSync"] as? String != nil)
    }
    // Nothing was taken for deleted.
    let listed = try landscape.workspace.json(admin, "workflow", "list", "--env", "staging") as? [Any]
    #expect(listed?.count == 3)

    landscape.development.stop()
    try expect(admin.run("run"), status: 1)
    #expect(try landscape.workspace.isSound())
  }

  @Test("two runs overlap: the second leaves the first alone and says so; a killed run locks nobody out")
  func overlap() throws {
    let landscape = try Landscape("overlap", faults: ["GET /tags latency:1500 always"])
    let admin = landscape.workspace.admin
    let first = try admin.start(["run"])
    #expect(first.waitUntil { _ in isLocked(landscape) })
    let second = try admin.run("run")
    try expect(second)
    #expect(second.output.contains("leaves it alone"), "\(second.all)")
    #expect(first.process.isRunning)
    try expect(try first.wait())

    let killed = try admin.start(["run"])
    #expect(killed.waitUntil { _ in isLocked(landscape) })
    killed.kill()
    let next = try admin.run("run")
    try expect(next)
    #expect(next.output.contains("sync staging: done"), "\(next.all)")
    #expect(try landscape.workspace.isSound())
  }

  /// Asks the kernel, as another program would.
  private func isLocked(_ landscape: Landscape) -> Bool {
    let descriptor = open("\(landscape.scratch.path(landscape.workspace.repository))/n8n-ops.lock", O_RDWR)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    return flock(descriptor, LOCK_EX | LOCK_NB) != 0
  }
}
