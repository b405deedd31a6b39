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
  /// The member for whom the author acted, and why.
  package var standIn: StandIn?

  /// Who acted: both names, where somebody acted for another.
  package var who: String { author.name + (standIn.map { " for \($0.member.name)" } ?? "") }

  package init(_ commit: Commit) {
    self.commit = commit.oid
    at = Instant(seconds: commit.committer.time)
    author = Person(name: commit.author.name, email: commit.author.email)
    subject = commit.subject
    isMerge = commit.parents.count > 1
    standIn = StandIn(commit)
    for (key, value) in commit.trailers {
      switch key {
      case "N8nOps-Tenant": tenant = value
      case CommitNote.actionTrailer: action = value
      case "N8nOps-Target": target = value
      case "N8nOps-Job": job = value
      default: break
      }
    }
  }
}

extension Workspace {
  /// The audit log, newest first: a reading of the history of `main`, there is no second place. A merge that says
  /// nothing by trailers, as a person's `git merge` makes it, is about what its proposal is about.
  ///
  /// - Parameter limit: the most entries; nil for all.
  package func audit(limit: Int? = nil) throws(OpsError) -> [AuditEntry] {
    guard let tip = try mainTree().commit else { return [] }
    let repository = repository
    let commits = try readGit { () throws(GitError) in try repository.log(from: tip, limit: limit) }
    let known = Dictionary(commits.map { ($0.oid, $0) }, uniquingKeysWith: { first, _ in first })
    return try readGit { () throws(GitError) in
      var entries: [AuditEntry] = []
      for commit in commits {
        var entry = AuditEntry(commit)
        // A reviewer may have added commits of their own to the proposal.
        var next = entry.isMerge && entry.target == nil ? commit.parents.last : nil
        for _ in 0..<Self.longestProposal {
          guard let oid = next else { break }
          let step = if let read = known[oid] { read } else { try repository.commit(oid) }
          next = entry.takeSubject(of: AuditEntry(step)) ? nil : step.parents.first
        }
        entries.append(entry)
      }
      return entries
    }
  }

  /// The entries that a filter takes, newest first.
  package func audit(matching filter: AuditFilter, limit: Int) throws(OpsError) -> [AuditEntry] {
    Array(try audit().lazy.filter(filter.takes).prefix(limit))
  }

  /// The most commits of a proposal that are looked through for what it is about.
  private static let longestProposal = 20
}

extension AuditEntry {
  /// Makes a merge one about the record that the merged commit is about.
  fileprivate mutating func takeSubject(of proposal: AuditEntry) -> Bool {
    guard proposal.action == "promotion.propose" else { return false }
    tenant = proposal.tenant
    target = proposal.target
    action = "promotion.merge"
    return true
  }
}
