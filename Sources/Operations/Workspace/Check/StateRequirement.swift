import Governance
import JSON
package import Ledger

/// What `check` holds a single file to, asked of a value before it becomes one.
package enum StateRequirement {
  /// A member that is not as it has to be. Its value is never told.
  package struct Violation: Sendable, Hashable {
    /// The member, such as `url`; empty for the value as a whole.
    package var member: String
    /// What is wrong.
    package var problem: String
    /// What is expected there.
    package var expectation: String
  }

  /// Everything that is wrong with a value, in the order of its members.
  package static func violations<Value: StateFile>(of value: Value) -> [Violation] {
    guard let json = try? JSON.encode(value) else { return [] }
    var violations = StateSchemas.builtIn().violations(of: json, schema: Value.schemaName).map { violation in
      Violation(
        member: violation.pointer.tokens.joined(separator: "."), problem: violation.problem,
        expectation: violation.expectation ?? "")
    }
    if let tenant = value as? Tenant, !TimeZoneRule.isKnown(tenant.timeZone) {
      violations.append(
        Violation(member: "timeZone", problem: TimeZoneRule.problem, expectation: TimeZoneRule.remedy))
    }
    return violations
  }

  /// Refuses a value that `check` would complain about.
  static func require<Value: StateFile>(_ value: Value, at path: String) throws(OpsError) {
    guard let first = violations(of: value).first else { return }
    throw OpsError(
      "This cannot be saved", at: "\(first.member) of \(path)", because: first.problem,
      remedy: first.expectation)
  }
}
