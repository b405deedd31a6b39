package import Git
package import Governance
package import Ledger

/// A violation for which somebody answers.
package struct AcceptedViolation: Sendable, Hashable {
  package var violation: Violation
  package var by: Person
}

/// The word of an administrator that a commit which should not be on `main` may stay: history is not rewritten, and
/// without it one mistake would stop every deployment for ever.
struct Acceptance {
  static let trailer = "N8nOps-Accept"
  static let action = "audit.accept"

  let commit: OID
  let by: Person

  /// What a commit accepts. On `main` alone, and by who is an administrator in every team.
  static func all(in judged: JudgedCommit) -> [Acceptance] {
    guard judged.isOnMain, StandIn(judged.commit) == nil,
      judged.authority.role(of: judged.author, in: nil) == .admin
    else { return [] }
    return judged.commit.trailers.lazy.filter { $0.key == trailer }.compactMap { OID(hex: $0.value) }
      .map { Acceptance(commit: $0, by: judged.person) }
  }

  /// Nobody answers for what they did or let in themselves.
  func covers(_ violation: Violation) -> Bool {
    violation.commit == commit && !violation.isOf(by)
  }
}

/// Records that an administrator answers for a commit that ``VerifyCommits`` finds fault with.
package struct AcceptCommit: Sendable {
  private let workspace: Workspace
  private let act: Act

  package init(workspace: Workspace, act: Act) {
    self.workspace = workspace
    self.act = act
  }

  /// - Returns: what is accepted with it.
  package func run(_ commit: OID, reason: String) throws(OpsError) -> [Violation] {
    var accepted: [Violation] = []
    try workspace.commit(to: workspace.main, as: act) { (tree, _) throws(OpsError) in
      accepted = try violations(of: commit, in: tree)
      return CommitNote(
        "audit", "accept commit \(commit.short)", body: reason, tenant: nil, action: Acceptance.action,
        target: commit.hex, more: [(Acceptance.trailer, commit.hex)], isOnlyNote: true)
    }
    return accepted
  }

  private func violations(of commit: OID, in tree: LedgerTree) throws(OpsError) -> [Violation] {
    guard let tip = tree.commit else { throw nothing(commit, "main has no commit yet") }
    let report = try VerifyCommits(workspace: workspace).runAll(to: tip)
    let found = report.violations.filter { $0.commit == commit }
    guard let first = found.first else {
      let isDone = report.accepted.contains { $0.violation.commit == commit }
      throw nothing(
        commit, isDone ? "somebody has accepted it" : "verify finds nothing wrong with it on main")
    }
    guard !first.isOf(act.actor) else {
      throw OpsError(
        "You cannot accept this commit", at: commit.hex, because: "it is your own, or you merged it",
        remedy: "Another administrator answers for it.")
    }
    return found
  }

  private func nothing(_ commit: OID, _ why: String) -> OpsError {
    OpsError(
      "There is nothing to accept", at: commit.hex, because: why, remedy: "n8n-ops verify --all")
  }
}
