import Foundation
import Testing

/// SIGINT and SIGTERM while an instance is read.
@Suite("Interrupted jobs")
struct InterruptedSyncTests {
  @Test(
    "ENV-013 what is interrupted says so in its events and in a job record, and ends with 130",
    arguments: [["sync"], ["run"]], [SIGINT, SIGTERM])
  func interrupted(words: [String], signal: Int32) throws {
    let scratch = try Scratch("interrupted")
    let instance = try Instance(
      "2.40.7", in: scratch, "--fault", "GET /workflows latency:600000 always")
    defer { instance.stop() }
    var workspace = try TestWorkspace(scratch)
    try workspace.add("production", "production", instance, isTested: false)
    let events = scratch.path("events.ndjson")
    let running = try workspace.admin.start(words + ["--events", events])
    let hasBegun = running.waitUntil { _ in
      (try? String(contentsOfFile: events, encoding: .utf8))?.contains(#""job":"sync""#) == true
    }
    #expect(hasBegun)
    running.signal(signal)
    #expect(try running.wait().status == 130)
    let told = try String(contentsOfFile: events, encoding: .utf8).split(separator: "\n")
    #expect(told.filter { $0.contains(#""event":"started""#) && $0.contains(#""job":"sync""#) }.count == 1)
    #expect(told.last?.contains(#""event":"failed","job":"sync""#) == true, "\(told)")
    #expect(told.last?.contains("Interrupted before the end, so nothing was changed") == true)
    let jobs = try scratch.lines(workspace.repository, "ls-tree", "--name-only", "refs/n8n-ops/jobs/acme")
    let record = try scratch.json(workspace.repository, "refs/n8n-ops/jobs/acme:\(try #require(jobs.last))")
    #expect(record["job"] as? String == "sync" && record["outcome"] as? String == "failed")
  }

  @Test("a second signal ends the program at once")
  func twice() throws {
    let scratch = try Scratch("twice")
    let instance = try Instance("2.40.7", in: scratch, "--fault", "GET /workflows latency:600000 always")
    defer { instance.stop() }
    var workspace = try TestWorkspace(scratch)
    try workspace.add("production", "production", instance, isTested: false)
    let events = scratch.path("events.ndjson")
    let running = try workspace.admin.start(["sync", "--events", events])
    #expect(running.waitUntil { _ in FileManager.default.fileExists(atPath: events) })
    // Asleep, it finds both when it wakes, before it can end in order for the first.
    for signal in [SIGSTOP, SIGINT, SIGTERM, SIGCONT] { running.signal(signal) }
    let outcome = try running.wait()
    #expect(running.process.terminationReason == .uncaughtSignal, "\(outcome.all)")
    #expect(!outcome.errors.contains("Interrupted"))
  }

  @Test(
    "EXEC-002 an unknown workflow is refused; ENV-001 two environments of one instance are warned of; ENV-004 doctor"
  )
  func told() throws {
    let scratch = try Scratch("told")
    let instance = try Instance("2.40.7", in: scratch)
    defer { instance.stop() }
    var workspace = try TestWorkspace(scratch)
    try workspace.add("production", "production", instance)
    let list = try workspace.admin.run("execution", "list", "--env", "production", "--workflow", "nothing")
    #expect(list.status == 1 && list.errors.contains("There is no such workflow"))
    let second = try workspace.admin.run(
      "env", "add", "copy", "--class", "staging", "--url", "\(instance.url)/", "--api-key-from",
      "env:KEY_PRODUCTION", "--no-test")
    #expect(second.status == 0)
    #expect(second.errors.contains("warning: production and copy are the same instance."), "\(second.all)")
    let doctor = try workspace.admin.run("doctor")
    #expect(
      doctor.status == 0 && doctor.output.contains("ok  instance of production: n8n 2.40.7"), "\(doctor.all)")
    #expect(doctor.output.contains("warning  remote: none") && !doctor.all.contains(instance.key))
    instance.stop()
    #expect(try workspace.admin.run("doctor").status == 2)
    let check = try workspace.admin.run("check")
    #expect(check.status == 0 && check.output.contains("[shared-instance]"), "\(check.all)")
  }
}
