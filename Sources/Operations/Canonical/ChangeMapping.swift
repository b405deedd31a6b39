import Git
package import Governance
import JSON
import Ledger

/// Decides where a canonical workflow lives in an environment, or that it does not count there (CAN-008).
///
/// Statuses that follow from it: LINKED where it is mapped and runs, MISSING where it is mapped and does not, IGNORED
/// and DELETED as decided here, UNMAPPED without a mapping. DELETED goes before IGNORED before MISSING.
package struct ChangeMapping: Sendable {
  /// What is decided.
  package enum Decision: Sendable, Hashable {
    /// It is the workflow with this id in n8n.
    case link(id: String)
    /// It is none there; what it was linked to is unmanaged again, and what was approved of it there goes.
    case unlink
    /// It runs there and is nobody's concern: neither drift nor missing.
    case ignore
    /// It counts again.
    case unignore
    /// It was taken away there for good.
    case delete
  }

  private let context: OperationContext
  private let environment: Slug
  private let workflow: Slug
  private let decision: Decision

  package init(_ context: OperationContext, environment: Slug, workflow: Slug, decision: Decision) {
    self.context = context
    self.environment = environment
    self.workflow = workflow
    self.decision = decision
  }

  /// Commits the decision and reads the observed branch again by it; no call to n8n is made.
  ///
  /// - Returns: the new mapping, nil where there is none any more; what became of the decision; warnings to show.
  package func run() throws(OpsError) -> (
    mapping: WorkflowMapping?, landing: Landing, warnings: [String]
  ) {
    var permission = try context.guardAction(.onboard, in: environment)
    let seen = try context.ledger.index(of: environment)
    if decision == .delete || decision == .unlink {
      permission = permission.and(try guardLeaving(seen, main: try context.workspace.mainTree()))
    }
    var result: WorkflowMapping?
    let landing = try context.decide(by: permission) { (tree, edit) throws(OpsError) in
      let path = context.tenant.workflow(workflow)
      guard var record = try tree.value(CanonicalWorkflow.self, at: path) else { throw unknown }
      let old = record.mappings[environment]
      let new = try mapping(from: old, seen: seen, among: try Mappings(tree: tree, tenant: context.tenant))
      result = new
      guard new != old else { return nil }
      record.mappings[environment] = new
      try edit.put(record, at: path)
      let baseline = context.tenant.baseline(environment, workflow)
      if new == nil || new?.status == .deleted,
        try readGit({ () throws(GitError) in try tree.blob(at: baseline) }) != nil
      {
        edit.remove(baseline)
      }
      return CommitNote(
        "canonical", "\(decision.verb) \(workflow) in \(environment)", tenant: context.tenant.tenant,
        action: "canonical.\(decision.verb)", target: "\(environment)/\(workflow)")
    }
    try context.remapObserved(environment, job: nil)
    return (result, landing, permission.warnings)
  }

  /// What is still there is taken out of governance, with what was approved of it.
  private func guardLeaving(_ seen: ObservedIndex, main: LedgerTree) throws(OpsError) -> Permission {
    let record = try main.value(CanonicalWorkflow.self, at: context.tenant.workflow(workflow))
    guard let id = record?.mappings[environment]?.id, let item = seen.items[id], !item.isArchived else {
      return Permission()
    }
    let permission = try guardApproved(main)
    guard decision == .delete else { return permission }
    return permission.and(try guardDeletion("\(id)\(item.isActive ? ", active" : "")"))
  }

  /// What is recorded as gone and is still there.
  private func guardDeletion(_ place: String) throws(OpsError) -> Permission {
    let isThere = "\(workflow) is still there (\(place)) and unmanaged from now on."
    return try context.guardAction(
      .delete, in: environment,
      otherwise:
        "It is still there: delete or archive it in n8n first, then n8n-ops sync --env \(environment). What is gone can be recorded."
    ).and(Permission(warnings: [isThere]))
  }

  /// What is taken out of governance and onboarded again would be approved as it runs. Where nobody may edit directly,
  /// drift is kept or reverted first, and somebody else agrees.
  private func guardApproved(_ main: LedgerTree) throws(OpsError) -> Permission {
    let record = try context.ledger.environment(environment, in: main)
    guard context.rules.guards.decision(on: .directEdit, in: record.class) == .blocked else {
      return Permission()
    }
    let comparison = try DriftComparison(context.ledger, environment: environment, main: main)
    guard try comparison.approvedHash(of: workflow) != nil else { return Permission() }
    guard !comparison.findings.contains(where: { $0.workflow == workflow.text }) else {
      throw OpsError(
        "The workflow has drifted", at: "\(workflow) in \(environment)",
        because: "what runs is not what is approved, and out of governance nobody would see it",
        remedy: "n8n-ops drift keep, or drift revert, \(workflow) --env \(environment)")
    }
    return Permission(needsApproval: true)
  }

  private func mapping(
    from old: WorkflowMapping?, seen: ObservedIndex, among mappings: Mappings
  ) throws(OpsError) -> WorkflowMapping? {
    guard case .link(let id) = decision else {
      guard let old else { throw unmapped }
      return switch decision {
      case .ignore: WorkflowMapping(id: old.id, status: .ignored)
      case .delete: WorkflowMapping(id: old.id, status: .deleted)
      case .unlink: nil
      case .unignore, .link: WorkflowMapping(id: old.id)
      }
    }
    guard let item = seen.items[id], !item.isArchived else {
      throw OpsError(
        "The environment has no workflow with this id", at: "\(environment), \(oneLine(id, limit: 64))",
        because: "the last sync did not see it", remedy: "n8n-ops canonical unmanaged --env \(environment)")
    }
    if let other = mappings.canonicalIDs(in: environment)[id], other != workflow {
      throw OpsError(
        "The workflow in n8n is another canonical workflow already", at: "\(environment), \(id)",
        because: "it is \(other)", remedy: "n8n-ops canonical unlink \(other) --env \(environment)")
    }
    return WorkflowMapping(id: id)
  }

  private var unknown: OpsError {
    OpsError(
      "There is no such canonical workflow", at: workflow.text, remedy: "n8n-ops canonical matrix")
  }

  private var unmapped: OpsError {
    OpsError(
      "The workflow has no place in this environment", at: "\(environment), \(workflow)",
      remedy: "n8n-ops canonical link \(workflow) ID --env \(environment)")
  }
}

extension ChangeMapping.Decision {
  /// The word of the command that decides so.
  package var verb: String {
    switch self {
    case .link: "link"
    case .unlink: "unlink"
    case .ignore: "ignore"
    case .unignore: "unignore"
    case .delete: "delete"
    }
  }
}
