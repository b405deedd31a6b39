import Governance
import JSON
import Ledger

extension Deployment {
  /// How often the way back is tried: there is nobody behind it who could do better.
  private static var attempts: Int { 3 }

  /// Takes back what this run, or the one that it resumed, has changed: the last first.
  mutating func rollBack(after error: OpsError) async -> PromotionFailure {
    var problems: [String] = []
    for workflow in isResumed ? goals.map(\.workflow).reversed() : touched.reversed() {
      do {
        if try await restoreRepeatedly(workflow) { result.outcomes[workflow] = .rolledBack }
      } catch {
        result.outcomes[workflow] = .failed
        problems.append("\(workflow): \(error)")
      }
    }
    let reason =
      problems.isEmpty
      ? error.description : "\(error). Rolling back failed: \(problems.joined(separator: "; "))"
    return PromotionFailure(reason: reason, isRolledBack: problems.isEmpty)
  }

  /// A target that answers is what it is. One that does not may be anything, and what was kept for the way back is
  /// needed still.
  func look(after failure: PromotionFailure) async throws(OpsError) {
    for goal in goals where result.outcomes[goal.workflow] == .failed {
      guard let id = undo[goal.workflow]?.id ?? result.ids[goal.workflow] else { continue }
      do {
        _ = try await target.live(id, workflow: goal.workflow)
      } catch {
        throw OpsError(
          "The deployment was interrupted, and the target cannot be looked at", at: "\(target.environment)",
          because: failure.reason,
          remedy: "n8n-ops promote run finishes it or takes it back when the instance answers again.")
      }
    }
  }

  private mutating func restoreRepeatedly(_ workflow: Slug) async throws(OpsError) -> Bool {
    for _ in 1..<Deployment.attempts {
      do { return try await restore(workflow) } catch { continue }
    }
    return try await restore(workflow)
  }

  /// - Returns: whether there was anything to take back.
  private mutating func restore(_ workflow: Slug) async throws(OpsError) -> Bool {
    guard let goal = goals.first(where: { $0.workflow == workflow }) else { return false }
    guard let id = undo[workflow]?.id, let document = undo[workflow]?.document else {
      return try await removeCreated(goal)
    }
    let before = target.read(document, workflow: workflow)
    if let live = try await target.live(id, workflow: workflow), live.isSame(as: before) {
      result.hashes[workflow] = live.hash
      return touched.contains(workflow)
    }
    try await target.restore(id, to: document)
    let live = try await target.live(id, workflow: workflow)
    result.hashes[workflow] = live?.hash
    guard let live, live.hash == before.hash,
      target.contentHash(of: live.draft) == target.contentHash(of: before.draft)
    else {
      throw OpsError("The target is not as it was before", at: "\(workflow) in \(target.environment)")
    }
    return true
  }

  /// Removes a workflow that was not there before. Where the answer to the create was lost, the workflow was not.
  private mutating func removeCreated(_ goal: Goal) async throws(OpsError) -> Bool {
    var id = result.ids[goal.workflow]
    if id == nil { id = try await target.findCreated(goal.content, for: goal.workflow) }
    guard let id else { return false }
    try await target.remove(id)
    result.ids[goal.workflow] = nil
    return true
  }
}
