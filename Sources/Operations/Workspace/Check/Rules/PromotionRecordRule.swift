import Governance
import JSON

/// The members of a promotion are those that its status needs, and no others.
struct PromotionRecordRule: CheckRule {
  let name = "promotion-record"

  func check(_ file: CheckedFile, in tree: CheckedTree) -> [CheckFinding] {
    guard let promotion = file.reading.value as? Promotion else { return [] }
    let present = Self.present(in: promotion)
    let (needed, refused) = Self.expectation(of: promotion)
    let status = promotion.status.rawValue
    return
      needed.subtracting(present).sorted().map { member in
        file.finding(
          self, at: JSONPointer(), "a \(promotion.kind.rawValue) that is \(status) has \"\(member)\"",
          remedy: "Restore the file from its history: only the program changes promotions.")
      }
      + refused.intersection(present).sorted().map { member in
        file.finding(
          self, at: JSONPointer().appending(member), isAboutName: true,
          "a \(promotion.kind.rawValue) that is \(status) does not have \"\(member)\"",
          remedy: "Restore the file from its history: only the program changes promotions.")
      }
  }

  private static func present(in promotion: Promotion) -> Set<String> {
    var names: Set<String> = []
    if promotion.source != nil { names.insert("source") }
    if promotion.approval != nil { names.insert("approval") }
    if promotion.startedAt != nil { names.insert("startedAt") }
    if promotion.runner != nil { names.insert("runner") }
    if promotion.takeOver != nil { names.insert("takeOver") }
    if promotion.finishedAt != nil { names.insert("finishedAt") }
    if promotion.failure != nil { names.insert("failure") }
    if promotion.closing != nil { names.insert("closing") }
    return names
  }

  private static func expectation(of promotion: Promotion) -> (needed: Set<String>, refused: Set<String>) {
    var (needed, refused): (Set<String>, Set<String>) =
      switch promotion.status {
      case .pendingApproval:
        (
          [], ["approval", "startedAt", "runner", "takeOver", "finishedAt", "failure", "closing"]
        )
      case .running: (["startedAt"], ["finishedAt", "failure", "closing"])
      case .completed: (["startedAt", "finishedAt"], ["failure", "closing"])
      case .failed: (["finishedAt", "failure"], ["closing"])
      case .rejected, .cancelled:
        (["finishedAt", "closing"], ["startedAt", "runner", "takeOver", "failure"])
      }
    if promotion.kind == .promotion {
      needed.insert("source")
      if promotion.status == .running || promotion.status == .completed { needed.insert("approval") }
    }
    return (needed, refused)
  }
}
