package import Git
package import Governance

/// Decides whether a branch may take a commit that is written already, but that no ref leads to yet.
package protocol CommitJudge: Sendable {
  /// - Throws: the reason, for the person whose commit it is; the branch then stays where it is.
  func admit(_ commit: OID, to ref: RefName, of workspace: Workspace) throws(OpsError)
}
