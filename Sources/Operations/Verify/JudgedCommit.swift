import Git
import Governance
import Ledger

/// A commit with all that the rules need to judge it.
struct JudgedCommit {
  /// Who vouches for a commit.
  enum Voucher: Hashable {
    /// A key of the program.
    case program
    /// A key of members: usually one.
    case members(Set<String>)
    case unsigned
    /// A signature that does not prove anything, and why.
    case worthless(String)
  }

  let commit: Commit
  let authority: Authority
  let voucher: Voucher
  /// What is different from the first parent.
  let changes: [TreeChange]
  /// What the commit itself changed: all of that, or in a merge what is not simply one of its sides.
  let ownChanges: [TreeChange]
  /// Files of a merge that are not what merging gives.
  let unexpected: [String]
  /// Whether it is on the branch of decisions itself, not on a proposal that was merged into it.
  let isOnMain: Bool
  let repository: Repository

  var isMerge: Bool { commit.parents.count > 1 }
  var author: String { commit.author.email.lowercased() }
  /// The mail address whose permissions count: of the member for whom the author acted, else of the author.
  var holder: String { StandIn(commit)?.member.email.lowercased() ?? author }
  var person: Person { Person(name: commit.author.name, email: commit.author.email) }

  /// The files of the first parent.
  var before: LedgerTree { LedgerTree(repository: repository, commit: commit.parents.first) }

  /// Whether the program made it, as far as the policy wants that proved.
  var isByProgram: Bool {
    if authority.roles.signatures == .required { return voucher == .program }
    return authority.isMachine(commit.committer.email)
  }

  /// What somebody lets in: on main all of it, elsewhere what they changed themselves.
  var answeredFor: [TreeChange] { isOnMain ? changes : ownChanges }

  func violation(_ rule: some VerifyRule, at path: String? = nil, _ problem: String, remedy: String)
    -> Violation
  {
    Violation(
      rule: rule.name, commit: commit.oid, person: person, path: path, problem: problem, remedy: remedy)
  }
}
