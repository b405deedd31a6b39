import Governance
import Ledger

/// A team has an administrator: without one it could not change itself any more.
struct TeamAdminRule: CheckRule {
  let name = "team-admin"

  func check(_ tenant: CheckedTenant) -> [CheckFinding] {
    // Who a file that cannot be read is about may be the administrator; without `tenant.json` there is no tenant.
    guard tenant.allPaths.contains(tenant.root.tenantFile), tenant.memberNames.count == tenant.members.count,
      !tenant.members.contains(where: { $0.value.role == .admin })
    else { return [] }
    return [
      CheckFinding(
        rule: name, path: tenant.root.team, problem: "the team has no administrator",
        remedy: "Who administers the platform names one: n8n-ops team invite MAIL --name NAME --role admin "
          + "--tenant \(tenant.root.tenant)")
    ]
  }
}
