package import Git
package import Governance

/// A point in time of an environment: an annotated tag on a commit of its observed branch (SNAP-005).
package struct SnapshotTag: Sendable, Hashable {
  package var id: RecordID
  package var environment: Slug
  /// Commit of the observed branch.
  package var commit: OID
  package var reason: String
  package var takenAt: Instant
  package var takenBy: Person

  /// In characters.
  static let longestReason = 400
}

extension Workspace {
  /// Tags the present tip of the observed branch, unless it is tagged for this reason: a command that was killed after it
  /// and is run again takes no second one.
  package func takeSnapshotOnce(
    _ id: RecordID, of environment: Slug, tenant: TenantRoot, reason: String, as act: Act
  ) throws(OpsError) -> SnapshotTag {
    let tip = try tree(ofBranch: tenant.observedBranch(environment)).commit
    let message = oneLine(reason, limit: SnapshotTag.longestReason).trimmed
    let taken = try snapshots(of: environment, tenant: tenant)
    if let present = taken.first(where: { $0.commit == tip && $0.reason == message }) { return present }
    return try takeSnapshot(id, of: environment, tenant: tenant, reason: reason, as: act)
  }

  /// Tags the present tip of the observed branch.
  package func takeSnapshot(
    _ id: RecordID, of environment: Slug, tenant: TenantRoot, reason: String, as act: Act
  )
    throws(OpsError) -> SnapshotTag
  {
    let branch = try ref(branch: tenant.observedBranch(environment))
    let name = tenant.snapshotTag(environment, id)
    let repository = repository
    guard let commit = try readGit({ () throws(GitError) in try repository.oid(of: branch) }) else {
      throw OpsError(
        "There is nothing to take a snapshot of", at: environment.text, because: "it was never synced",
        remedy: "n8n-ops sync --env \(environment)")
    }
    let update = try readGit { () throws(GitError) in
      let objects = repository.makeTransaction()
      let tag = try objects.tag(
        name: name, target: commit, tagger: act.author,
        message: oneLine(reason, limit: SnapshotTag.longestReason) + "\n")
      try objects.flush()
      return RefUpdate(try RefName.tag(name), from: nil, to: tag)
    }
    guard try move(update, message: "snapshot") else {
      throw OpsError("There is a snapshot of this name already", at: name, remedy: "Run the command again.")
    }
    return SnapshotTag(
      id: id, environment: environment, commit: commit, reason: reason, takenAt: act.at, takenBy: act.actor)
  }

  /// The snapshots of an environment, newest first (SNAP-003).
  package func snapshots(of environment: Slug, tenant: TenantRoot) throws(OpsError) -> [SnapshotTag] {
    let prefix = "refs/tags/snapshot/\(tenant.tenant)/\(environment)/"
    let repository = repository
    return try readGit { () throws(GitError) in
      var result: [SnapshotTag] = []
      for reference in try repository.references(prefix: prefix).reversed() {
        guard let id = RecordID(String(reference.name.description.dropFirst(prefix.count))) else { continue }
        // A lightweight tag of somebody is none of ours.
        guard let tag = try annotatedTag(reference.oid), let tagger = tag.tagger else { continue }
        result.append(
          SnapshotTag(
            id: id, environment: environment, commit: tag.target, reason: tag.message.trimmed,
            takenAt: Instant(seconds: tagger.time), takenBy: Person(name: tagger.name, email: tagger.email)))
      }
      return result
    }
  }
}

extension Workspace {
  private func annotatedTag(_ oid: OID) throws(GitError) -> AnnotatedTag? {
    do {
      return try repository.tag(oid)
    } catch {
      guard error.kind == .invalid else { throw error }
      return nil
    }
  }
}

extension String {
  /// Without white space at either end.
  var trimmed: String {
    var text = self[...]
    while let first = text.first, first.isWhitespace { text = text.dropFirst() }
    while let last = text.last, last.isWhitespace { text = text.dropLast() }
    return String(text)
  }
}
