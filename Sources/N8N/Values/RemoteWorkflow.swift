package import JSON

/// A workflow as an instance gave it.
///
/// Members that a call leaves out (tags after an activation, description in lists) are nil here, which does not
/// mean "none".
package struct RemoteWorkflow: RemoteDocument, Hashable {
  package let json: JSON
  /// The instance's id.
  package let id: String
  /// The name; not unique.
  package let name: String

  package init?(_ json: JSON) {
    guard json.objectValue != nil, let id = json["id"]?.idValue, let name = json["name"]?.stringValue else {
      return nil
    }
    self.json = json
    self.id = id
    self.name = name
  }

  /// The id of the content that `nodes` and `connections` hold: in 2.x the draft.
  package var versionId: String? { json["versionId"]?.stringValue }
  /// When it was last saved, as n8n writes it. It can go back (trap 16).
  package var updatedAt: String? { json["updatedAt"]?.stringValue }
  /// When it was made.
  package var createdAt: String? { json["createdAt"]?.stringValue }
  /// Whether it runs.
  package var isActive: Bool { json["active"]?.boolValue ?? false }
  /// Whether it is archived; never where the release has no archive.
  package var isArchived: Bool { json["isArchived"]?.boolValue ?? false }
  /// The id of the version that runs; nil where none does or the release has none.
  package var activeVersionId: String? { json["activeVersionId"]?.stringValue }
  /// The version that runs, with its own nodes and connections; nil where none does or the answer leaves it out.
  package var activeVersion: JSON? { json["activeVersion"].flatMap { $0.objectValue == nil ? nil : $0 } }
  /// Its tags; nil where the answer leaves them out.
  package var tags: [RemoteTag]? { json["tags"]?.arrayValue?.compactMap(RemoteTag.init) }
  /// The personal or team project that owns it; nil where the answer leaves it out.
  package var projectId: String? {
    json["shared"]?.arrayValue?.first { $0["role"]?.stringValue == "workflow:owner" }?["projectId"]?
      .stringValue
  }

  /// Whether there is a draft that differs from what runs. False where nothing runs.
  package var hasUnpublishedDraft: Bool {
    guard isActive, let activeVersionId, let versionId else { return false }
    return activeVersionId != versionId
  }

  /// Whether the running version was really published: a version that a refused update left behind counts as
  /// published and has no history (trap 2). Nil where the answer does not tell.
  package var hasPublishHistory: Bool? {
    activeVersion?["workflowPublishHistory"]?.arrayValue.map { !$0.isEmpty }
  }

  /// The document with what runs in the place of the draft; nil where nothing runs.
  package var running: JSON? {
    guard isActive else { return nil }
    guard let activeVersion, case .object(var object) = json else { return json }
    for member in ["nodes", "connections", "nodeGroups"] {
      if let value = activeVersion[member], !value.isNull { object[member] = value }
    }
    return .object(object)
  }
}
