internal import JSON

extension Instance {
  /// GET /tags.
  func listTags(_ call: Call) throws(Refusal) -> Answer {
    let rendering = WorkflowRendering(instance: self, occasion: .reading)
    return try page(of: tags.count, call) { .array(tags[$0].map(rendering.tag)) }
  }

  /// GET /tags/{id}.
  func readTag(_ call: Call) throws(Refusal) -> Answer {
    Answer(WorkflowRendering(instance: self, occasion: .reading).tag(tags[try tagIndex(call.id)]))
  }

  /// POST /tags.
  mutating func createTag(_ call: Call) throws(Refusal) -> Answer {
    let name = try tagName(call)
    let tag = addTag(name, now: call.now)
    return Answer(WorkflowRendering(instance: self, occasion: .writing).tag(tag), status: 201)
  }

  /// PUT /tags/{id}.
  mutating func updateTag(_ call: Call) throws(Refusal) -> Answer {
    let index = try tagIndex(call.id)
    tags[index].name = try tagName(call, except: call.id)
    tags[index].updatedAt = call.now
    forgetLists(with: call.id)
    let tag = tags[index]
    return Answer([
      "id": .string(tag.id), "name": .string(tag.name), "updatedAt": Timestamp.json(tag.updatedAt),
    ])
  }

  /// DELETE /tags/{id}: takes the tag off all workflows.
  mutating func deleteTag(_ call: Call) throws(Refusal) -> Answer {
    let tag = tags.remove(at: try tagIndex(call.id))
    for workflow in workflows.values where workflow.tagIDs.contains(tag.id) {
      workflow.tagIDs.removeAll { $0 == tag.id }
    }
    return Answer([
      "updatedAt": Timestamp.json(tag.updatedAt), "createdAt": Timestamp.json(tag.createdAt),
      "id": .string(tag.id), "name": .string(tag.name),
    ])
  }

  /// GET /workflows/{id}/tags.
  func readWorkflowTags(_ call: Call) throws(Refusal) -> Answer {
    let rendering = WorkflowRendering(instance: self, occasion: .reading)
    return Answer(.array(tags(of: try workflow(call.id)).map(rendering.tag)))
  }

  /// PUT /workflows/{id}/tags: replaces all; `updatedAt` of the workflow stays.
  mutating func updateWorkflowTags(_ call: Call) throws(Refusal) -> Answer {
    let workflow = try workflow(call.id)
    try check(call.body, by: .array(.object([.init("id", .string())], required: ["id"])))
    let ids = (call.body.arrayValue ?? []).compactMap { $0["id"]?.stringValue }
    guard ids.allSatisfy({ id in tags.contains { $0.id == id } }) else {
      throw Refusal(404, "Some tags not found")
    }
    workflow.tagIDs = ids
    return try readWorkflowTags(call)
  }

  /// Makes a tag, without any check.
  mutating func addTag(_ name: String, now: Int) -> StoredTag {
    let tag = StoredTag(id: identifiers.next(.tag), name: name, createdAt: now, updatedAt: now)
    tags.append(tag)
    return tag
  }

  private func tagIndex(_ id: String) throws(Refusal) -> Int {
    guard let index = tags.firstIndex(where: { $0.id == id }) else { throw .notFound }
    return index
  }

  /// The name of the body. Names are unique and have at most 24 characters; n8n gives one answer to both offences.
  private func tagName(_ call: Call, except id: String? = nil) throws(Refusal) -> String {
    try check(call.body, by: .object([.init("name", .string())], required: ["name"]))
    let name = (call.body["name"]?.stringValue ?? "").trimmed
    guard (1...24).contains(name.utf16.count), !tags.contains(where: { $0.name == name && $0.id != id })
    else { throw Refusal(409, "Tag already exists") }
    return name
  }

  private func forgetLists(with tagID: String) {
    for workflow in workflows.values where workflow.tagIDs.contains(tagID) { workflow.listItems = [:] }
  }
}

extension String {
  /// Without spaces and line ends at both ends.
  fileprivate var trimmed: String {
    let head = drop(while: \.isWhitespace)
    return String(head.reversed().drop(while: \.isWhitespace).reversed())
  }
}
