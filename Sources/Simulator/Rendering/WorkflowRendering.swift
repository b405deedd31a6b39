internal import JSON

/// Writes workflows as the release's endpoints answer them.
struct WorkflowRendering {
  /// Which answer is written: it decides on the order of the publish history.
  enum Occasion {
    /// A reading: activations first, as the database index gives them.
    case reading
    /// The answer of a write: in the order of the events.
    case writing
  }

  let instance: Instance
  let occasion: Occasion

  func json(
    _ workflow: StoredWorkflow, _ extras: [Shapes.Extra], leavingOut missing: Set<String> = []
  ) -> JSON {
    var object = JSONObject()
    for key in shapes.workflow where !missing.contains(key) { object[key] = value(key, of: workflow) }
    for extra in extras { add(extra, of: workflow, to: &object) }
    return .object(object)
  }

  /// An element of `shared`.
  func share(of workflow: StoredWorkflow, withProject: Bool) -> JSON {
    let values: JSONObject = [
      "updatedAt": Timestamp.json(workflow.createdAt), "createdAt": Timestamp.json(workflow.createdAt),
      "role": "workflow:owner", "workflowId": .string(workflow.id),
      "projectId": .string(instance.owner.projectID), "project": project,
    ]
    return values.ordered(by: shapes.share.filter { $0 != "project" || withProject })
  }

  func tag(_ tag: StoredTag) -> JSON {
    let values: JSONObject = [
      "id": .string(tag.id), "name": .string(tag.name), "createdAt": Timestamp.json(tag.createdAt),
      "updatedAt": Timestamp.json(tag.updatedAt),
    ]
    return values.ordered(by: shapes.tag)
  }

  /// `activeVersion` and the answer of GET /workflows/{id}/{versionId}.
  func version(_ version: WorkflowVersion, of workflow: StoredWorkflow, keys: [String]) -> JSON {
    let values: JSONObject = [
      "updatedAt": Timestamp.json(version.createdAt), "createdAt": Timestamp.json(version.createdAt),
      "versionId": .string(version.id), "workflowId": .string(workflow.id), "nodes": version.content.nodes,
      "connections": version.content.connections, "nodeGroups": version.content.nodeGroups,
      "authors": .string(version.authors), "name": JSON(version.name),
      "description": JSON(version.description), "autosaved": .bool(version.autosaved),
      "workflowPublishHistory": history(of: version, workflow),
    ]
    return values.ordered(by: keys)
  }

  private var shapes: Shapes { instance.behaviour.shapes }

  private func value(_ key: String, of workflow: StoredWorkflow) -> JSON {
    switch key {
    case "id": .string(workflow.id)
    case "name": .string(workflow.name)
    case "description": workflow.description
    case "active": .bool(workflow.isActive)
    case "isArchived": .bool(workflow.isArchived)
    case "nodes": workflow.content.nodes
    case "connections": workflow.content.connections
    case "nodeGroups": workflow.content.nodeGroups
    case "settings": .object(workflow.settings)
    case "staticData": workflow.staticData
    case "meta": workflow.meta
    case "pinData": workflow.pinData
    case "versionId": .string(workflow.versionID)
    case "activeVersionId": JSON(workflow.activeVersionID)
    case "versionCounter": .number(JSONNumber(workflow.versionCounter))
    case "triggerCount": .number(JSONNumber(workflow.triggerCount))
    case "createdAt": Timestamp.json(workflow.createdAt)
    case "updatedAt": Timestamp.json(workflow.updatedAt)
    default: .null
    }
  }

  private func add(_ extra: Shapes.Extra, of workflow: StoredWorkflow, to object: inout JSONObject) {
    switch extra {
    case .shared: object["shared"] = [share(of: workflow, withProject: true)]
    case .sharedWithoutProject: object["shared"] = [share(of: workflow, withProject: false)]
    case .tags: object["tags"] = .array(instance.tags(of: workflow).map(tag))
    case .parentFolder: object["parentFolder"] = .null
    case .activeVersion: object["activeVersion"] = activeVersion(of: workflow, keys: shapes.version)
    case .activeVersionAlone:
      let keys = shapes.version.filter { $0 != "workflowPublishHistory" }
      object["activeVersion"] = activeVersion(of: workflow, keys: keys)
    }
  }

  private func activeVersion(of workflow: StoredWorkflow, keys: [String]) -> JSON {
    workflow.activeVersion.map { version($0, of: workflow, keys: keys) } ?? .null
  }

  private func history(of version: WorkflowVersion, _ workflow: StoredWorkflow) -> JSON {
    let rows = workflow.publishRows.filter { $0.versionID == version.id }
    let ordered: [PublishRow] =
      switch occasion {
      case .writing: rows
      case .reading: rows.filter(\.isActivation) + rows.filter { !$0.isActivation }
      }
    return .array(
      ordered.map { row in
        [
          "id": .number(JSONNumber(row.id)), "workflowId": .string(workflow.id),
          "versionId": .string(row.versionID),
          "event": .string(row.isActivation ? "activated" : "deactivated"),
          "userId": .string(instance.owner.id), "createdAt": Timestamp.json(row.createdAt),
        ]
      })
  }

  private var project: JSON {
    let values: JSONObject = [
      "id": .string(instance.owner.projectID),
      "name": .string("\(instance.owner.name) <\(instance.owner.email)>"), "type": "personal",
      "icon": .null, "description": .null, "customTelemetryTags": [],
      "creatorId": .string(instance.owner.id), "createdAt": Timestamp.json(instance.startedAt),
      "updatedAt": Timestamp.json(instance.startedAt), "projectRelations": [relation],
    ]
    return values.ordered(by: shapes.project)
  }

  /// 1.123.81 shows the owner's person in the project.
  private var relation: JSON {
    let owner = instance.owner
    let started = Timestamp.json(instance.startedAt)
    let user: JSON = [
      "updatedAt": started, "createdAt": started, "id": .string(owner.id), "email": .string(owner.email),
      "firstName": .string(owner.firstName), "lastName": .string(owner.lastName),
      "personalizationAnswers": .null, "settings": userSettings, "disabled": false,
      "mfaEnabled": false, "lastActiveAt": .string(String(Timestamp.text(instance.startedAt).prefix(10))),
      "isPending": false,
    ]
    return [
      "updatedAt": started, "createdAt": started, "userId": .string(owner.id),
      "projectId": .string(owner.projectID), "user": user,
    ]
  }

  private var userSettings: JSON {
    guard let first = instance.firstSuccess else { return ["userActivated": false] }
    return [
      "userActivated": true, "firstSuccessfulWorkflowId": .string(first.workflowID),
      "userActivatedAt": .number(JSONNumber(first.time)),
    ]
  }
}

extension JSONObject {
  /// The members with these keys, in this order.
  func ordered(by keys: [String]) -> JSON {
    .object(JSONObject(keys.compactMap { key in self[key].map { (key, $0) } }))
  }
}

extension Instance {
  /// The answer about a workflow after something was written.
  func answer(_ workflow: StoredWorkflow, _ extras: [Shapes.Extra]) -> Answer {
    Answer(WorkflowRendering(instance: self, occasion: .writing).json(workflow, extras))
  }
}
