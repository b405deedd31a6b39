internal import JSON

extension Instance {
  /// POST /workflows.
  mutating func createWorkflow(_ call: Call) throws(Refusal) -> Answer {
    try check(call.body, by: schemas.create)
    try checkProject(call.body)
    let workflow = try store(call.body, settings: newSettings(call.body["settings"]), now: call.now)
    return answer(workflow, behaviour.shapes.create)
  }

  /// GET /workflows/{id}.
  func readWorkflow(_ call: Call) throws(Refusal) -> Answer {
    let missing: Set<String> = call.flag("excludePinnedData") ? ["pinData"] : []
    let rendering = WorkflowRendering(instance: self, occasion: .reading)
    return Answer(
      rendering.json(try workflow(call.id), behaviour.shapes.get, leavingOut: missing))
  }

  /// DELETE /workflows/{id}.
  mutating func deleteWorkflow(_ call: Call) throws(Refusal) -> Answer {
    let workflow = try workflow(call.id)
    if behaviour.protectsPublished {
      if workflow.isActive {
        throw Refusal(409, "Cannot delete a published workflow. Unpublish it before deleting.")
      }
      if isStillUnpublishing(workflow) {
        throw Refusal(409, "Workflow is still being unpublished. Please try again in a few moments.")
      }
    }
    let answer = answer(workflow, behaviour.shapes.delete)
    remove(workflow)
    return answer
  }

  /// GET /workflows/{id}/{versionId}.
  func readVersion(_ call: Call) throws(Refusal) -> Answer {
    let workflow = try workflow(call.id)
    guard let version = workflow.versions[call.parameters["versionId"] ?? ""] else {
      throw Refusal(404, "Version not found")
    }
    let rendering = WorkflowRendering(instance: self, occasion: .reading)
    return Answer(rendering.version(version, of: workflow, keys: behaviour.shapes.versionAlone))
  }

  /// GET /workflows/{id}/history: the saved versions without their graphs, newest first (not recorded; by openapi.yml).
  func readHistory(_ call: Call) throws(Refusal) -> Answer {
    let workflow = try workflow(call.id)
    let keys = behaviour.shapes.version.filter {
      !["nodes", "connections", "nodeGroups", "workflowPublishHistory"].contains($0)
    }
    let rendering = WorkflowRendering(instance: self, occasion: .reading)
    let versions = workflow.versionOrder.reversed().compactMap { workflow.versions[$0] }
    return try page(of: versions.count, call) { range in
      .array(versions[range].map { rendering.version($0, of: workflow, keys: keys) })
    }
  }

  /// Refuses a body that the schema does not accept.
  func check(_ body: JSON, by schema: Schema) throws(Refusal) {
    if let problem = behaviour.dialect.problem(with: body, by: schema) { throw Refusal(400, problem) }
  }

  /// Refuses a name that is too short or too long, in UTF-16 units as JavaScript counts.
  func checkName(_ name: String) throws(Refusal) {
    if behaviour.checksNames, !(1...128).contains(name.utf16.count) {
      throw Refusal(400, "Workflow name must be 1 to 128 characters long.")
    }
  }

  private func checkProject(_ body: JSON) throws(Refusal) {
    guard let project = body["projectId"]?.stringValue, project != owner.projectID else { return }
    throw Refusal(404, "Project not found")
  }

  private mutating func store(_ body: JSON, settings: JSONObject, now: Int) throws(Refusal) -> StoredWorkflow
  {
    let name = body["name"]?.stringValue ?? ""
    try checkName(name)
    let content = try incomingContent(body)
    let workflow = StoredWorkflow(
      id: identifiers.next(.workflow), name: name, content: content, settings: settings,
      versionID: identifiers.next(.version), now: now)
    workflow.staticData = body["staticData"] ?? .null
    workflow.pinData = body["pinData"] ?? .null
    workflow.saveVersion(authors: owner.name, now: now)
    insert(workflow)
    return workflow
  }
}
