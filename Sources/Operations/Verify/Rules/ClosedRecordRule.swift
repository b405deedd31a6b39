import Git
import Governance
import Ledger

/// What a finished promotion or a resolved incident says stays as it is, whoever asks.
struct ClosedRecordRule: VerifyRule {
  let name = "closed-record"

  func check(_ commit: JudgedCommit) throws(OpsError) -> [Violation] {
    var violations: [Violation] = []
    for change in commit.answeredFor where change.old != nil {
      guard try isClosed(change.path, in: commit.before) else { continue }
      violations.append(
        commit.violation(
          self, at: change.path,
          "the record is closed and was \(change.new == nil ? "removed" : "rewritten")",
          remedy: "Revert the commit; what is to be added belongs into a new record."))
    }
    return violations
  }

  private func isClosed(_ path: String, in tree: LedgerTree) throws(OpsError) -> Bool {
    let parts = path.split(separator: "/")
    guard parts.count > 4, parts[0] == "state", parts[1] == "tenants", let tenant = Slug(String(parts[2]))
    else {
      return false
    }
    let root = TenantRoot(tenant)
    // A record that cannot be read is a finding of `check`.
    switch parts[3] {
    case "promotions":
      guard let id = RecordID(String(parts[4])) else { return false }
      return ((try? tree.value(Promotion.self, at: root.promotion(id))) ?? nil)?.finishedAt != nil
    case "incidents":
      return ((try? tree.value(Incident.self, at: path)) ?? nil)?.status == .resolved
    default: return false
    }
  }
}
