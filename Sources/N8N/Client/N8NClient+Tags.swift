internal import JSON

extension N8NClient {
  /// All tags.
  package func tags() -> PageSequence<RemoteTag> { list("/tags", scope: "tag:list") }

  /// Makes a tag. `alreadyExists` is no proof that there is one: a name that is too long is told the same way.
  package func createTag(name: String) async throws(N8NError) -> RemoteTag {
    var call = Call("POST", "/tags", scope: "tag:create")
    call.body = ["name": .string(name)]
    return try await document(call)
  }

  /// The tags of a workflow.
  package func tags(ofWorkflow id: String) async throws(N8NError) -> [RemoteTag] {
    try await tagList(Call("GET", try path("/workflows", id, "/tags"), scope: "workflowTags:list"))
  }

  /// Gives a workflow exactly these tags, by their ids.
  package func setTags(_ ids: [String], ofWorkflow id: String) async throws(N8NError) -> [RemoteTag] {
    var call = Call("PUT", try path("/workflows", id, "/tags"), scope: "workflowTags:update")
    call.body = .array(ids.map { ["id": .string($0)] })
    return try await tagList(call)
  }

  private func tagList(_ call: Call) async throws(N8NError) -> [RemoteTag] {
    guard let entries = try await send(call).json.arrayValue else {
      throw failure(call, .unexpectedShape, "the answer is not a list of tags")
    }
    return entries.compactMap(RemoteTag.init)
  }

  /// A list without filters, 250 items a page.
  func list<Item: RemoteDocument>(
    _ path: String, scope: String, _ query: [(name: String, value: String)] = []
  ) -> PageSequence<Item> {
    var call = Call("GET", path, scope: scope)
    call.query = [("limit", "250")] + query
    return PageSequence(client: self, call: call)
  }
}
