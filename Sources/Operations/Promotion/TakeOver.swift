package import Governance
import Ledger

extension OperationContext {
  /// Lets this machine go on with a promotion that another one began, because a person says that the other one is dead.
  package func takeOver(_ id: RecordID, note: String) throws(OpsError) -> Promotion {
    var taken: Promotion?
    try workspace.commit(to: workspace.main, as: act()) { (tree, edit) throws(OpsError) in
      let path = tenant.promotion(id)
      guard var promotion = try tree.value(Promotion.self, at: path), let from = promotion.runner,
        promotion.runsElsewhere(than: runner)
      else {
        throw OpsError(
          "No other machine runs this promotion", at: id.text, remedy: "n8n-ops promote list")
      }
      promotion.runner = runner
      promotion.takeOver = TakeOverRecord(by: actor, at: now(), from: from, note: note)
      try edit.put(promotion, at: path)
      taken = promotion
      return CommitNote(
        "promotion", "take over \(id) from \(from)", body: note, tenant: tenant.tenant,
        action: "promotion.take-over", target: id.text)
    }
    guard let taken else { throw OpsError("The promotion was not taken over", at: id.text) }
    return taken
  }
}

extension Promotion {
  /// Why this machine leaves it alone.
  var elsewhere: OpsError {
    var error = OpsError(
      "Another machine runs the promotion", at: id.text,
      because: "it is running on \(runner ?? "?")\(startedAt.map { " since \($0)" } ?? "")",
      remedy:
        "Nothing to do: it goes on there. Only if that machine is gone for good: n8n-ops promote take-over \(id)"
    )
    error.isTemporary = true
    return error
  }
}
