import Git
import Governance
import JSON
import Ledger

/// Everything that the pages of a tenant show, read from commits.
struct SiteFacts {
  struct Environment {
    let name: Slug
    let record: EnvironmentRecord
    let standing: EnvironmentStanding
    let index: ObservedIndex
    let comparison: DriftComparison
    var status: EnvironmentStatus { standing.status }
    /// Blob of what is approved, by workflow.
    let approved: [Slug: OID]
    /// Blob of what runs, by workflow.
    let running: [Slug: OID]
    /// Workflows that are active.
    let active: Set<Slug>
  }

  let ledger: TenantLedger
  let tenant: Tenant
  /// Development first.
  let environments: [Environment]
  let pipelines: [Slug: Pipeline]
  let mappings: Mappings
  let matrix: WorkflowMatrix
  /// Those that wait for a merge.
  let proposals: [Promotion]
  /// Other decisions that wait for a merge.
  let openChanges: [OpenChange]
  /// Those on `main`, newest first.
  let decided: [Promotion]
  /// Those on `main` that no approval stands for.
  let unproved: [RecordID: UnprovedPromotion]
  let incidents: [Incident]
  let jobs: [JobRecord]
  /// The whole log, newest first.
  let audit: [AuditEntry]
  /// The log by what it is about, the oldest first.
  let chains: [String: [AuditEntry]]
  /// Where a commit stands in the log: a later one has a higher place.
  let places: [OID: Int]
  let sources: [PageFrame.Source]

  init(_ ledger: TenantLedger) throws(OpsError) {
    self.ledger = ledger
    let main = try ledger.workspace.mainTree()
    tenant =
      try main.value(Tenant.self, at: ledger.tenant.tenantFile) ?? Tenant(name: ledger.tenant.tenant.text)
    let records = try ledger.environments(in: main)
    var environments: [Environment] = []
    for (name, record) in records.sorted(by: { ($0.value.class, $0.key) < ($1.value.class, $1.key) }) {
      let index = try ledger.index(of: name)
      let comparison = try DriftComparison(ledger, environment: name, main: main)
      environments.append(
        Environment(
          name: name, record: record,
          standing: EnvironmentStanding(
            try ledger.status(of: name), of: record, drift: .success(comparison.status)),
          index: index, comparison: comparison,
          approved: try ledger.approvedBlobs(in: name), running: try ledger.runningBlobs(in: name),
          active: Set(index.items.values.compactMap { $0.isActive ? $0.workflow : nil })))
    }
    self.environments = environments
    pipelines = try main.values(Pipeline.self, in: ledger.tenant.pipelines)
    mappings = try Mappings(tree: main, tenant: ledger.tenant)
    matrix = environments.isEmpty ? .empty : try ledger.matrix()
    proposals = try ledger.proposals()
    openChanges = try ledger.openChanges()
    decided = try ledger.promotions(in: main)
    unproved = Dictionary(
      try ledger.unproved(in: main).map { ($0.promotion.id, $0) }, uniquingKeysWith: { first, _ in first })
    incidents = try ledger.incidents(in: main)
    jobs = try ledger.workspace.jobs(of: ledger.tenant)
    audit = try ledger.workspace.audit().filter { entry in
      entry.tenant == nil || entry.tenant == ledger.tenant.tenant.text
    }
    places = Dictionary(
      audit.enumerated().map { ($1.commit, -$0) }, uniquingKeysWith: { first, _ in first })
    chains = Dictionary(grouping: audit.reversed(), by: { $0.target ?? "" })
    sources = try Self.sources(ledger, environments.map(\.name))
  }

  /// The commits that the pages are made of, the newest first.
  private static func sources(_ ledger: TenantLedger, _ environments: [Slug]) throws(OpsError) -> [PageFrame
    .Source]
  {
    var refs = [("decisions", ledger.workspace.main)]
    for name in environments {
      refs.append(("observed \(name)", try ledger.workspace.ref(branch: ledger.tenant.observedBranch(name))))
      refs.append(("status of \(name)", try ledger.workspace.ref(named: ledger.tenant.statusRef(name))))
    }
    var result: [PageFrame.Source] = []
    for (name, ref) in refs {
      guard let oid = try ledger.workspace.tree(of: ref).commit else { continue }
      let repository = ledger.workspace.repository
      let commit = try readGit { () throws(GitError) in try repository.commit(oid) }
      result.append(.init(name: name, commit: oid.hex, time: Int64(commit.committer.time) * 1000))
    }
    return result.sorted { ($0.time, $1.name) > ($1.time, $0.name) }
  }

  var frame: PageFrame { PageFrame(tenant: tenant.name, environments: chips, sources: sources) }

  /// The frame of pages that only their own content makes anew.
  var quietFrame: PageFrame {
    PageFrame(tenant: tenant.name, sources: sources.filter { $0.name == "decisions" })
  }

  var chips: [EnvironmentChip] {
    environments.map { EnvironmentChip(name: $0.name.text, state: $0.badge) }
  }

  var now: Int64 { sources.map(\.time).max() ?? 0 }

  /// Name of a workflow for people.
  func name(of workflow: Slug) -> String { mappings.workflows[workflow]?.name ?? workflow.text }
}

extension SiteFacts.Environment {
  var badgeClass: Badge.EnvironmentClass {
    switch record.class {
    case .development: .development
    case .staging: .staging
    case .production: .production
    }
  }

  /// What is known: the present comparison, unless the environment could not be read at all.
  var drift: Badge.Drift {
    switch comparison.status {
    case .new: .new
    case .inSync: .inSync
    case .driftDetected: .driftDetected
    case .gitUnavailable: .gitUnavailable
    case .error: .error
    case .unknown: .unknown
    }
  }

  var badge: Badge { .drift(drift, in: badgeClass) }

  /// Whether the last sync is recent, seen from the newest commit of the site.
  func connection(now: Int64) -> Badge.Connection {
    guard let last = status.lastSync else { return .stale }
    guard last.isSuccess else { return .down }
    return now - last.at.milliseconds > 3_600_000 ? .stale : .fresh
  }

  func card(now: Int64) -> EnvironmentCard {
    EnvironmentCard(
      name: name.text, environmentClass: badgeClass, drift: drift, connection: connection(now: now),
      synced: status.lastCompleteSync?.milliseconds, managed: status.coverage.managed,
      unmanaged: status.coverage.unmanaged, drifted: comparison.findings.count)
  }
}
