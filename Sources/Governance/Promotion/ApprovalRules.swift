/// Whether a merge approves a promotion (PIPE-004, PROMO-004).
package enum ApprovalRules {
  /// A reason why a merge does not count.
  package enum Refusal: Error, Sendable, Hashable, CustomStringConvertible {
    case notMerged
    case unknownMember(Person)
    case roleTooLow(Person, has: Role, needs: Role)
    case selfApproval(Person)
    case contentChanged(Slug)

    package var description: String {
      switch self {
      case .notMerged: "it came to the branch without a merge commit, so nobody is on record as approver"
      case .unknownMember(let person): "\(person) is not a member of the tenant's team"
      case .roleTooLow(let person, let has, let needs):
        "\(person) is \(has.rawValue), and this stage needs \(needs.rawValue)"
      case .selfApproval(let person): "\(person) asked for it and may not approve it"
      case .contentChanged(let workflow): "the content of \(workflow) is not what was planned and reviewed"
      }
    }
  }

  /// Checks who merged against the stage's rule.
  ///
  /// - Returns: the member's role.
  package static func role(
    of approver: Person, members: [Member], requester: Person, rule: ApprovalRule
  ) throws(Refusal) -> Role {
    guard let member = members.first(where: { $0.email.lowercased() == approver.email.lowercased() }) else {
      throw .unknownMember(approver)
    }
    guard member.role >= rule.role else { throw .roleTooLow(approver, has: member.role, needs: rule.role) }
    if approver.isSame(as: requester), !rule.allowsSelfApproval { throw .selfApproval(approver) }
    return member.role
  }
}

extension ApprovalRules.Refusal {
  /// What to do about a promotion that is on `main` for this reason.
  package func remedy(for promotion: RecordID) -> String {
    "n8n-ops promote reject \(promotion) --note '...' takes its content back; then plan it again and let an approver "
      + "merge it."
  }
}
