import Git
package import Governance
import JSON
import Ledger

/// Compares what runs with what is approved (DRIFT-002), and opens, updates or resolves the incident.
package struct DriftCheck: Sendable {
  package struct Report: Sendable {
    package var environment: Slug
    package var environmentClass: EnvironmentClass
    package var status: DriftStatus
    package var findings: [DriftFinding]
    /// Workflows that nobody approved and no mapping knows (DRIFT-004).
    package var untracked: [DriftFinding]
    package var incident: Incident?
  }

  private let context: OperationContext
  private let environment: Slug

  package init(_ context: OperationContext, environment: Slug) {
    self.context = context
    self.environment = environment
  }

  /// Checks the last observation; a sync before makes it the present one.
  package func run() throws(OpsError) -> Report {
    let started = context.now()
    let job = context.newID(started)
    let main = try context.workspace.mainTree()
    let record = try context.ledger.environment(environment, in: main)
    let comparison = try DriftComparison(context.ledger, environment: environment, main: main)
    var report = Report(
      environment: environment, environmentClass: record.class, status: comparison.status,
      findings: comparison.findings, untracked: try comparison.untracked(), incident: nil)
    report.incident = try writeIncident(report, comparison, at: started, job: job)
    try writeStatus(report, at: started, job: job)
    return report
  }

  private func writeIncident(
    _ report: Report, _ comparison: DriftComparison, at now: Instant, job: RecordID
  ) throws(OpsError) -> Incident? {
    guard report.status == .inSync || report.status == .driftDetected else { return nil }
    var written: Incident?
    try context.workspace.commit(to: context.workspace.main, as: context.machineAct(job: job)) {
      (tree, edit) throws(OpsError) in
      let active = try context.ledger.activeIncident(of: environment, in: tree)
      written = active
      let isApprovedAnew = report.findings.isEmpty ? try isApprovedAnew(since: active, comparison) : false
      let outcome = IncidentRules.outcome(
        active: active, findings: report.findings,
        accepted: try context.ledger.acceptedDrift(of: environment, in: tree),
        isApprovedAnew: isApprovedAnew,
        environment: environment, environmentClass: report.environmentClass, policy: context.rules.drift,
        now: now,
        machine: context.machine,
        newID: context.newID(now))
      guard case .write(let incident) = outcome else { return nil }
      // What is about to be kept is decided by the end of its promotion.
      if incident.status == .resolved,
        try context.ledger.promotionsInFlight(into: environment, main: tree).contains(where: {
          $0.kind == .keep
        })
      {
        return nil
      }
      written = incident
      try edit.put(incident, at: context.tenant.incident(incident.id))
      return CommitNote(
        "incident", "\(incident.events.last?.what ?? "updated") in \(environment): \(report.words)",
        tenant: context.tenant.tenant, action: "incident.\(incident.status.rawValue.lowercased())",
        target: incident.id.text)
    }
    return written
  }

  /// Whether something else is approved now than what the incident was found against.
  private func isApprovedAnew(since incident: Incident?, _ comparison: DriftComparison) throws(OpsError)
    -> Bool
  {
    for finding in incident?.findings ?? [] {
      guard let workflow = Slug(finding.workflow), let before = finding.baselineHash else { continue }
      if try comparison.approvedHash(of: workflow) != before { return true }
    }
    return false
  }

  private func writeStatus(_ report: Report, at now: Instant, job: RecordID) throws(OpsError) {
    try context.updateStatus(of: environment, job: job) { status in
      status.drift = report.status
      status.lastDriftCheck = .init(at: now, isSuccess: true, message: report.words)
    }
    try context.workspace.record(
      JobRecord(
        id: job, job: "drift", environment: environment, startedAt: now, finishedAt: context.now(),
        outcome: report.findings.isEmpty ? .done : .found,
        counts: ["drifted": report.findings.count, "untracked": report.untracked.count],
        messages: report.findings.map { "\($0.kind.rawValue) \($0.workflow)" }),
      tenant: context.tenant, as: context.machineAct(job: job))
  }
}

extension DriftCheck.Report {
  /// Whether the result is for somebody to act on: development is its own truth, compared and labelled and nothing
  /// more (DRIFT-005).
  package var isLoud: Bool { status == .driftDetected && environmentClass != .development }

  /// The result in words.
  package var words: String {
    switch status {
    case .new: "not onboarded"
    case .inSync: "what runs is what is approved"
    default:
      "\(findings.count) workflow\(findings.count == 1 ? "" : "s") differ\(findings.count == 1 ? "s" : "")"
    }
  }
}
