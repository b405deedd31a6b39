import Governance
import Ledger

extension OperationContext {
  /// Refuses what only members of the team may do, before anything is read or written. Who may push to the repository can
  /// still write by hand: what came of that is judged by `verify`.
  func requireMember(atLeast needed: Role, to action: String) throws(OpsError) {
    let email = actor.email.lowercased()
    guard let member = try ledger.members().first(where: { $0.email.lowercased() == email }) else {
      throw OpsError(
        "You may not do this", at: action, because: "\(actor) is not a member of the tenant's team",
        remedy: "An administrator adds you with n8n-ops team invite \(actor.email) --name 'Your Name'.")
    }
    guard member.role >= needed else {
      throw OpsError(
        "You may not do this", at: action,
        because: "\(actor) is \(member.role.rawValue), and it needs \(needed.rawValue)",
        remedy: "Ask an administrator for it, or for the role.")
    }
  }
}
