/// Branches that wait for a merge.
enum ProposalBranch {
  /// Whether a full ref name is one of a proposal.
  static func isOne(_ ref: String) -> Bool {
    ref.hasPrefix("refs/heads/promotion/") || ref.hasPrefix("refs/heads/change/")
  }
}
