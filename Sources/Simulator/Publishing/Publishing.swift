internal import JSON

extension Instance {
  /// Makes a version of a workflow the one that runs, after the checks that n8n makes.
  mutating func publish(_ workflow: StoredWorkflow, _ versionID: String, now: Int) throws(Refusal) {
    let content = workflow.versions[versionID]?.content ?? workflow.content
    try checkPublication(of: content, workflow)
    let old = workflow.activeVersionID
    workflow.activeVersionID = versionID
    if let old {
      record(workflow, behaviour.deactivatesOldVersion ? old : versionID, isActivation: false, now)
    }
    record(workflow, versionID, isActivation: true, now)
    putInPlace(workflow, now: now)
  }

  /// Stops a workflow. Nothing where it does not run.
  mutating func unpublish(_ workflow: StoredWorkflow, now: Int) {
    guard let old = workflow.activeVersionID else { return }
    workflow.activeVersionID = nil
    record(workflow, old, isActivation: false, now)
    if behaviour.deactivationCounterLater > 0 {
      later(workflow, .raiseCounter(behaviour.deactivationCounterLater), at: now)
    }
    if case .background(let delay, _) = behaviour.registration {
      later(workflow, .unregister, at: backgroundDue(delay, now))
    } else {
      webhooks.remove(workflow.id)
    }
  }

  /// Registers triggers and webhooks of a published version. Where the workflow was unpublished meanwhile, its triggers
  /// are counted all the same (recordings of 2.40.7, activate | unarchive).
  mutating func register(_ workflow: StoredWorkflow, _ versionID: String) {
    guard let version = workflow.versions[versionID] else { return }
    workflow.triggerCount = version.content.productionTriggers.count
    guard workflow.activeVersionID == versionID else { return }
    webhooks.set(version.content.webhooks(workflowID: workflow.id), of: workflow.id)
  }

  /// Whether a workflow was unpublished a moment ago and its triggers are still there.
  func isStillUnpublishing(_ workflow: StoredWorkflow) -> Bool {
    schedule.contains { effect in
      guard effect.workflowID == workflow.id, case .unregister = effect.kind else { return false }
      return true
    }
  }

  private mutating func putInPlace(_ workflow: StoredWorkflow, now: Int) {
    guard let versionID = workflow.activeVersionID else { return }
    switch behaviour.registration {
    case .atOnce: register(workflow, versionID)
    case .afterAnswer: later(workflow, .register(versionID: versionID), at: now)
    case .background(let delay, let contested):
      let due = isContested(workflow) ? now + contested : backgroundDue(delay, now)
      later(workflow, .register(versionID: versionID), at: due)
    }
  }

  /// When the next thing in the background is done.
  private mutating func backgroundDue(_ delay: Int, _ now: Int) -> Int {
    lastBackgroundDue = max(now, lastBackgroundDue) + delay
    return lastBackgroundDue
  }

  /// Whether another published workflow has one of this one's paths, in place already or not.
  private func isContested(_ workflow: StoredWorkflow) -> Bool {
    let keys = Set(workflow.activeVersion?.content.webhooks(workflowID: workflow.id).map(\.key) ?? [])
    guard !keys.isEmpty else { return false }
    if keys.contains(where: { webhooks.owner(of: $0).map { $0.workflowID != workflow.id } ?? false }) {
      return true
    }
    return schedule.contains { effect in
      guard case .register = effect.kind, effect.workflowID != workflow.id,
        let rival = workflows[effect.workflowID], let version = rival.activeVersion
      else { return false }
      return version.content.webhooks(workflowID: rival.id).contains { keys.contains($0.key) }
    }
  }

  mutating func record(
    _ workflow: StoredWorkflow, _ versionID: String, isActivation: Bool, _ now: Int
  ) {
    guard behaviour.keepsPublishHistory else { return }
    lastPublishRow += 1
    workflow.publishRows.append(
      PublishRow(id: lastPublishRow, versionID: versionID, isActivation: isActivation, createdAt: now))
  }
}
