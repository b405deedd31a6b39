import Git
package import Governance
package import Ledger

/// What the class policy says of an action that it does not block.
package struct Permission: Sendable, Hashable {
  /// To show.
  package var warnings: [String] = []
  /// Whether somebody else has to agree first.
  package var needsApproval = false

  /// What holds for both actions together.
  func and(_ other: Permission) -> Permission {
    Permission(warnings: warnings + other.warnings, needsApproval: needsApproval || other.needsApproval)
  }
}

/// What became of a decision.
package enum Landing: Sendable, Hashable {
  /// There was nothing to do.
  case nothing
  /// It stands on `main`.
  case decided(commit: String)
  /// It waits on a branch; the merge is the approval.
  case proposed(branch: String)

  package var commit: String? {
    if case .decided(let commit) = self { commit } else { nil }
  }

  package var branch: String? {
    if case .proposed(let branch) = self { branch } else { nil }
  }
}

extension OperationContext {
  /// Asks the class policy whether an action may be done (ENV-016).
  ///
  /// - Parameter remedy: what to do where it is blocked.
  /// - Throws: where it is blocked.
  package func guardAction(
    _ action: GuardedAction, in environment: Slug, otherwise remedy: String? = nil
  ) throws(OpsError) -> Permission {
    let record = try ledger.environment(environment, in: try workspace.mainTree())
    switch rules.guards.decision(on: action, in: record.class) {
    case .allowed:
      return Permission()
    case .warning:
      return Permission(warnings: [
        "\(action.rawValue) in \(environment) (\(record.class.rawValue)) is discouraged by policy."
      ])
    case .approval:
      return Permission(needsApproval: true)
    case .blocked:
      throw OpsError(
        "This action is blocked", at: "\(environment) (\(record.class.rawValue))",
        because: "\(PolicyFiles.environmentClasses) says so for \(action.rawValue)",
        remedy: remedy ?? "Make the change in an earlier environment and promote it.")
    }
  }

  /// Writes a decision to `main`, or where it needs an approval to a branch that somebody merges (ENV-017).
  package func decide(
    by permission: Permission, decide: (LedgerTree, inout LedgerEdit) throws(OpsError) -> CommitNote?
  ) throws(OpsError) -> Landing {
    guard permission.needsApproval else {
      let commit = try workspace.commit(to: workspace.main, as: act(), decide: decide)
      return commit.map { .decided(commit: $0.hex) } ?? .nothing
    }
    let branch = try workspace.ref(branch: tenant.changeBranch(newID(now())))
    let proposal = try workspace.propose(
      on: branch, from: try workspace.mainTree(), unlessAmongst: tenant.changeBranches, as: act()
    ) { (tree, edit) throws(OpsError) in
      var note = try decide(tree, &edit)
      note?.more.append((ProposalRule.trailer, "required"))
      return note
    }
    return proposal.map { .proposed(branch: $0.shortName) } ?? .nothing
  }
}
