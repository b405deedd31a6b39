import Git
package import Governance

extension Workspace {
  /// Removes the snapshots of an environment that were taken before the bound (RET-003), but for the newest and those
  /// that are needed.
  ///
  /// - Parameters:
  ///   - needed: snapshots that stay, as those of a deployment that has not ended.
  ///   - isDryRun: only tells.
  /// - Returns: those that go.
  package func forgetSnapshots(
    of environment: Slug, tenant: TenantRoot, before bound: Instant, except needed: Set<RecordID>,
    isDryRun: Bool
  ) throws(OpsError) -> [SnapshotTag] {
    let old = try snapshots(of: environment, tenant: tenant).dropFirst()
      .filter { $0.takenAt < bound && !needed.contains($0.id) }
    guard !isDryRun else { return old }
    for snapshot in old {
      try remove(try ref(named: "refs/tags/" + tenant.snapshotTag(environment, snapshot.id)))
    }
    return old
  }
}
