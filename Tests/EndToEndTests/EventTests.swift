import Foundation
import Testing

/// What `--events` writes, judged by an independent validator.
@Suite("Events of jobs")
struct EventTests {
  /// The lines of an events file; each must be JSON.
  private func events(_ path: String) throws -> [[String: Any]] {
    try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map { line in
      try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }
  }

  /// The places at which lines are not as the schema says.
  private func verdict(on path: String, in scratch: Scratch) throws -> String {
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    let request = "[" + lines.map { "[\"event\", \($0)]" }.joined(separator: ",") + "]"
    try request.write(toFile: scratch.path("request"), atomically: true, encoding: .utf8)
    let judged = try Program.tool("sh", in: scratch.url).run(
      "-c", "\(Project.python) \(Project.judge("schemas.py")) \(Project.root.path)/state/schemas < request")
    try expect(judged)
    return judged.output.filter { !"[], ".contains($0) }
  }

  /// The instance lives as long as somebody holds it.
  private func large(_ label: String, faults: [String] = []) throws -> (TestWorkspace, Instance) {
    let scratch = try Scratch(label)
    let folder = scratch.url.appendingPathComponent("workflows")
    try Sample.write([Sample.workflow("Sample")], to: folder)
    let instance = try Instance(
      "2.40.7", in: scratch,
      ["--load", folder.path, "--copies", "600"] + faults.flatMap { ["--fault", $0] })
    var workspace = try TestWorkspace(scratch)
    try workspace.add("production", "production", instance)
    return (workspace, instance)
  }

  @Test("ENV-013 a sync tells its beginning, each page and its end, and is silent on standard output")
  func sync() throws {
    let (workspace, instance) = try large("events")
    defer { instance.stop() }
    let path = workspace.scratch.path("events.ndjson")
    let outcome = try workspace.admin.run("sync", "--events", path, "--json")
    try expect(outcome)
    #expect(try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) is [Any])
    let told = try events(path)
    #expect(
      told.map { $0["event"] as? String } == ["started", "advanced", "advanced", "advanced", "finished"])
    #expect(told.compactMap { $0["done"] as? Int }.last == 600)
    #expect(
      told.allSatisfy { $0["tenant"] as? String == "acme" && $0["environment"] as? String == "production" })
    #expect(told.last?["outcome"] as? String == "done")
    #expect(told.first?["total"] == nil)

    // The second time it is known how many there are; lines are appended.
    try expect(workspace.admin.run("sync", "--events", path))
    #expect(try events(path).count == 10)
    #expect(try events(path).dropFirst(5).first?["total"] as? Int == 600)
  }

  @Test(
    "ENV-013 the events of sync, executions and run are as the schema says, failures included",
    .enabled(if: Project.hasJudges, "needs .venv"))
  func schema() throws {
    let landscape = try Landscape("events-run")
    let admin = landscape.workspace.admin
    let path = landscape.scratch.path("events.ndjson")
    try expect(admin.run("run", "--events", path, "--site", landscape.scratch.path("site")))
    try expect(admin.run("sync", "--only", "executions", "--events", path))
    landscape.staging.stop()
    try expect(admin.run("run", "--events", path), status: 3)
    let told = try events(path)
    #expect(
      Set(told.compactMap { $0["event"] as? String }).isSuperset(of: ["started", "finished", "failed"]))
    let jobs = Set(told.compactMap { $0["job"] as? String })
    #expect(jobs.isSuperset(of: ["sync", "drift", "executions", "promotions", "site of acme"]))
    let failed = try #require(told.first { $0["event"] as? String == "failed" })
    #expect((failed["error"] as? [String: Any])?["remedy"] as? String != nil)
    #expect(try verdict(on: path, in: landscape.scratch) == "")
    #expect(!told.contains { "\($0)".contains(landscape.staging.key) })
  }

  @Test("a file that cannot be written is told before anything is read")
  func unwritable() throws {
    let landscape = try Landscape("events-unwritable")
    let outcome = try landscape.workspace.admin.run("sync", "--events", "/nowhere/events.ndjson")
    try expect(outcome, status: 1)
    #expect(outcome.errors.contains("/nowhere/events.ndjson"))
  }

  @Test(
    "BULK-005 ENV-009 pages that fail after others were read: nothing is changed, it is said how far it came, exit code 3",
    arguments: ["html", "truncate:5000", "status:500"])
  func brokenOff(action: String) throws {
    // The probe and the first sync read five times; the first page of the second sync is whole.
    let (workspace, instance) = try large(
      "broken-\(action.prefix(4))", faults: ["GET /workflows \(action) skip=6 count=200"])
    defer { instance.stop() }
    try expect(workspace.admin.run("sync"))
    let tip = try workspace.scratch.lines(workspace.repository, "rev-parse", "observed/acme/production")
    let outcome = try workspace.admin.run("sync")
    try expect(outcome, status: 3)
    #expect(outcome.errors.contains(" broke off after "), "\(outcome.all)")
    #expect(outcome.errors.contains("nothing was changed"))
    #expect(
      try workspace.scratch.lines(workspace.repository, "rev-parse", "observed/acme/production") == tip)
  }

  @Test("BULK-001 BULK-005 one of several environments is down: the others are synced, exit code 3")
  func oneIsDown() async throws {
    let landscape = try Landscape("sync-down")
    landscape.staging.stop()
    try await landscape.development.create(Sample.workflow("Delta"))
    let outcome = try landscape.workspace.admin.run("sync", "--all-envs", "--json")
    try expect(outcome, status: 3)
    let rows = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [[String: Any]] ?? []
    for row in rows {
      let isDown = row["environment"] as? String == "staging"
      #expect(row["complete"] as? Bool == !isDown)
      #expect((row["error"] as? [String: Any] != nil) == isDown)
      if !isDown { #expect(row["added"] as? Int == 1) }
    }
    landscape.development.stop()
    try expect(landscape.workspace.admin.run("sync"), status: 1)
  }
}
