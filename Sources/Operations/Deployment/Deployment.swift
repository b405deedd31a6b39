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

  var target: TargetInstance
  let goals: [Goal]
  private let now: @Sendable () -> Instant
  var undo: [Slug: UndoEntry] = [:]
  /// Workflows that this run may have changed, in the order in which it did.
  var touched: [Slug] = []
  /// Whether an earlier run may have changed any of them.
  var isResumed = false
  var result = Result()

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
      guard
        live?.hash == goal.hash || live?.hash == goal.hashBefore
          || live != nil && live?.clearHash == goal.hashBefore
          || live?.hashWithoutOwnValues == goal.hashBefore
      else {
        throw OpsError(
          "The target changed since the plan, so nothing was written",
          at: "\(goal.workflow) in \(target.environment)",
          because: live == nil
            ? "what it is to replace is not there any more"
            : "what runs there is neither what was reviewed nor what it is to replace",
          remedy: "n8n-ops drift check --env \(target.environment), then plan again")
      }
      if let draft = live?.draft, draft != goal.content {
        throw OpsError(
          "The target has an unpublished draft, so nothing was written",
          at: "\(goal.workflow) in \(target.environment)", because: "it would be overwritten",
          remedy: "Publish the draft in n8n or discard it, then plan again.")
      }
      try target.requireTaken(goal.content, of: goal.workflow, isNew: live == nil)
      undo[goal.workflow] = UndoEntry(workflow: goal.workflow, id: live?.id, document: live?.document)
    }
    return goals.compactMap { undo[$0.workflow] }
  }

  /// Takes up a deployment that was interrupted, with what it had kept. Throws where the target cannot be looked at.
  mutating func resume(_ kept: [Slug: UndoEntry]) async throws(OpsError) {
    undo = kept
    isResumed = true
    for goal in goals { _ = try await live(of: goal) }
  }

  /// Writes, publishes, verifies; on the first failure everything is taken back.
  ///
  /// - Throws: when the target can no longer be looked at, so that nobody knows what it is; the next run takes it up.
  mutating func run() async throws(OpsError) -> Result {
    do {
      for goal in goals { try await write(goal) }
      for goal in goals { try await publish(goal) }
      try await confirm()
      for goal in goals { try await verify(goal) }
    } catch {
      let failure = await rollBack(after: error)
      if !failure.isRolledBack { try await look(after: failure) }
      result.failure = failure
    }
    return result
  }

  /// What ``run()`` would do, told from what is there now.
  mutating func foresee() async throws(OpsError) -> Result {
    for goal in goals {
      let live = try await live(of: goal)
      let isReached = live?.portable == goal.content && live?.draft == nil
      result.outcomes[goal.workflow] = live == nil ? .created : isReached ? .unchanged : .updated
    }
    return result
  }

  private mutating func write(_ goal: Goal) async throws(OpsError) {
    let started = now()
    do {
      if let live = try await live(of: goal) {
        try await update(live, to: goal)
      } else {
        touched.append(goal.workflow)
        let id = try await target.create(goal.content, for: goal.workflow)
        found(id, as: goal)
        if target.needsUpdate(afterCreating: goal.content),
          let made = try await target.live(id, workflow: goal.workflow)
        {
          try await target.update(made, to: goal.content, for: goal.workflow)
        }
        result.outcomes[goal.workflow] = .created
      }
      try await confirmWritten(goal)
      result.milliseconds[goal.workflow] = Int(now().milliseconds - started.milliseconds)
    } catch {
      result.errors[goal.workflow] = error.description
      throw error
    }
  }

  /// Writes what differs. An identical PUT would restart triggers, so activation and tags have calls of their own.
  private mutating func update(_ live: TargetInstance.Live, to goal: Goal) async throws(OpsError) {
    found(live.id, as: goal)
    result.outcomes[goal.workflow] = outcomeBefore(goal)
    guard live.portable != goal.content || live.draft != nil else { return }
    touched.append(goal.workflow)
    if result.outcomes[goal.workflow] == .unchanged { result.outcomes[goal.workflow] = .updated }
    guard !live.has(contentOf: goal.content) else { return }
    // A version without drafts would publish the new content for a moment, or refuse it for want of a trigger.
    if live.isActive, !target.isActive(goal.content), !target.canDraft {
      try await target.deactivate(live.id)
    }
    try await target.update(live, to: goal.content, for: goal.workflow)
  }

  /// What an interrupted run did to the workflow, if anything.
  private func outcomeBefore(_ goal: Goal) -> PromotedWorkflow.Outcome {
    guard isResumed, let kept = undo[goal.workflow] else { return .unchanged }
    guard let document = kept.document else { return .created }
    let before = target.read(document, workflow: goal.workflow)
    return before.portable == goal.content && before.draft == nil ? .unchanged : .updated
  }

  /// Remembers the id, for what calls the workflow too.
  private mutating func found(_ id: String, as goal: Goal) {
    result.ids[goal.workflow] = id
    target.map(id, to: goal.workflow)
  }

  /// Whatever the answer was: what n8n has stored decides.
  private mutating func confirmWritten(_ goal: Goal) async throws(OpsError) {
    guard let id = result.ids[goal.workflow], let written = try await target.live(id, workflow: goal.workflow)
    else {
      throw OpsError(
        "A workflow is gone right after it was written", at: "\(goal.workflow) in \(target.environment)")
    }
    let wanted = target.contentHash(of: goal.content)
    let stored = target.contentHash(of: written.draft ?? written.portable)
    guard stored == wanted else {
      throw OpsError(
        "What n8n stored is not what was sent", at: "\(goal.workflow) in \(target.environment)",
        because: "the content hash read back is \(stored) and not \(wanted)")
    }
  }

  private mutating func publish(_ goal: Goal) async throws(OpsError) {
    guard let id = result.ids[goal.workflow], touched.contains(goal.workflow) else { return }
    do {
      guard let live = try await target.live(id, workflow: goal.workflow) else { return }
      if target.isActive(goal.content) {
        if !live.isActive || live.draft != nil { try await target.publish(live) }
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

  /// The workflow in the target; one that an interrupted run created is found by its content.
  private func live(of goal: Goal) async throws(OpsError) -> TargetInstance.Live? {
    if let id = result.ids[goal.workflow] ?? goal.id {
      if let live = try await target.live(id, workflow: goal.workflow) { return live }
    }
    guard let found = try await target.findCreated(goal.content, for: goal.workflow) else { return nil }
    return try await target.live(found, workflow: goal.workflow)
  }
}
