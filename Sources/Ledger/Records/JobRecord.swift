import Git
package import Governance

/// What one run of a job did; kept on a ref without history (ENV-013).
package struct JobRecord: StateFile, Hashable {
  package static var schemaName: String { "job" }

  package enum Outcome: String, Sendable, Hashable, Codable {
    case done, partial, failed, found
  }

  package var id: RecordID
  package var job: String
  package var environment: Slug?
  package var startedAt: Instant
  package var finishedAt: Instant
  package var outcome: Outcome
  package var counts: [String: Int]
  package var messages: [String]

  package init(
    id: RecordID, job: String, environment: Slug?, startedAt: Instant, finishedAt: Instant, outcome: Outcome,
    counts: [String: Int], messages: [String]
  ) {
    self.id = id
    self.job = job
    self.environment = environment
    self.startedAt = startedAt
    self.finishedAt = finishedAt
    self.outcome = outcome
    self.counts = counts
    self.messages = messages
  }
}

extension Workspace {
  /// How many records are kept of each tenant.
  private static let keptJobs = 500

  /// Adds a record; the oldest beyond the bound go.
  package func record(_ job: JobRecord, tenant: TenantRoot, as act: Act) throws(OpsError) {
    try replace(try ref(named: tenant.jobsRef), as: act) { (tree, edit) throws(OpsError) in
      let known = try readGit { () throws(GitError) in try tree.files() }
      for old in known.dropLast(Workspace.keptJobs - 1) { edit.remove(old) }
      try edit.put(job, at: "\(job.id).json")
      return CommitNote(
        "job", job.job, tenant: tenant.tenant, action: "job.record", target: job.environment?.text)
    }
  }

  /// The records, newest first.
  package func jobs(of tenant: TenantRoot) throws(OpsError) -> [JobRecord] {
    let tree = try tree(of: try ref(named: tenant.jobsRef))
    let paths = try readGit { () throws(GitError) in try tree.files() }
    var records: [JobRecord] = []
    for path in paths.reversed() {
      if let record = try tree.value(JobRecord.self, at: path) { records.append(record) }
    }
    // Ids of one second come by chance.
    return records.sorted { ($0.startedAt, $0.id) > ($1.startedAt, $1.id) }
  }
}
