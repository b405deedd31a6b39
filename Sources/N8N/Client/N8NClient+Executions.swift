internal import HTTP
internal import JSON

/// Which executions a list has.
package struct ExecutionFilter: Sendable, Hashable {
  /// Only those of this status. Running ones are listed only when asked for (api.md 3.3).
  package var status: String?
  /// Only those of a workflow.
  package var workflowId: String?
  /// Only those that began after this time, RFC 3339; where the instance cannot (before 2.37) all are listed.
  package var startedAfter: String?
  /// Whether what passed through the workflow comes along: it can be tens of megabytes each, and it is secret.
  package var includesData = false
  /// Executions a page, 1 to 250.
  package var pageSize = 250

  /// All executions, without data, unless said.
  package init(status: String? = nil, workflowId: String? = nil, startedAfter: String? = nil) {
    self.status = status
    self.workflowId = workflowId
    self.startedAfter = startedAfter
  }
}

extension N8NClient {
  /// Executions, the newest first.
  package func executions(_ filter: ExecutionFilter = ExecutionFilter()) -> PageSequence<RemoteExecution> {
    var call = Call("GET", "/executions", scope: "execution:list")
    call.query = [("limit", String(min(max(filter.pageSize, 1), 250)))]
    if let status = filter.status { call.query.append(("status", status)) }
    if let workflowId = filter.workflowId { call.query.append(("workflowId", workflowId)) }
    if filter.includesData { call.query.append(("includeData", "true")) }
    if let startedAfter = filter.startedAfter, capabilities?.canFilterExecutionsByTime == true {
      call.query.append(("startedAfter", startedAfter))
    }
    return PageSequence(client: self, call: call)
  }

  /// Whether there are executions that are older than one, whatever a list has said: n8n's cursor names the execution
  /// that it follows (`{"lastId":"5","limit":2}`, recordings, executions), so that the end of a list can be proved.
  package func hasExecutions(before id: String) async throws(N8NError) -> Bool {
    var call = Call("GET", "/executions", scope: "execution:list")
    let cursor: JSON = ["lastId": .string(id), "limit": 1]
    call.query = [("limit", "1"), ("cursor", Base64URL.encodePadded(cursor.bytes(.compact)))]
    guard let entries = try await send(call).json["data"]?.arrayValue else {
      throw failure(call, .unexpectedShape, "the answer has no list under \"data\"")
    }
    return !entries.isEmpty
  }

  /// One execution; `notFound` where it was pruned.
  package func execution(id: String, includingData: Bool = false) async throws(N8NError) -> RemoteExecution {
    var call = Call("GET", try path("/executions", id), scope: "execution:read")
    if includingData { call.query = [("includeData", "true")] }
    return try await document(call)
  }

  /// Runs a failed execution again from the node that failed (1.112); answers when the new run has ended, and the
  /// new execution names this one in `retryOf`. After a time-out it is found by that.
  ///
  /// - Parameter usingDraft: whether the nodes as they are now run, not those that ran then.
  package func retryExecution(id: String, usingDraft: Bool = false) async throws(N8NError) -> RemoteExecution
  {
    var call = Call("POST", try path("/executions", id, "/retry"), scope: "execution:retry")
    call.body = ["loadWorkflow": .bool(usingDraft)]
    // The answer comes when the run has ended (api.md 3.3).
    call.timeouts = HTTPTimeouts(total: .seconds(600), stall: .seconds(600))
    return try await document(call)
  }

  /// Deletes an execution with its data.
  package func deleteExecution(id: String) async throws(N8NError) -> RemoteExecution {
    try await document(Call("DELETE", try path("/executions", id), scope: "execution:delete"))
  }
}
