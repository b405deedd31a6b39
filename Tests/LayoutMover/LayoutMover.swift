import Git
import Governance
import Ledger
import Operations

/// `migrate` with steps of a test, since the first layout needs none: for tests in which it is killed.
///
///     layout-mover REPOSITORY
@main
struct LayoutMover {
  static func main() throws {
    let person = Person(name: "Ada Admin", email: "ada@example.com")
    let act = Act(actor: person, at: Instant(seconds: 1_800_000_000), machine: person)
    let workspace = try Workspace.open(at: CommandLine.arguments.last ?? ".")
    _ = try Migrate(workspace, act: act, steps: [MoveReadme(), SplitPolicies()], target: 3).run()
  }
}

/// Moves a file.
private struct MoveReadme: MigrationStep {
  let from = 1
  let summary = "moves README.md into docs/"

  func apply(to tree: LedgerTree, edit: inout LedgerEdit) throws(OpsError) {
    guard let blob = try readGit({ () throws(GitError) in try tree.blob(at: "README.md") }) else { return }
    edit.put(blob: blob, at: "docs/README.md")
    edit.remove("README.md")
  }
}

/// Writes many files, one for each policy, after what ``MoveReadme`` left.
private struct SplitPolicies: MigrationStep {
  let from = 2
  let summary = "copies each policy beside docs/README.md"

  func apply(to tree: LedgerTree, edit: inout LedgerEdit) throws(OpsError) {
    let readme = try readGit { () throws(GitError) in try tree.blob(at: "docs/README.md") }
    guard readme != nil else { throw OpsError("The step before did not run") }
    for (name, blob) in try readGit({ () throws(GitError) in try tree.documents(in: "policies") }) {
      edit.put(blob: blob, at: "docs/\(name).json")
    }
  }
}
