import Foundation
import Git
import Governance
import Ledger
import Testing

@testable import Operations

@Suite("Maintenance")
struct MaintainTests {
  private let folder: TestFolder
  private let workspace: Workspace
  private let act = Act(
    actor: Landscape.rita, at: Instant(seconds: 1_800_000_000), machine: Landscape.machine)
  private let policy = MaintenancePolicy(everyHours: 24, graceDays: 2, looseObjects: 20, packs: 20)

  init() throws {
    folder = try TestFolder()
    workspace = try InitWorkspace(path: folder("repository"), isBare: true, act: act).run()
  }

  private func replace(_ number: Int) throws {
    let ref = try workspace.ref(named: "refs/n8n-ops/status/acme/prod")
    try workspace.replace(ref, as: act) { (_, edit) throws(OpsError) in
      edit.put(Array("\(number)".utf8), at: "status.json")
      return CommitNote("status", "x", tenant: nil, action: "status")
    }
  }

  private func age(days: Int) throws {
    let objects = "\(workspace.repository.path)/objects"
    for case let name as String in FileManager.default.enumerator(atPath: objects) ?? .init() {
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSinceNow: Double(-86_400 * days))],
        ofItemAtPath: "\(objects)/\(name)")
    }
  }

  @Test("it does nothing where it does not pay, and says so")
  func idle() throws {
    try replace(0)
    let report = try Maintain(workspace, policy: policy).run()
    #expect(!report.isTidied)
    #expect(report.summary.contains("not worth"))
  }

  @Test("what killed processes have left for a day goes, also where it does not pay; what is newer stays")
  func leftovers() throws {
    let objects = "\(workspace.repository.path)objects"
    let names = ["tmp_obj_x", "pack/tmp_pack_x", "pack/pack_git2_x", "ab/tmp_obj_x"]
    for name in names {
      let url = URL(fileURLWithPath: "\(objects)/\(name)")
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data("x".utf8).write(to: url)
    }
    func present() -> [String] { names.filter { FileManager.default.fileExists(atPath: "\(objects)/\($0)") } }
    #expect(try !Maintain(workspace, policy: policy).run().isTidied)
    #expect(present() == names)
    try age(days: 3)
    #expect(try !Maintain(workspace, policy: policy, isDryRun: true).run().isTidied)
    #expect(present() == names)
    #expect(try !Maintain(workspace, policy: policy).run().isTidied)
    #expect(present() == [])
  }

  @Test("what was replaced is deleted after its grace and not before; what refs need stays")
  func grace() throws {
    for number in 0..<20 { try replace(number) }
    let old = try blob("0")
    let kept = try blob("19")
    #expect(try Maintain(workspace, policy: policy).run().isTidied)
    #expect(throws: Never.self) { try folder.git("cat-file", "-e", old) }
    try age(days: 3)
    #expect(try Maintain(workspace, policy: policy).run(isForced: true).isTidied)
    #expect(throws: (any Error).self) { try folder.git("cat-file", "-e", old) }
    try folder.git("cat-file", "-e", kept)
    try folder.git("fsck", "--strict")
    #expect(try CheckWorkspace(tree: try workspace.mainTree()).run() == [])
  }

  @Test("a dry run tells and leaves every file where it is")
  func dryRun() throws {
    for number in 0..<20 { try replace(number) }
    let before = workspace.repository.objectCounts()
    let report = try Maintain(workspace, policy: policy, isDryRun: true).run()
    #expect(report.summary.contains("would be tidied"))
    #expect(workspace.repository.objectCounts() == before)
  }

  @Test("what a running transaction has stored and not yet named stays, and can be named afterwards")
  func transaction() throws {
    let objects = workspace.repository.makeTransaction()
    let blob = objects.blob(Array("not yet named".utf8))
    let tree = try objects.tree(editing: nil, ["a": .file(blob)])
    let commit = objects.commit(
      tree: tree, parents: [], author: act.author, committer: act.committer, message: "x\n")
    try objects.flush()
    _ = try Maintain(workspace, policy: policy).run(isForced: true)
    try workspace.repository.update(
      try workspace.ref(named: "refs/n8n-ops/status/acme/prod"), from: nil, to: commit, message: "x")
    try folder.git("fsck", "--strict")
  }

  @Test("writers at work lose nothing while it runs")
  func concurrent() async throws {
    let path = folder("repository")
    let act = act
    let (workspace, policy) = (workspace, policy)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        let own = try Workspace.open(at: path)
        for number in 0..<60 {
          try own.commit(to: own.main, as: act) { (_, edit) throws(OpsError) in
            edit.put(Array("\(number)".utf8), at: "notes/\(number).txt")
            return CommitNote("test", "\(number)", tenant: nil, action: "test")
          }
        }
      }
      group.addTask {
        for _ in 0..<4 { _ = try Maintain(workspace, policy: policy).run(isForced: true) }
      }
      try await group.waitForAll()
    }
    #expect(
      try folder.git("ls-tree", "-r", "--name-only", "main", "notes").split(separator: "\n").count == 60)
    try folder.git("fsck", "--strict")
  }

  @Test("the time of the last one is kept beside the repository; a broken note counts as none")
  func clock() throws {
    let clock = MaintenanceClock(workspace)
    #expect(clock.last == nil)
    try clock.note(act.at)
    #expect(MaintenanceClock(workspace).last == act.at)
    try folder.write("yesterday", to: "repository/n8n-ops.maintained")
    #expect(clock.last == nil)
  }

  private func blob(_ text: String) throws -> String {
    try folder.write(text, to: "blob")
    return try folder.git("hash-object", folder("blob"))
  }
}
