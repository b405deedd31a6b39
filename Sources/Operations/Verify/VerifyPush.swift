package import Git
package import Governance
package import Ledger

/// Judges a push before it is taken (githooks(5), `pre-receive`).
package struct VerifyPush: Sendable {
  /// One line that Git hands to the hook.
  package struct Update: Sendable, Hashable {
    package var old: OID?
    package var new: OID?
    package var ref: String

    /// Reads `OLD SP NEW SP REF`; a value of zeros is none.
    package init?(line: String) {
      let words = line.split(separator: " ", maxSplits: 2).map(String.init)
      guard words.count == 3, let old = OID(hex: words[0]), let new = OID(hex: words[1]) else { return nil }
      self.old = old == .zero ? nil : old
      self.new = new == .zero ? nil : new
      ref = words[2]
    }
  }

  /// Why a reference may not move.
  package struct Refusal: Sendable, Hashable {
    package var ref: String
    package var problem: String
    package var remedy: String
  }

  package struct Report: Sendable {
    package var refusals: [Refusal] = []
    package var violations: [Violation] = []
    package var isInOrder: Bool { refusals.isEmpty && violations.isEmpty }
  }

  private let workspace: Workspace
  private let verify: VerifyCommits

  package init(workspace: Workspace) {
    self.workspace = workspace
    verify = VerifyCommits(workspace: workspace)
  }

  package func run(_ updates: [Update]) throws(OpsError) -> Report {
    var report = Report()
    let before = try workspace.mainTree()
    let pushed = updates.last { $0.ref == workspace.main.description }?.new
    let refs = try GuardedRefs(
      workspace: workspace, before: before,
      main: LedgerTree(repository: workspace.repository, commit: pushed ?? before.commit))
    for update in updates {
      if update.ref == workspace.main.description {
        try checkMain(update, into: &report)
      } else if let refusal = try refs.refusal(of: update) {
        report.refusals.append(refusal)
      } else if let new = update.new, isProposal(update.ref) {
        report.violations += try verify.run(
          tip: new, excluding: [update.old, before.commit].compactMap(\.self),
          as: .proposal(for: before.commit)
        ).violations
      }
    }
    return report
  }

  private func isProposal(_ ref: String) -> Bool {
    (try? RefName(ref)).flatMap(SharedRef.init)?.isProposal == true
  }

  private func checkMain(_ update: Update, into report: inout Report) throws(OpsError) {
    func refuse(_ problem: String, _ remedy: String) {
      report.refusals.append(.init(ref: update.ref, problem: problem, remedy: remedy))
    }
    guard let new = update.new else { return refuse("main is never removed", "Revert commits instead.") }
    if let old = update.old {
      let repository = workspace.repository
      let isForward = try readGit { () throws(GitError) in try repository.isAncestor(old, of: new) }
      guard isForward else {
        return refuse("its history would be rewritten", "Fetch, rebase your commits on main, and push again.")
      }
      let line = try readGit { () throws(GitError) in
        try repository.log(from: new, excluding: [old], firstParent: true)
      }
      guard line.last.map({ $0.parents.first == old }) ?? true else {
        return refuse(
          "main would go on behind a merge: its old tip is not the first parent",
          "Merge the branch into main, not main into the branch: git switch main; git merge --no-ff BRANCH.")
      }
    }
    // What is not on main yet is made anew, whoever would answer for it.
    let found = try verify.run(
      tip: new, excluding: update.old.map { [$0] } ?? [], as: .main(through: update.old))
    report.violations += found.violations + found.accepted.map(\.violation)
  }
}
