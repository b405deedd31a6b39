internal import JSON

extension Instance {
  /// Stores a document as it is.
  mutating func importWorkflow(_ document: JSON, nodes: JSON, active: Bool, now: Int) -> String {
    let workflow = StoredWorkflow(
      id: identifiers.next(.workflow), name: document["name"]?.stringValue ?? "My workflow",
      content: StoredWorkflow.Content(
        nodes: nodes, connections: document["connections"] ?? [:],
        nodeGroups: document["nodeGroups"] ?? []),
      settings: document["settings"]?.objectValue ?? [:], versionID: identifiers.next(.version), now: now)
    workflow.description = document["description"] ?? .null
    workflow.staticData = document["staticData"] ?? .null
    workflow.pinData = document["pinData"] ?? .null
    workflow.meta = document["meta"] ?? .null
    workflow.saveVersion(authors: owner.name, now: now)
    for tag in document["tags"]?.arrayValue ?? [] {
      guard let name = tag.stringValue ?? tag["name"]?.stringValue else { continue }
      workflow.tagIDs.append(self.tag(named: name, now: now).id)
    }
    insert(workflow)
    if active { force(workflow, now: now) }
    return workflow.id
  }

  /// The tag with that name, made where there is none.
  mutating func tag(named name: String, now: Int) -> StoredTag {
    tags.first { $0.name == name } ?? addTag(name, now: now)
  }

  /// Publishes without checks and without delay.
  mutating func force(_ workflow: StoredWorkflow, now: Int) {
    let old = workflow.activeVersionID
    workflow.activeVersionID = workflow.versionID
    if let old {
      let ended = behaviour.deactivatesOldVersion ? old : workflow.versionID
      record(workflow, ended, isActivation: false, now)
    }
    record(workflow, workflow.versionID, isActivation: true, now)
    register(workflow, workflow.versionID)
  }

  /// Stores a change by hand as the editor does (recordings, editor): 1.123.81 makes a new version with every save and
  /// publishes it where the workflow is active; later releases only when nodes or connections change, and when asked.
  mutating func edit(
    _ id: String, publish: Bool, now: Int, _ change: (inout JSON) -> Void
  ) throws(SimulatorError) {
    guard let workflow = workflows[id] else { throw .unknownWorkflow(id) }
    var document: JSON = [
      "name": .string(workflow.name), "nodes": workflow.content.nodes,
      "connections": workflow.content.connections, "settings": .object(workflow.settings),
      "pinData": workflow.pinData, "staticData": workflow.staticData,
    ]
    change(&document)
    let content = StoredWorkflow.Content(
      nodes: document["nodes"] ?? [], connections: document["connections"] ?? [:],
      nodeGroups: workflow.content.nodeGroups)
    let settings = document["settings"]?.objectValue ?? [:]
    let isEveryUpdate = behaviour.counterRule == .everyUpdate
    if isEveryUpdate || content != workflow.content || settings != workflow.settings {
      workflow.versionCounter += 1
    }
    let isNew = behaviour.versionRule == .anyDifference || content != workflow.content
    workflow.name = document["name"]?.stringValue ?? workflow.name
    workflow.content = content
    workflow.settings = settings
    workflow.pinData = document["pinData"] ?? .null
    workflow.staticData = document["staticData"] ?? .null
    workflow.updatedAt = now
    if isNew {
      workflow.versionID = identifiers.next(.version)
      workflow.saveVersion(authors: owner.name, now: now, autosaved: !behaviour.savePublishes)
    }
    if publish || workflow.isActive && behaviour.savePublishes { force(workflow, now: now) }
  }
}
