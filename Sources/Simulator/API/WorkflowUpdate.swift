internal import JSON

extension Instance {
  /// PUT /workflows/{id}.
  mutating func updateWorkflow(_ call: Call) throws(Refusal) -> Answer {
    try check(call.body, by: schemas.update)
    let workflow = try workflow(call.id, to: "update")
    if workflow.isArchived { throw Refusal(400, "Cannot update an archived workflow.") }
    try checkName(call.body["name"]?.stringValue ?? "")
    let publishes = call.flag("publishIfActive", else: true)
    let oldVersion = workflow.versionID
    try save(call.body, in: workflow, now: call.now)
    guard workflow.isActive, publishes else {
      return answer(workflow, behaviour.shapes.update.map { $0 == .activeVersion ? .activeVersionAlone : $0 })
    }
    try republish(workflow, oldVersion: oldVersion, now: call.now)
    let shape = behaviour.shapes.update
    return answer(
      workflow,
      behaviour.shapes.updateShowsHistory
        ? shape : shape.map { $0 == .activeVersion ? .activeVersionAlone : $0 })
  }

  /// Stores what the body says; what it leaves out stays.
  mutating func save(_ body: JSON, in workflow: StoredWorkflow, now: Int) throws(Refusal) {
    let content = try incomingContent(body, over: workflow.content)
    let settings = mergedSettings(body["settings"], over: workflow.settings)
    let isNewContent = content != workflow.content
    let isNewVersion = behaviour.versionRule == .content ? isNewContent : differs(body, content, workflow)
    if behaviour.counterRule == .everyUpdate || isNewContent || settings != workflow.settings {
      workflow.versionCounter += 1
    }
    workflow.name = body["name"]?.stringValue ?? workflow.name
    workflow.content = content
    workflow.settings = settings
    workflow.description = body["description"] ?? workflow.description
    workflow.staticData = body["staticData"] ?? workflow.staticData
    workflow.pinData = body["pinData"] ?? workflow.pinData
    workflow.updatedAt = now
    if isNewVersion {
      workflow.versionID = identifiers.next(.version)
      workflow.saveVersion(authors: owner.name, now: now)
    }
  }

  /// Publishes the draft of an active workflow; a refusal leaves the state that the release leaves.
  mutating func republish(_ workflow: StoredWorkflow, oldVersion: String, now: Int) throws(Refusal) {
    do {
      try publish(workflow, workflow.versionID, now: now)
    } catch {
      switch behaviour.failedUpdate {
      case .deactivates:
        workflow.versionID = oldVersion
        failActivation(workflow, counter: 1, now: now)
      case .publishesBroken: workflow.activeVersionID = workflow.versionID
      case .keepsPublished: break
      }
      throw error
    }
    if behaviour.updateCounterLater > 0 {
      later(workflow, .raiseCounter(behaviour.updateCounterLater), at: now)
    }
  }

  /// 1.123.81 switches a workflow off whose activation failed.
  mutating func failActivation(_ workflow: StoredWorkflow, counter: Int, now: Int) {
    workflow.activeVersionID = nil
    workflow.versionCounter += counter
    workflow.updatedAt = Timestamp.fullSecond(now)
    webhooks.remove(workflow.id)
  }

  /// Whether anything that was sent differs from what is stored; settings are compared as sent, before they are merged.
  private func differs(_ body: JSON, _ content: StoredWorkflow.Content, _ workflow: StoredWorkflow) -> Bool {
    content != workflow.content
      || body["name"].map { $0 != .string(workflow.name) } ?? false
      || body["settings"].map { $0 != .object(workflow.settings) } ?? false
      || body["staticData"].map { $0 != workflow.staticData } ?? false
  }
}
