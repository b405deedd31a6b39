package import Git
package import Governance
package import Ledger

/// The last commit of `main` up to which everything was verified; a note of this repository, pushed nowhere.
package struct VerifiedPoint: Sendable {
  private let workspace: Workspace
  private let ref: RefName

  package static let name = "refs/n8n-ops/verified"

  package init(workspace: Workspace) throws(OpsError) {
    self.workspace = workspace
    ref = try workspace.ref(named: Self.name)
  }

  /// The commit; nil where nothing was verified yet.
  package func read() throws(OpsError) -> OID? {
    let repository = workspace.repository
    return try readGit { () throws(GitError) in
      guard let point = try repository.oid(of: ref), repository.contains(point) else { return nil }
      return point
    }
  }

  /// The commit; nil where nothing was verified, or `main` does not lead to it any more.
  package func read(before tip: OID) throws(OpsError) -> OID? {
    guard let point = try read() else { return nil }
    return try leads(tip, to: point) ? point : nil
  }

  /// Whether the history of `tip` has `point`.
  func leads(_ tip: OID, to point: OID) throws(OpsError) -> Bool {
    let repository = workspace.repository
    return try readGit { () throws(GitError) in try repository.isAncestor(point, of: tip) }
  }

  /// Moves on from what it was to `tip`; a run that was faster wins. Where nothing can be written, the next one begins
  /// where this one did.
  func move(from known: OID?, to tip: OID) throws(OpsError) {
    let repository = workspace.repository
    try readGit { () throws(GitError) in
      do throws(GitError) {
        let present = try repository.oid(of: ref)
        try repository.update(ref, from: known ?? present, to: tip, message: "verify")
      } catch {
        guard error.isRefMoved || error.kind == .io else { throw error }
      }
    }
  }
}

extension VerifyCommits {
  /// Judges what `main` has since the last verified point, and moves the point when all of it is in order.
  package func runSinceLastTime(on workspace: Workspace) throws(OpsError) -> Report {
    let point = try VerifiedPoint(workspace: workspace)
    // Before the tip: another run may move both meanwhile, and then the tip leads to what was verified all the same.
    let known = try point.read()
    guard let tip = try workspace.mainTree().commit else { return Report(commits: 0, violations: []) }
    let start = try known.flatMap { (known) throws(OpsError) in try point.leads(tip, to: known) ? known : nil
    }
    var report = try run(tip: tip, excluding: start.map { [$0] } ?? [], as: .main(through: start))
    if start == nil, let known { report.violations.append(try rewritten(tip, known)) }
    if report.violations.isEmpty, start != tip { try point.move(from: known, to: tip) }
    return report
  }

  /// Judges all of `main`.
  package func runAll(to tip: OID) throws(OpsError) -> Report {
    let point = try VerifiedPoint(workspace: workspace).read(before: tip)
    return try run(tip: tip, excluding: [], as: .main(through: point))
  }

  private static let rewrittenRule = "history"

  private func rewritten(_ tip: OID, _ point: OID) throws(OpsError) -> Violation {
    let repository = workspace.repository
    let commit = try readGit { () throws(GitError) in try repository.commit(tip) }
    return Violation(
      rule: Self.rewrittenRule, commit: tip, person: commit.person,
      problem: "main does not lead to \(point.short) any more, which was verified: its history was rewritten",
      remedy:
        "Put main back where it was. Where that was agreed on: git update-ref -d \(VerifiedPoint.name), and verify again."
    )
  }

  /// Refuses to go on where the policy wants `main` verified and it is not in order.
  package func requireInOrder(on workspace: Workspace) throws(OpsError) {
    guard try Rules.roles(in: try workspace.mainTree()).verifyBeforeDeploy else { return }
    let report = try runSinceLastTime(on: workspace)
    guard let first = report.violations.first else { return }
    throw OpsError(
      "Nothing is deployed: main has commits that are not allowed", at: first.path ?? first.commit.hex,
      because:
        "commit \(first.commit.short) of \(first.person): \(first.problem)"
        + (report.violations.count > 1 ? ", and \(report.violations.count - 1) more" : ""),
      remedy: "n8n-ops verify shows all of them. \(Self.remedy(onMain: first))")
  }

  /// What helps where the commit is on `main` already, so that nobody can make it anew.
  private static func remedy(onMain violation: Violation) -> String {
    guard violation.rule != rewrittenRule else { return violation.remedy }
    return
      "It stays in the history. Undo what it changed, and let somebody who administers the platform and neither made nor "
      + "merged it answer for it: n8n-ops audit accept \(violation.commit.short) --reason REASON."
  }
}
