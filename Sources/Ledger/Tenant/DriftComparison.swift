import Git
package import Governance
import JSON

/// The comparison itself: two Git trees first, and only what differs is opened.
package struct DriftComparison {
  package private(set) var status: DriftStatus = .inSync
  package private(set) var findings: [DriftFinding] = []
  package private(set) var untracked: [DriftFinding] = []

  private let ledger: TenantLedger
  private let environment: Slug
  private let mappings: Mappings

  package init(_ ledger: TenantLedger, environment: Slug, main: LedgerTree) throws(OpsError) {
    self.ledger = ledger
    self.environment = environment
    mappings = try Mappings(tree: main, tenant: ledger.tenant)
    let observed = try ledger.workspace.tree(ofBranch: ledger.tenant.observedBranch(environment))
    let baseline = try folder(ledger.tenant.baseline(environment), of: main)
    guard baseline != nil else {
      status = .new
      return
    }
    guard observed.commit != nil else {
      status = .unknown
      return
    }
    let running = try folder(ObservedPaths.workflows, of: observed)
    let repository = ledger.workspace.repository
    let changes = try readGit { () throws(GitError) in try repository.changes(from: baseline, to: running) }
    let inFlight = changes.isEmpty ? [] : try ledger.promotionsInFlight(into: environment, main: main)
    for change in changes {
      guard let finding = try finding(for: change), !inFlight.contains(where: { $0.explains(finding) }) else {
        continue
      }
      findings.append(finding)
    }
    findings.sort { ($0.risk, $1.workflow) > ($1.risk, $0.workflow) }
    try findUntracked(in: observed)
    if !findings.isEmpty { status = .driftDetected }
  }

  private func finding(for change: TreeChange) throws(OpsError) -> DriftFinding? {
    guard change.path.hasSuffix(".json"), let workflow = Slug(String(change.path.dropLast(5))) else {
      return nil
    }
    let decided = mappings.workflows[workflow]?.mappings[environment]?.status
    guard decided != .ignored, decided != .deleted else { return nil }
    let approved = try document(change.old, at: change.path)
    let running = try document(change.new, at: change.path)
    let policy = ledger.rules.normalization
    let diff = WorkflowDiff.between(approved, running, policy: policy, risk: ledger.rules.risk)
    if approved != nil, running != nil, diff.isCosmetic { return nil }
    return DriftFinding(
      kind: running == nil ? .missing : approved == nil ? .untracked : .modified, workflow: workflow.text,
      name: (running ?? approved)?["name"]?.stringValue ?? workflow.text,
      baselineHash: approved.map { ContentHash.hash(of: $0, policy: policy).description },
      observedHash: running.map { ContentHash.hash(of: $0, policy: policy).description },
      risk: diff.risk ?? .low, changes: diff.summary)
  }

  private mutating func findUntracked(in observed: LedgerTree) throws(OpsError) {
    let documents = try readGit { () throws(GitError) in try observed.documents(in: ObservedPaths.unmanaged) }
    for (id, oid) in documents {
      guard let running = try document(oid, at: id) else { continue }
      untracked.append(
        DriftFinding(
          kind: .untracked, workflow: id, name: running["name"]?.stringValue ?? id, baselineHash: nil,
          observedHash: ContentHash.hash(of: running, policy: ledger.rules.normalization).description,
          risk: .high, changes: []))
    }
  }

  private func document(_ oid: OID?, at path: String) throws(OpsError) -> JSON? {
    guard let oid else { return nil }
    let repository = ledger.workspace.repository
    return try parse(try readGit { () throws(GitError) in try repository.blob(oid) }, at: path)
  }

  private func folder(_ path: String, of tree: LedgerTree) throws(OpsError) -> OID? {
    guard let commit = tree.commit else { return nil }
    let entry = try readGit { () throws(GitError) in try tree.repository.entry(at: path, in: commit) }
    return entry?.kind == .tree ? entry?.oid : nil
  }
}
