import Governance
import Ledger

/// Counts the workflows that an instance does not have any more, or has archived, which counts as absence.
///
/// Where more than half of them go at once, and ten at least, or all of three and more, it is hardly ever somebody who
/// deleted them: a key of another user sees none of them, and neither does n8n on another database; what archives most of
/// them is a script that ran too far. So that is believed only when told to.
struct MassLoss {
  private static let least = 10
  private static let leastOfAll = 3

  private let known: Set<String>
  private var absent = 0
  private var archived = 0

  /// - Parameter index: what was there so far.
  init(of index: ObservedIndex) {
    known = Set(index.items.filter { !$0.value.isArchived }.keys)
  }

  /// Notes one that does not exist. Throws where it is one too many.
  mutating func note(absent id: String, in environment: Slug) throws(OpsError) {
    guard known.contains(id) else { return }
    absent += 1
    try judge(environment)
  }

  /// Notes one that is archived and was not. Throws where it is one too many.
  mutating func note(archived id: String, in environment: Slug) throws(OpsError) {
    guard known.contains(id) else { return }
    archived += 1
    try judge(environment)
  }

  private func judge(_ environment: Slug) throws(OpsError) {
    let gone = absent + archived
    let isMost = gone >= Self.least && gone * 2 > known.count
    guard isMost || gone == known.count && gone >= Self.leastOfAll else { return }
    throw Self.refusal(
      "Most workflows are gone at once", in: environment,
      because:
        "n8n says of \(isMost ? "more than half of \(known.count)" : "all \(known.count)") that they \(reason)"
    )
  }

  private var reason: String {
    let notThere = "do not exist, as it does to a key of another user, on another database or after a restore"
    if archived == 0 { return notThere }
    return absent == 0 ? "are archived" : "are archived (\(archived)) or \(notThere)"
  }

  /// Refuses a list that came empty although much stood in it: nothing proves one by one that credentials, tags and users
  /// are gone. The user of the key is always there.
  static func requireSome(_ items: Int, of part: SyncPart, known: Int, in environment: Slug) throws(OpsError)
  {
    guard items == 0, known >= (part == .users ? 1 : leastOfAll) else { return }
    throw refusal(
      "The list of \(part.rawValue) came empty", in: environment,
      because: "there were \(known), and a proxy or a key of another user makes such a list")
  }

  private static func refusal(_ what: String, in environment: Slug, because why: String) -> OpsError {
    var error = OpsError(
      "\(what), so nothing was changed", at: environment.text, because: why,
      remedy:
        "Look at the instance and whose key it is. If they are gone: n8n-ops sync --env \(environment) --accept-loss"
    )
    error.isIncomplete = true
    return error
  }
}
