import Git
package import Governance
import Ledger

extension OperationContext {
  /// Asks the class policy whether an action may be done right away (ENV-016).
  ///
  /// - Parameter remedy: what to do where it may not.
  /// - Returns: warnings to show.
  package func guardAction(
    _ action: GuardedAction, in environment: Slug, otherwise remedy: String? = nil
  ) throws(OpsError) -> [String] {
    let record = try ledger.environment(environment, in: try workspace.mainTree())
    switch rules.guards.decision(on: action, in: record.class) {
    case .allowed:
      return []
    case .warning:
      return ["\(action.rawValue) in \(environment) (\(record.class.rawValue)) is discouraged by policy."]
    case .approval:
      throw OpsError(
        "This action needs an approval", at: "\(environment) (\(record.class.rawValue))",
        because: "\(PolicyFiles.environmentClasses) says so for \(action.rawValue)",
        remedy: remedy ?? "Propose it as a change request, or change the policy.")
    case .blocked:
      throw OpsError(
        "This action is blocked", at: "\(environment) (\(record.class.rawValue))",
        because: "\(PolicyFiles.environmentClasses) says so for \(action.rawValue)",
        remedy: remedy ?? "Make the change in an earlier environment and promote it.")
    }
  }
}
