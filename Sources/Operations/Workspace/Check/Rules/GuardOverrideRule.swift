import Governance
import JSON
import Ledger

/// A tenant that may do more than the policy says was given that on purpose, and whoever looks should know (ENV-015).
struct GuardOverrideRule: CheckRule {
  let name = "guard-override"

  func check(_ tree: CheckedTree) -> [CheckFinding] {
    guard let policy = policy(in: tree) else { return [] }
    return tree.tenants.flatMap { tenant -> [CheckFinding] in
      guard let file = tree.files[tenant.root.tenantFile], let record = file.reading.value as? Tenant else {
        return []
      }
      return (record.guards ?? [:]).sorted { $0.key.rawValue < $1.key.rawValue }.flatMap {
        action, decisions in
        decisions.sorted { $0.key < $1.key }.compactMap { environmentClass, own in
          finding(file, action, environmentClass, own, policy.decision(on: action, in: environmentClass))
        }
      }
    }
  }

  private func finding(
    _ file: CheckedFile, _ action: GuardedAction, _ environmentClass: EnvironmentClass, _ own: GuardDecision,
    _ policy: GuardDecision
  ) -> CheckFinding? {
    guard own < policy else { return nil }
    var finding = file.finding(
      self, at: JSONPointer(tokens: ["guards", action.rawValue, environmentClass.rawValue]),
      "\(own.rawValue) is freer than \(PolicyFiles.environmentClasses), which says \(policy.rawValue)",
      remedy: "Remove it, unless the tenant is meant to do this more freely than others.")
    finding.isWarning = true
    return finding
  }

  /// The built-in policy where the tree has none; nil where it has one that cannot be read, which another rule tells.
  private func policy(in tree: CheckedTree) -> GuardPolicy? {
    if let file = tree.files[PolicyFiles.environmentClasses] { return file.reading.value as? GuardPolicy }
    return try? Rules.builtIn().guards
  }
}
