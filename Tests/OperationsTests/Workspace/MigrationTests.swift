import Git
import Governance
import Ledger
import Testing

@testable import Operations

/// Moves a file; the layout of a test.
private struct MoveNotes: MigrationStep {
  let from = 1
  let summary = "moves notes.txt into notes/"

  func apply(to tree: LedgerTree, edit: inout LedgerEdit) throws(OpsError) {
    guard let blob = try readGit({ () throws(GitError) in try tree.blob(at: "notes.txt") }) else { return }
    edit.put(blob: blob, at: "notes/all.txt")
    edit.remove("notes.txt")
  }
}

/// Doubles what ``MoveNotes`` leaves.
private struct DoubleNotes: MigrationStep {
  let from = 2
  let summary = "doubles notes/all.txt"

  func apply(to tree: LedgerTree, edit: inout LedgerEdit) throws(OpsError) {
    guard let bytes = try readGit({ () throws(GitError) in try tree.bytes(at: "notes/all.txt") }) else {
      return
    }
    edit.put(bytes + bytes, at: "notes/all.txt")
  }
}

@Suite("Migration")
struct MigrationTests {
  private let folder: TestFolder
  private let workspace: Workspace
  private let act = Act(
    actor: Landscape.rita, at: Instant(seconds: 1_800_000_000), machine: Landscape.machine)

  init() throws {
    folder = try TestFolder()
    workspace = try InitWorkspace(path: folder("repository"), isBare: true, act: act).run()
    try put(["notes.txt": "note "])
  }

  private func put(_ files: [String: String]) throws {
    try workspace.commit(to: workspace.main, as: act) { (_, edit) throws(OpsError) in
      for (path, text) in files { edit.put(Array(text.utf8), at: path) }
      return CommitNote("test", "x", tenant: nil, action: "test")
    }
  }

  private func migrate(to target: Int) -> Migrate {
    Migrate(workspace, act: act, steps: [DoubleNotes(), MoveNotes()], target: target)
  }

  @Test("an older tree moves forward by all steps in one commit, which says what was done")
  func forward() throws {
    let report = try migrate(to: 3).run()
    #expect(report.from == 1 && report.to == 3)
    #expect(report.steps == [MoveNotes().summary, DoubleNotes().summary])
    #expect(report.paths == ["notes.txt", "notes/all.txt", "state/format.json"])
    #expect(try folder.git("rev-list", "--count", "main") == "3")
    #expect(try folder.git("show", "main:notes/all.txt") == "note note")
    #expect(throws: (any Error).self) { try folder.git("cat-file", "-e", "main:notes.txt") }
    #expect(try workspace.mainTree().value(FormatFile.self, at: FormatFile.path)?.version == 3)
    let message = try folder.git("log", "-1", "--format=%B", "main")
    #expect(message.contains("from 1 to 3") && message.contains(DoubleNotes().summary))
    #expect(message.contains("N8nOps-Action: migrate"))
    try folder.git("fsck", "--strict")
  }

  @Test("a dry run, on a repository that is thrown away, leaves main where it is")
  func dryRun() throws {
    let tip = try folder.git("rev-parse", "main")
    let rehearsal = try Rehearsal(of: workspace, in: folder.path)
    let migrate = Migrate(rehearsal.workspace, act: act, steps: [DoubleNotes(), MoveNotes()], target: 3)
    #expect(try migrate.run().paths == ["notes.txt", "notes/all.txt", "state/format.json"])
    #expect(try rehearsal.changes().map(\.ref) == [workspace.main])
    #expect(try folder.git("rev-parse", "main") == tip)
  }

  @Test("a tree that is up to date is left alone, a second time as well")
  func again() throws {
    #expect(try migrate(to: 2).run().commit != nil)
    let tip = try folder.git("rev-parse", "main")
    let report = try migrate(to: 2).run()
    #expect(report.commit == nil && report.steps.isEmpty)
    #expect(try folder.git("rev-parse", "main") == tip)
  }

  @Test("a step that is missing stops it before anything is written")
  func missingStep() throws {
    let tip = try folder.git("rev-parse", "main")
    let error = #expect(throws: OpsError.self) { try migrate(to: 4).run() }
    #expect(error?.description.contains("version 3") == true, "\(error.map { "\($0)" } ?? "")")
    #expect(try folder.git("rev-parse", "main") == tip)
  }

  @Test("a tree that is newer than the executable is refused, by migration and by everything else")
  func newer() throws {
    try put(["state/format.json": "{\"version\": 99}"])
    let tip = try folder.git("rev-parse", "main")
    let error = #expect(throws: OpsError.self) { try migrate(to: 3).run() }
    #expect(error?.remedy?.contains("newer n8n-ops") == true)
    #expect(throws: OpsError.self) { try workspace.mainTree().requireCurrentFormat() }
    #expect(throws: OpsError.self) {
      try InitWorkspace(path: folder("repository"), isBare: true, act: act).run(completes: true)
    }
    #expect(try folder.git("rev-parse", "main") == tip)
  }

  @Test("a tree that is older is told to migrate")
  func older() throws {
    let error = #expect(throws: OpsError.self) { try workspace.mainTree().requireCurrentFormat(2) }
    #expect(error?.remedy?.contains("n8n-ops migrate") == true)
    try workspace.mainTree().requireCurrentFormat(1)
  }

  @Test("the steps of this executable lead from the first layout to the present one without a gap")
  func registry() {
    #expect(MigrationSteps.all.map(\.from) == Array(1..<FormatFile.current))
  }
}
