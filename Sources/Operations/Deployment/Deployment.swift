import Governance
import JSON
import Ledger

/// Brings workflows of one environment to their goals: all of them or none (PROMO-005).
///
/// n8n has no transaction. So everything is looked at before the first write, what was there is kept, drafts are
/// written before anything that runs is changed where the version allows it, each step is read back, and the first
/// failure takes everything back (PROMO-007).
struct Deployment {
  /// What one workflow has to become.
  struct Goal: Sendable {
    let workflow: Slug
    /// Id in n8n; nil where it has to be created.
    let id: String?
    let content: JSON
    /// Content hash of the goal.
    let hash: String
    /// Content hash that the plan saw running; nil where there was nothing.
    let hashBefore: String?
  }

  /// What came of it.
  struct Result: Sendable {
    var outcomes: [Slug: PromotedWorkflow.Outcome] = [:]
    var hashes: [Slug: String] = [:]
    var ids: [Slug: String] = [:]
    var milliseconds: [Slug: Int] = [:]
    var errors: [Slug: String] = [:]
    var failure: PromotionFailure?
  }

  private var target: TargetInstance
  private let goals: [Goal]
  private let now: @Sendable () -> Instant
  private var undo: [Slug: UndoEntry] = [:]
  private var touched: [Slug] = []
  private(set) var result = Result()

  init(target: TargetInstance, goals: [Goal], now: @escaping @Sendable () -> Instant) {
    self.target = target
    self.goals = goals
    self.now = now
    for goal in goals { result.outcomes[goal.workflow] = .skipped }
  }

  /// Reads the target and refuses when it is not what the plan saw; nothing is written (guard, step 1).
  ///
  /// - Returns: what has to be kept before the first write.
  mutating func prepare() async throws(OpsError) -> [UndoEntry] {
    for goal in goals {
      let live = try await live(of: goal)
      if let live, live.hash != goal.hash, live.hash != goal.hashBefore {
        throw OpsError(
          "The target changed since the plan, so nothing was written",
          at: "\(goal.workflow) in \(target.environment)",
          because: "what runs there is neither what was reviewed nor what it is to replace",
          remedy: "n8n-ops drift check --env \(target.environment), then plan again")
      }
      undo[goal.workflow] = UndoEntry(workflow: goal.workflow, id: live?.id, document: live?.document)
    }
    return goals.compactMap { undo[$0.workflow] }
  }

  /// Takes up a deployment that was interrupted, with what it had kept.
  mutating func resume(_ kept: [Slug: UndoEntry]) {
    undo = kept
  }

  /// Writes, publishes, verifies; on the first failure everything is taken back.
  mutating func run() async -> Result {
    do {
      for goal in goals { try await write(goal) }
      for goal in goals { try await publish(goal) }
      try await confirm()
      for goal in goals { try await verify(goal) }
    } catch {
      result.failure = await rollBack(after: error)
    }
    return result
  }

  // MARK: - Forward

  private mutating func write(_ goal: Goal) async throws(OpsError) {
    let started = now()
    do {
      let live = try await live(of: goal)
      guard let live else {
        touched.append(goal.workflow)
        let id = try await target.create(goal.content, for: goal.workflow)
        result.ids[goal.workflow] = id
        target.learn(id, of: goal.workflow)
        result.outcomes[goal.workflow] = .created
        try await note(goal, since: started)
        return
      }
      result.ids[goal.workflow] = live.id
      target.learn(live.id, of: goal.workflow)
      if live.hash == goal.hash, live.isActive == target.isActive(goal.content), live.draft == nil {
        result.outcomes[goal.workflow] = .unchanged
      } else {
        touched.append(goal.workflow)
        try await target.update(live, to: goal.content, for: goal.workflow)
        result.outcomes[goal.workflow] = .updated
      }
      try await note(goal, since: started)
    } catch {
      result.errors[goal.workflow] = error.description
      throw error
    }
  }

  private mutating func note(_ goal: Goal, since started: Instant) async throws(OpsError) {
    result.milliseconds[goal.workflow] = Int(now().milliseconds - started.milliseconds)
    guard let id = result.ids[goal.workflow], let written = try await target.live(id, workflow: goal.workflow)
    else {
      throw OpsError(
        "A workflow is gone right after it was written", at: "\(goal.workflow) in \(target.environment)")
    }
    guard target.isStored(written.draft ?? written.content, as: goal.content, hash: goal.hash) else {
      throw OpsError(
        "What n8n stored is not what was sent", at: "\(goal.workflow) in \(target.environment)",
        because: "its content hash is another than the planned \(goal.hash)")
    }
  }

  private mutating func publish(_ goal: Goal) async throws(OpsError) {
    guard let id = result.ids[goal.workflow], result.outcomes[goal.workflow] != .unchanged else { return }
    do {
      guard let live = try await target.live(id, workflow: goal.workflow) else { return }
      if target.isActive(goal.content) {
        let runs = live.draft == nil && target.isStored(live.content, as: goal.content, hash: goal.hash)
        if !live.isActive || !runs { try await target.publish(live) }
      } else if live.isActive {
        try await target.deactivate(id)
      }
      try await target.setTags(of: id, to: goal.content)
    } catch {
      result.errors[goal.workflow] = error.description
      throw error
    }
  }

  /// n8n that registers triggers after it has answered tells of a path that is taken only when it is asked again.
  private mutating func confirm() async throws(OpsError) {
    let published = goals.filter { target.isActive($0.content) && touched.contains($0.workflow) }
    guard target.publishesInBackground, !published.isEmpty else { return }
    await target.settle()
    for goal in published where target.hasWebhooks(goal.content) {
      guard let id = result.ids[goal.workflow], let live = try await target.live(id, workflow: goal.workflow)
      else { continue }
      do {
        try await target.publish(live)
      } catch {
        result.errors[goal.workflow] = error.description
        throw error
      }
    }
  }

  private mutating func verify(_ goal: Goal) async throws(OpsError) {
    guard let id = result.ids[goal.workflow] else { return }
    let live = try await target.live(id, workflow: goal.workflow)
    result.hashes[goal.workflow] = live?.hash
    guard let live, live.hash == goal.hash, live.isActive == target.isActive(goal.content) else {
      let error = OpsError(
        "The target does not run what was deployed", at: "\(goal.workflow) in \(target.environment)",
        because: live.map { "it runs \($0.hash), active: \($0.isActive)" } ?? "it is gone")
      result.errors[goal.workflow] = error.description
      throw error
    }
  }

  // MARK: - Backward

  private mutating func rollBack(after error: OpsError) async -> PromotionFailure {
    var problems: [String] = []
    for workflow in touched.reversed() {
      do {
        try await restore(workflow)
        result.outcomes[workflow] = .rolledBack
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

  private mutating func restore(_ workflow: Slug) async throws(OpsError) {
    let kept = undo[workflow]
    guard let id = kept?.id, let document = kept?.document else {
      if let created = result.ids[workflow] {
        try await target.remove(created)
      } else if let goal = goals.first(where: { $0.workflow == workflow }),
        let lost = try await target.findCreated(goal.content, hash: goal.hash, workflow: workflow)
      {
        // The answer to the create was lost, the workflow was not.
        try await target.remove(lost)
      }
      return
    }
    try await target.restore(id, to: document)
    let live = try await target.live(id, workflow: workflow)
    let before = target.read(document, workflow: workflow)
    result.hashes[workflow] = live?.hash
    guard let live, live.hash == before.hash, live.isActive == before.isActive else {
      throw OpsError("The target is not as it was before", at: "\(workflow) in \(target.environment)")
    }
  }

  /// The workflow in the target; one that an interrupted run created is found by its content.
  private func live(of goal: Goal) async throws(OpsError) -> TargetInstance.Live? {
    if let id = result.ids[goal.workflow] ?? goal.id {
      if let live = try await target.live(id, workflow: goal.workflow) { return live }
    }
    guard let found = try await target.findCreated(goal.content, hash: goal.hash, workflow: goal.workflow)
    else {
      return nil
    }
    return try await target.live(found, workflow: goal.workflow)
  }
}
