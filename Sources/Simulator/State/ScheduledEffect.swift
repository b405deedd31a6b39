/// What n8n does after it has answered: an answer shows the state before it, the next one the state after.
struct ScheduledEffect {
  enum Kind {
    /// `versionCounter` goes up.
    case raiseCounter(Int)
    /// Triggers and webhooks of a published version are put in place.
    case register(versionID: String)
    /// Those of an unpublished workflow are taken down.
    case unregister
    /// `updatedAt` is set anew.
    case touch(Int)
  }

  let workflowID: String
  /// Milliseconds since 1970 UTC.
  let due: Int
  let kind: Kind
}

extension Instance {
  /// Does what is due by now, in order.
  mutating func settle(_ now: Int) {
    guard !schedule.isEmpty else { return }
    let due = schedule.filter { $0.due <= now }
    schedule.removeAll { $0.due <= now }
    for effect in due {
      guard let workflow = workflows[effect.workflowID] else { continue }
      apply(effect.kind, to: workflow)
    }
  }

  mutating func later(_ workflow: StoredWorkflow, _ kind: ScheduledEffect.Kind, at due: Int) {
    schedule.append(ScheduledEffect(workflowID: workflow.id, due: due, kind: kind))
  }

  private mutating func apply(_ kind: ScheduledEffect.Kind, to workflow: StoredWorkflow) {
    switch kind {
    case .raiseCounter(let amount): workflow.versionCounter += amount
    case .register(let versionID): register(workflow, versionID)
    case .unregister: if !workflow.isActive { webhooks.remove(workflow.id) }
    case .touch(let time): workflow.updatedAt = time
    }
  }
}
