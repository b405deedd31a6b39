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

  let placed: PlacedCommit
  /// Those who may do what, by whose word it is judged.
  private(set) var authority: Authority
  private(set) var voucher: Voucher
  /// What is different from the first parent.
  let changes: [TreeChange]
  /// What it does as a merge of two; nil where it is none.
  let merge: MergeResult?
  let repository: Repository

  init(
    _ placed: PlacedCommit, changes: [TreeChange], merge: MergeResult?, in repository: Repository,
    by authority: Authority, _ keys: inout SSHKeyCache
  ) {
    self.placed = placed
    self.changes = changes
    self.merge = merge
    self.repository = repository
    self.authority = authority
    voucher = VerifyCommits.voucher(for: placed.commit, authority, &keys)
  }

  /// Judges by somebody else's word from now on.
  mutating func take(_ authority: Authority, _ keys: inout SSHKeyCache) {
    self.authority = authority
    voucher = VerifyCommits.voucher(for: commit, authority, &keys)
  }

  var commit: Commit { placed.commit }
  var isOnMain: Bool { placed.isOnMain }
  var isMerge: Bool { commit.parents.count > 1 }
  var author: String { commit.author.email.lowercased() }
  /// The mail address whose permissions count: of the member for whom the author acted, else of the author.
  var holder: String { StandIn(commit)?.member.email.lowercased() ?? author }
  var person: Person { commit.person }

  /// Files of a merge that are not what merging gives.
  var unexpected: [String] { merge?.unexpected ?? [] }

  /// Whether it sets `main` behind another branch: what `main` was is not its first parent.
  var isBehind: Bool { isOnMain && placed.main != commit.parents.first }

  /// Whether it has nothing in common with what `main` was.
  var isUnrelated: Bool {
    merge?.isUnrelated
      ?? (commit.parents.isEmpty && !isOnMain && placed.merge == nil && placed.main != nil)
  }

  /// Whether it changes no file, nor lets in a branch that does.
  var changesNothing: Bool { changes.isEmpty && (merge?.bringsNothing ?? true) }

  /// What the commit itself changed: all that is different, or in a merge what is not simply one of its sides.
  var ownChanges: [TreeChange] {
    guard let merge else { return changes }
    let unexpected = Set(merge.unexpected)
    return merge.resolutions + changes.filter { unexpected.contains($0.path) }
  }

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
      rule: rule.name, commit: commit.oid, person: person, mergedBy: placed.merge?.person,
      path: path, problem: problem, remedy: remedy)
  }
}

extension Commit {
  /// Who is named as its author.
  var person: Person { Person(name: author.name, email: author.email) }
}
