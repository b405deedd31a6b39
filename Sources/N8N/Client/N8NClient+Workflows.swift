package import JSON

/// Which workflows a list has.
package struct WorkflowFilter: Sendable, Hashable {
  /// Only those that run, or only those that do not.
  package var isActive: Bool?
  /// Only those that have all of these tags, by name.
  package var tags: [String] = []
  /// Only those whose name has this in it: n8n looks for a part, not for the whole.
  package var name: String?
  /// Only those of a project.
  package var projectId: String?
  /// Workflows a page: 1 to 250, n8n's own bound.
  package var pageSize = 250
  /// Whether pinned data is left out where the instance can.
  package var excludesPinnedData = true

  /// All workflows.
  package init() {}
}

extension N8NClient {
  /// All workflows that the key sees, archived ones included, page by page.
  ///
  /// - Parameter known: what need not be read again; with it, also an empty one, pages tell the digests of their items.
  package func workflows(
    _ filter: WorkflowFilter = WorkflowFilter(), known: KnownEntries? = nil
  ) -> PageSequence<RemoteWorkflow> {
    var call = Call("GET", "/workflows", scope: "workflow:list")
    call.query = [("limit", String(min(max(filter.pageSize, 1), 250)))]
    if let isActive = filter.isActive { call.query.append(("active", isActive ? "true" : "false")) }
    if !filter.tags.isEmpty { call.query.append(("tags", filter.tags.joined(separator: ","))) }
    if let name = filter.name { call.query.append(("name", name)) }
    if let projectId = filter.projectId { call.query.append(("projectId", projectId)) }
    call.query += pinnedDataQuery(filter.excludesPinnedData)
    return PageSequence(client: self, call: call, known: known)
  }

  /// One workflow.
  package func workflow(
    id: String, excludingPinnedData: Bool = false
  ) async throws(N8NError) -> RemoteWorkflow {
    var call = Call("GET", try path("/workflows", id), scope: "workflow:read")
    call.query = pinnedDataQuery(excludingPinnedData)
    return try await document(call)
  }

  /// One workflow, or nil where it does not exist or the key's user cannot see it: the proof that absence from a
  /// list is not (trap 12). Only n8n's own words prove it: a gateway that lets some paths through answers 404 too.
  package func workflowIfPresent(id: String) async throws(N8NError) -> RemoteWorkflow? {
    do {
      return try await workflow(id: id, excludingPinnedData: true)
    } catch  where error.kind == .notFound && error.cause.contains("Not Found") {
      return nil
    }
  }

  /// A version of a workflow by its id: nodes, connections, name, authors (1.123).
  package func workflowVersion(id: String, versionId: String) async throws(N8NError) -> JSON {
    // The short form is deprecated from 2.38 on and still answers (api.md 2.1); it serves all releases.
    guard let version = PercentEncoding.segment(versionId) else {
      throw failure(Call("GET", "/workflows/..."), .invalidRequest, "a version id cannot stand in a path")
    }
    let call = Call("GET", try path("/workflows", id, "/\(version)"), scope: "workflow:read")
    return try await send(call).json
  }

  /// Makes a workflow, inactive. A time-out leaves the outcome unknown: look for it before making it again.
  package func createWorkflow(_ body: WriteBody) async throws(N8NError) -> RemoteWorkflow {
    var call = Call("POST", "/workflows", scope: "workflow:create")
    call.body = body.json
    return try await document(call)
  }

  /// Replaces a workflow's content. On an active workflow this publishes and restarts its triggers, even with
  /// identical content (trap 7), unless `publishIfActive` is false and the instance can keep a draft.
  ///
  /// A refusal may come after the content was saved (trap 1): read the workflow again whatever is thrown.
  package func updateWorkflow(
    id: String, _ body: WriteBody, publishIfActive: Bool = true
  ) async throws(N8NError) -> RemoteWorkflow {
    var call = Call("PUT", try path("/workflows", id), scope: "workflow:update")
    call.body = body.json
    if !publishIfActive {
      guard capabilities?.publishModel == .publishIfActive else {
        throw failure(call, .unsupported, "this n8n cannot save a draft of an active workflow")
      }
      call.query = [("publishIfActive", "false")]
    }
    return try await document(call)
  }

  /// Deletes a workflow with its executions, for good. From 2.40 on an active one is refused.
  package func deleteWorkflow(id: String) async throws(N8NError) -> RemoteWorkflow {
    try await document(Call("DELETE", try path("/workflows", id), scope: "workflow:delete"))
  }

  /// Archives a workflow, which stops it (2.15).
  package func archiveWorkflow(id: String) async throws(N8NError) -> RemoteWorkflow {
    try await document(Call("POST", try path("/workflows", id, "/archive"), scope: "workflow:delete"))
  }

  /// Brings an archived workflow back, inactive (2.15).
  package func unarchiveWorkflow(id: String) async throws(N8NError) -> RemoteWorkflow {
    try await document(Call("POST", try path("/workflows", id, "/unarchive"), scope: "workflow:delete"))
  }

  private func pinnedDataQuery(_ isWanted: Bool) -> [(name: String, value: String)] {
    isWanted && capabilities?.canExcludePinnedData == true ? [("excludePinnedData", "true")] : []
  }

  /// Sends a call and reads the one document it answers.
  func document<Item: RemoteDocument>(_ call: Call) async throws(N8NError) -> Item {
    let json = try await send(call).json
    if let item = Item(json) { return item }
    let cause = "the answer is \(json.kindName) without what identifies it"
    throw failure(call, call.isSafe ? .unexpectedShape : .outcomeUnknown, cause)
  }
}
