import Foundation
import Git
import Governance
import Ledger

/// The simulated time of one environment.
struct GrowthYear {
  static let workflows = 1000
  static let changesADay = 20
  static let syncsADay = 288

  private let folder: String
  private let workspace: Workspace
  private let tenant: TenantRoot
  private let environment: Slug
  private let limits: RetentionLimits
  private let policy: MaintenancePolicy
  private let start = Instant(seconds: 1_767_225_600)
  private var random = SplitMix(seed: 7)
  private var content: [SampleWorkflow]
  private let clock = ContinuousClock()

  init(folder: String) throws {
    self.folder = folder
    let repository = try Repository.create(at: folder, bare: true, initialBranch: "main")
    workspace = Workspace(repository: repository, main: try RefName.branch("main"))
    tenant = TenantRoot(Slug(from: "acme"))
    environment = Slug(from: "production")
    let rules = try Rules.builtIn()
    // The plan that keeps most.
    limits = rules.retention.plans[.enterprise] ?? RetentionLimits()
    policy = rules.retention.maintenance
    var random = random
    content = (0..<Self.workflows).map { SampleWorkflow(number: $0, random: &random) }
    self.random = random
  }

  mutating func run(days: Int) throws {
    print("day  size MB  objects  loose  packs  sync ms  maintenance s  commits")
    try observe(Array(content.indices), at: start)
    for day in 0..<days {
      let began = clock.now
      for sync in 0..<Self.syncsADay { try self.sync(day: day, number: sync) }
      let syncTime = (clock.now - began) / Self.syncsADay
      let maintained = try maintain(at: time(day + 1, 0))
      if day < 7 || (day + 1) % 30 == 0 || day == days - 1 {
        try report(day: day + 1, sync: syncTime, maintenance: maintained)
      }
    }
  }

  private func time(_ day: Int, _ seconds: Int) -> Instant { start.adding(seconds: day * 86_400 + seconds) }

  private mutating func sync(day: Int, number: Int) throws {
    let now = time(day, number * 300 + 60)
    // Changes are spread over the day.
    let (before, after) = (number * Self.changesADay, (number + 1) * Self.changesADay)
    if before / Self.syncsADay != after / Self.syncsADay {
      let changed = Int(random.next() % UInt64(content.count))
      content[changed].change(&random)
      try observe([changed], at: now)
    }
    try status(at: now) { $0.lastSync = .init(at: now, isSuccess: true, message: "1,000 workflows") }
    try job("sync", at: now)
    let later = now.adding(seconds: 5)
    try status(at: later) { $0.lastDriftCheck = .init(at: later, isSuccess: true, message: "in sync") }
    try job("drift", at: later)
  }

  private func act(_ at: Instant) -> Act {
    let machine = Person(name: "n8n-ops", email: "n8n-ops@localhost")
    return Act(actor: machine, at: at, machine: machine)
  }

  private func note(_ area: String) -> CommitNote {
    CommitNote(area, environment.text, tenant: tenant.tenant, action: area, target: environment.text)
  }

  /// What a sync writes that found changes: the observed branch, and the index beside the status.
  private func observe(_ changed: [Int], at now: Instant) throws {
    let branch = try workspace.ref(branch: tenant.observedBranch(environment))
    try workspace.commit(to: branch, as: act(now)) { (_, edit) throws(OpsError) in
      for index in changed { edit.put(content[index].document, at: "workflows/\(content[index].name).json") }
      return note("sync")
    }
    let status = try workspace.ref(named: tenant.statusRef(environment))
    try workspace.replace(status, as: act(now)) { (_, edit) throws(OpsError) in
      edit.put(Array(content.map(\.indexEntry).joined(separator: "\n").utf8), at: "workflows.json")
      return note("status")
    }
  }

  private func status(at now: Instant, _ change: (inout EnvironmentStatus) -> Void) throws {
    let ref = try workspace.ref(named: tenant.statusRef(environment))
    try workspace.replace(ref, as: act(now)) { (tree, edit) throws(OpsError) in
      var status = try tree.value(EnvironmentStatus.self, at: "status.json") ?? EnvironmentStatus()
      change(&status)
      try edit.put(status, at: "status.json")
      return note("status")
    }
  }

  private mutating func job(_ name: String, at now: Instant) throws {
    let record = JobRecord(
      id: RecordID(at: now, using: &random), job: name, environment: environment, startedAt: now,
      finishedAt: now.adding(seconds: 2), outcome: .done, counts: ["managed": Self.workflows], messages: [])
    try workspace.record(record, tenant: tenant, as: act(now))
  }

  /// What `n8n-ops retention run` does, without the tenant's files: the limits of its plan, then tidying if it pays.
  private func maintain(at now: Instant) throws -> Duration {
    let began = clock.now
    if let bound = RetentionLimits.bound(days: limits.observedDays, now: now) {
      let branch = try workspace.ref(branch: tenant.observedBranch(environment))
      _ = try workspace.forgetHistory(of: branch, before: bound, now: now, isDryRun: false)
    }
    if let bound = RetentionLimits.bound(days: limits.jobDays, now: now) {
      _ = try workspace.forgetJobs(of: tenant, before: bound, isDryRun: false, as: act(now))
    }
    let counts = workspace.repository.objectCounts()
    if counts.loose >= policy.looseObjects || counts.packs >= policy.packs {
      try workspace.repository.collectGarbage(onlyIfNeeded: false, pruningOlderThan: policy.graceDays)
    }
    let took = clock.now - began
    try age()
    return took
  }

  /// Makes every file of objects a day older.
  private func age() throws {
    let files = FileManager.default
    let objects = "\(folder)/objects"
    for name in files.enumerator(atPath: objects) ?? FileManager.DirectoryEnumerator() {
      guard let name = name as? String else { continue }
      let path = "\(objects)/\(name)"
      let attributes = try files.attributesOfItem(atPath: path)
      guard attributes[.type] as? FileAttributeType == .typeRegular,
        let date = attributes[.modificationDate] as? Date
      else { continue }
      // Whole seconds: Foundation rounds a fraction up to one that the system refuses.
      let older = Date(timeIntervalSince1970: date.timeIntervalSince1970.rounded(.down) - 86_400)
      try files.setAttributes([.modificationDate: older], ofItemAtPath: path)
    }
  }

  private func report(day: Int, sync: Duration, maintenance: Duration) throws {
    let counts = workspace.repository.objectCounts()
    let git = try output("git", "-C", folder, "count-objects", "-v")
    let packed =
      git.split(separator: "\n").first { $0.hasPrefix("in-pack") }?.split(separator: " ").last
      .flatMap { Int($0) } ?? 0
    let size = Int(try output("du", "-sk", folder).split(separator: "\t").first ?? "0") ?? 0
    let branch = try workspace.ref(branch: tenant.observedBranch(environment))
    let tip = try workspace.repository.oid(of: branch)
    let commits = try tip.map { try workspace.repository.log(from: $0).count } ?? 0
    print(
      "\(day)", String(format: "%.1f", Double(size) / 1024), packed + counts.loose, counts.loose,
      counts.packs,
      String(format: "%.1f", sync / .milliseconds(1)), String(format: "%.2f", maintenance / .seconds(1)),
      commits,
      separator: "\t")
    fflush(nil)
  }

  private func output(_ words: String...) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = words
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }
}
