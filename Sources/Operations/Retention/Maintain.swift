import Foundation
package import Git
package import Governance
package import Ledger

/// Tidies the repository of this machine: packs what lies loose, and removes what nothing leads to any more and is
/// older than the grace (docs/decisions/0017-maintenance-by-git-gc.md).
package struct Maintain: Sendable {
  private let workspace: Workspace
  private let policy: MaintenancePolicy
  private let isDryRun: Bool

  package init(_ workspace: Workspace, policy: MaintenancePolicy, isDryRun: Bool = false) {
    self.workspace = workspace
    self.policy = policy
    self.isDryRun = isDryRun
  }

  package struct Report: Sendable, Hashable {
    package var before: ObjectCounts
    package var after: ObjectCounts
    /// Whether it paid.
    package var isTidied: Bool
    package var isDryRun: Bool

    package var summary: String {
      let was = "\(before.loose) loose objects, \(before.packs) packs"
      if !isTidied { return "\(was): not worth the work yet" }
      return isDryRun ? "\(was): would be tidied" : "\(was), now \(after.loose) and \(after.packs)"
    }
  }

  /// - Parameter isForced: tidies even where it does not pay yet.
  package func run(isForced: Bool = false) throws(OpsError) -> Report {
    let repository = workspace.repository
    let before = repository.objectCounts()
    let pays = isForced || before.loose >= policy.looseObjects || before.packs >= policy.packs
    if !isDryRun { try readGit { () throws(GitError) in try repository.removeLeftovers() } }
    if pays, !isDryRun {
      // In a clone of a person, what they lost by mistake stays as long as their Git keeps it.
      let days = repository.workTree == nil ? policy.graceDays : nil
      try readGit { () throws(GitError) in
        try repository.collectGarbage(onlyIfNeeded: false, pruningOlderThan: days)
      }
    }
    return Report(
      before: before, after: isDryRun ? before : repository.objectCounts(), isTidied: pays,
      isDryRun: isDryRun)
  }
}

// MARK: - When it is due

/// When retention and maintenance ran last on this machine. It is about this copy of the repository, so it lies in its
/// folder and not on a ref.
package struct MaintenanceClock: Sendable {
  private let path: String

  package init(_ workspace: Workspace) { path = "\(workspace.repository.path)/n8n-ops.maintained" }

  /// Nil where it never ran, or the note cannot be read.
  package var last: Instant? {
    guard let bytes = FileManager.default.contents(atPath: path), bytes.count < 100 else { return nil }
    return Instant(String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines))
  }

  package func note(_ now: Instant) throws(OpsError) {
    do {
      try Data("\(now)\n".utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw OpsError(
        "It could not be noted that maintenance ran", at: path, because: error.localizedDescription,
        remedy: "Check that the repository can be written by this user and the disk is not full.")
    }
  }
}
