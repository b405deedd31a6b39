import Governance

/// One thing that `verify` asks of a commit. To add one: a file with the rule, and its line in ``VerifyRules/all``.
protocol VerifyRule: Sendable {
  /// Stable name, which violations carry.
  var name: String { get }
  func check(_ commit: JudgedCommit) throws(OpsError) -> [Violation]
}

/// All rules.
enum VerifyRules {
  static let all: [any VerifyRule] = [
    SignatureRule(), IdentityRule(), StandInRule(), PermissionRule(), ProgramOnlyRule(), ClosedRecordRule(),
    MergeRule(), ProposalRule(), EventRule(),
  ]

  static func violations(of commit: JudgedCommit) throws(OpsError) -> [Violation] {
    var violations: [Violation] = []
    for rule in all { violations += try rule.check(commit) }
    return violations
  }
}
