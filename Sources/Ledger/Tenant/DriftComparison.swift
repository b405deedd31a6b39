import Git
package import Governance
import JSON

/// The comparison itself: two Git trees first, and only what differs is opened.
package struct DriftComparison {
  package private(set) var status: DriftStatus = .inSync
  package private(set) var findings: [DriftFinding] = []
  /// What the comparison took as approved.
  package let approved: ApprovedContent

  private let ledger: TenantLedger
  private let environment: Slug
  private let observed: LedgerTree
  private let mappings: Mappings
  private let overlay: Overlay?

  package init(_ ledger: TenantLedger, environment: Slug, main: LedgerTree) throws(OpsError) {
    self.ledger = ledger
    self.environment = environment
    mappings = try Mappings(tree: main, tenant: ledger.tenant)
    overlay = try ledger.overlay(of: environment, in: main)
    observed = try ledger.workspace.tree(ofBranch: ledger.tenant.observedBranch(environment))
    approved = try ApprovedContent(ledger, environment: environment, main: main)
    guard approved.isOnboarded else {
      status = .new
      return
    }
    guard observed.commit != nil else {
      status = .unknown
      return
    }
    let running = try readGit { () throws(GitError) in try observed.folder(at: ObservedPaths.workflows) }
    let differences = try approved.differences(from: running)
    let unproved = Set(approved.unproved.map(\.promotion.id))
    let inFlight =
      try differences.isEmpty
      ? [] : ledger.promotionsInFlight(into: environment, main: main).filter { !unproved.contains($0.id) }
    for difference in differences {
      guard let finding = try finding(for: difference), !inFlight.contains(where: { $0.explains(finding) })
      else { continue }
      findings.append(finding)
    }
    findings.sort { ($0.risk, $1.workflow) > ($1.risk, $0.workflow) }
    if !findings.isEmpty { status = .driftDetected }
  }

  private func finding(for difference: (workflow: Slug, approved: OID?, running: OID?)) throws(OpsError)
    -> DriftFinding?
  {
    let workflow = difference.workflow
    let decided = mappings.workflows[workflow]?.mappings[environment]?.status
    guard decided != .ignored, decided != .deleted else { return nil }
    let approved = try difference.approved.map { (blob) throws(OpsError) in try content(blob, of: workflow) }
    let running = try difference.running.map { (blob) throws(OpsError) in
      try ledger.document(blob, at: ObservedPaths.workflow(workflow))
    }
    let policy = ledger.rules.normalization
    let diff = WorkflowDiff.between(approved, running, policy: policy, risk: ledger.rules.risk)
    if approved != nil, running != nil, diff.isCosmetic { return nil }
    let changes = diff.recorded([approved, running].compactMap(\.self), nodes: policy.nodes)
    let more = diff.semanticChanges.count - changes.count
    return DriftFinding(
      kind: running == nil ? .missing : approved == nil ? .untracked : .modified, workflow: workflow.text,
      name: (running ?? approved)?["name"]?.stringValue ?? workflow.text,
      baselineHash: approved.map { ContentHash.hash(of: $0, policy: policy).description },
      observedHash: running.map { ContentHash.hash(of: $0, policy: policy).description },
      risk: diff.risk ?? .low, changes: changes, moreChanges: more > 0 ? more : nil)
  }

  /// Content hash of what is approved of a workflow; nil where nothing is.
  package func approvedHash(of workflow: Slug) throws(OpsError) -> String? {
    try approved.blob(of: workflow).map { (blob) throws(OpsError) in
      ContentHash.hash(of: try content(blob, of: workflow), policy: ledger.rules.normalization).description
    }
  }

  private func content(_ blob: OID, of workflow: Slug) throws(OpsError) -> JSON {
    let content = try ledger.document(blob, at: ledger.tenant.baseline(environment, workflow))
    // An overlay that was written by hand has no markers in the approved content yet.
    return overlay?.masked(content, workflow: workflow.text) ?? content
  }

  /// Workflows that nobody approved and no mapping knows, each of them opened; none before anything is approved.
  package func untracked() throws(OpsError) -> [DriftFinding] {
    guard status == .inSync || status == .driftDetected else { return [] }
    let documents = try readGit { () throws(GitError) in try observed.documents(in: ObservedPaths.unmanaged) }
    return try documents.map { (id, oid) throws(OpsError) in
      let running = try ledger.document(oid, at: "\(ObservedPaths.unmanaged)/\(id).json")
      return DriftFinding(
        kind: .untracked, workflow: id, name: running["name"]?.stringValue ?? id, baselineHash: nil,
        observedHash: ContentHash.hash(of: running, policy: ledger.rules.normalization).description,
        risk: .high, changes: [])
    }
  }
}
