internal import JSON

extension Instance {
  /// POST /workflows/{id}/activate and publish.
  mutating func activateWorkflow(_ call: Call) throws(Refusal) -> Answer {
    let workflow = try workflow(call.id, to: "activate")
    if workflow.isArchived { throw Refusal(400, "Cannot activate an archived workflow.") }
    let wasActive = workflow.isActive
    if wasActive && !behaviour.reactivates {
      return answer(workflow, behaviour.shapes.activateAgain)
    }
    let version = try requestedVersion(call, of: workflow)
    do {
      try publish(workflow, version, now: call.now)
    } catch {
      if behaviour.failedUpdate == .deactivates {
        failActivation(workflow, counter: behaviour.failedActivationCounter, now: call.now)
      }
      throw error
    }
    workflow.versionCounter += behaviour.publishCounter.now
    if behaviour.publishCounter.later > 0 {
      later(workflow, .raiseCounter(behaviour.publishCounter.later), at: call.now)
    }
    return answer(workflow, wasActive ? behaviour.shapes.activateAgain : behaviour.shapes.activate)
  }

  /// POST /workflows/{id}/deactivate and unpublish.
  mutating func deactivateWorkflow(_ call: Call) throws(Refusal) -> Answer {
    let workflow = try workflow(call.id, to: "deactivate")
    let shape = workflow.isActive ? behaviour.shapes.deactivate : behaviour.shapes.deactivateAgain
    unpublish(workflow, now: call.now)
    return answer(workflow, shape)
  }

  /// POST /workflows/{id}/archive.
  mutating func archiveWorkflow(_ call: Call) throws(Refusal) -> Answer {
    let workflow = try workflow(call.id, to: "archive")
    if workflow.isArchived { return answer(workflow, behaviour.shapes.archiveAgain) }
    unpublish(workflow, now: call.now)
    renew(workflow, isArchived: true, now: call.now)
    return answer(workflow, behaviour.shapes.archive)
  }

  /// POST /workflows/{id}/unarchive.
  mutating func unarchiveWorkflow(_ call: Call) throws(Refusal) -> Answer {
    let workflow = try workflow(call.id, to: "unarchive")
    guard workflow.isArchived else { throw Refusal(400, "Workflow is not archived.") }
    renew(workflow, isArchived: false, now: call.now)
    return answer(workflow, behaviour.shapes.unarchive)
  }

  /// PUT /workflows/{id}/transfer: only team projects can be targets, and there are none without a licence.
  func transferWorkflow(_ call: Call) throws(Refusal) -> Answer {
    _ = try workflow(call.id)
    throw Refusal(
      behaviour.unknownThingStatus,
      "Could not find project with the id \"\(call.body["destinationProjectId"]?.stringValue ?? "")\". "
        + "Make sure you have the permission to create workflows in it.")
  }

  private func requestedVersion(_ call: Call, of workflow: StoredWorkflow) throws(Refusal) -> String {
    guard let asked = call.body["versionId"]?.stringValue, behaviour.reactivates else {
      return workflow.versionID
    }
    guard workflow.versions[asked] != nil else {
      throw Refusal(behaviour.unknownThingStatus, "Version not found")
    }
    workflow.label(
      asked, name: call.body["name"]?.stringValue, description: call.body["description"]?.stringValue)
    return asked
  }

  /// Archiving makes a new version of the same content, and the database's clock sets `updatedAt` afterwards.
  private mutating func renew(_ workflow: StoredWorkflow, isArchived: Bool, now: Int) {
    workflow.isArchived = isArchived
    workflow.versionID = identifiers.next(.version)
    workflow.saveVersion(authors: owner.name, now: now)
    later(workflow, .touch(Timestamp.fullSecond(now)), at: now)
  }
}
