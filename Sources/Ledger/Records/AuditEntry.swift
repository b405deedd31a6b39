package import Git
package import Governance

/// One entry of the audit log: a commit on the branch of decisions, as its trailers tell it.
package struct AuditEntry: Sendable, Hashable {
  package var commit: OID
  package var at: Instant
  package var author: Person
  package var subject: String
  package var tenant: String?
  package var action: String?
  package var target: String?
  package var job: String?
  package var isMerge: Bool

  package init(_ commit: Commit) {
    self.commit = commit.oid
    at = Instant(seconds: commit.committer.time)
    author = Person(name: commit.author.name, email: commit.author.email)
    subject = commit.subject
    isMerge = commit.parents.count > 1
    for (key, value) in commit.trailers {
      switch key {
      case "N8nOps-Tenant": tenant = value
      case "N8nOps-Action": action = value
      case "N8nOps-Target": target = value
      case "N8nOps-Job": job = value
      default: break
      }
    }
  }
}

extension Workspace {
  /// The audit log, newest first: a reading of the history of `main`, there is no second place.
  package func audit(limit: Int) throws(OpsError) -> [AuditEntry] {
    guard let tip = try mainTree().commit else { return [] }
    let repository = repository
    return try readGit { () throws(GitError) in
      try repository.log(from: tip, limit: limit).map(AuditEntry.init)
    }
  }
}
