package import Git
package import Governance
package import Ledger

/// Lets nothing onto `main` or a proposal that ``VerifyCommits`` would find fault with afterwards: what the program
/// writes and what is verified later are held against the same rules, by the same code.
package struct AdmitCommit: CommitJudge {
  package init() {}

  package func admit(_ commit: OID, to ref: RefName, of workspace: Workspace) throws(OpsError) {
    let isMain = ref == workspace.main
    guard isMain || SharedRef(ref)?.isProposal == true else { return }
    let repository = workspace.repository
    let parent = try readGit { () throws(GitError) in try repository.commit(commit).parents.first }
    let report = try VerifyCommits(workspace: workspace).run(
      tip: commit, excluding: parent.map { [$0] } ?? [],
      as: isMain ? .main(through: parent) : .proposal(for: try workspace.mainTree().commit))
    guard let first = report.violations.first else { return }
    let isOwn = first.commit == commit
    throw OpsError(
      isOwn ? "You may not do this" : "The proposal has a commit that is not allowed",
      at: first.path ?? (isOwn ? nil : first.commit.hex),
      because: isOwn ? first.problem : "commit \(first.commit.short) of \(first.person): \(first.problem)",
      remedy: first.remedy)
  }
}
