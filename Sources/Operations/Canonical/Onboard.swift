import Git
package import Governance
import JSON
import Ledger

/// Brings unmanaged workflows of an environment under governance (CAN-008, CAN-009): each gets a canonical id or
/// is linked to the one it already has elsewhere, and what runs becomes the approved baseline.
package struct Onboard: Sendable {
  /// What became of one unmanaged workflow.
  package enum Decision: Sendable, Hashable {
    case created(Slug)
    case linked(Slug, evidence: String)
    case ambiguous([Slug])
  }

  package struct Item: Sendable, Hashable {
    package var id: String
    package var name: String
    package var decision: Decision
  }

  package struct Report: Sendable {
    package var environment: Slug
    package var items: [Item]
    /// Logical credentials that were made or got a mapping.
    package var credentials: [String]
    package var warnings: [String]
    package var landing = Landing.nothing
  }

  private let context: OperationContext
  private let environment: Slug
  /// Names or ids; nil means all.
  private let selection: Set<String>?

  package init(_ context: OperationContext, environment: Slug, selection: Set<String>?) {
    self.context = context
    self.environment = environment
    self.selection = selection
  }

  package func run() throws(OpsError) -> Report {
    let permission = try context.guardAction(.onboard, in: environment)
    try context.finishRemapping(environment)
    let observed = try context.workspace.tree(ofBranch: context.tenant.observedBranch(environment))
    guard observed.commit != nil else {
      throw OpsError(
        "The environment was never synced", at: environment.text, remedy: "n8n-ops sync --env \(environment)")
    }
    let unmanaged = try selected(from: observed)
    var report = Report(
      environment: environment, items: [], credentials: [], warnings: permission.warnings)
    guard !unmanaged.isEmpty else { return report }

    report.landing = try context.decide(by: permission) { (tree, edit) throws(OpsError) in
      var plan = try OnboardPlan(context, environment: environment, tree: tree, unmanaged: unmanaged)
      plan.decide()
      let created = plan.items.count { if case .created = $0.decision { true } else { false } }
      try context.ledger.requireRoom(for: created, .workflows, in: tree)
      try plan.write(to: &edit)
      report.items = plan.items
      report.credentials = plan.credentialNotes
      return note(plan)
    }
    try context.remapObserved(environment, job: nil)
    return report
  }

  private func note(_ plan: OnboardPlan) -> CommitNote? {
    let done = plan.items.filter { if case .ambiguous = $0.decision { false } else { true } }
    guard !done.isEmpty else { return nil }
    return CommitNote(
      "canonical", "onboard \(done.count) workflow\(done.count == 1 ? "" : "s") of \(environment)",
      body: done.map { "- \(oneLine($0.name, limit: 120)): \($0.decision.words)" }.joined(separator: "\n"),
      tenant: context.tenant.tenant, action: "canonical.onboard", target: environment.text)
  }

  private func selected(from observed: LedgerTree) throws(OpsError) -> [(id: String, document: JSON)] {
    var result: [(id: String, document: JSON)] = []
    var missing = selection ?? []
    let documents = try readGit { () throws(GitError) in try observed.documents(in: ObservedPaths.unmanaged) }
    for (id, oid) in documents {
      let bytes = try readGit { () throws(GitError) in try observed.repository.blob(oid) }
      let document = try parse(bytes, at: "\(ObservedPaths.unmanaged)/\(id).json")
      let name = document["name"]?.stringValue ?? ""
      if let selection, !selection.contains(id), !selection.contains(name) { continue }
      missing.remove(id)
      missing.remove(name)
      result.append((id, document))
    }
    guard missing.isEmpty else {
      throw OpsError(
        "No unmanaged workflow has this name or id", at: missing.sorted().joined(separator: ", "),
        remedy: "n8n-ops canonical unmanaged --env \(environment)")
    }
    return result
  }
}

extension Onboard.Decision {
  /// The decision in words.
  package var words: String {
    switch self {
    case .created(let slug): "new canonical workflow \(slug)"
    case .linked(let slug, let evidence): "linked to \(slug) (\(evidence))"
    case .ambiguous(let slugs): "ambiguous: \(slugs.map(\.text).joined(separator: ", "))"
    }
  }
}
