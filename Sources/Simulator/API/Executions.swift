internal import JSON

extension Instance {
  /// GET /executions: newest first. Waiting ones are left out by releases before 2.30.8 (recordings, waiting).
  func listExecutions(_ call: Call) throws(Refusal) -> Answer {
    if let status = call.request.parameter("status"),
      let problem = behaviour.dialect.problem(
        withQuery: "status", value: status, allowed: behaviour.executionStatuses)
    {
      throw Refusal(400, problem)
    }
    let paging = try paging(call)
    let limit = paging.limit == 0 ? executions.count : paging.limit
    let filter = ExecutionFilter(call, paging, listsWaiting: behaviour.listsWaiting)
    // One more than is shown tells whether there is a next page.
    let rows = Array(executions.reversed().lazy.filter(filter.accepts).prefix(limit + 1))
    let shown = rows.prefix(limit)
    let rendering = ExecutionRendering(behaviour: behaviour)
    let withData = call.flag("includeData")
    return Answer([
      "data": .array(shown.map { rendering.item($0, withData: withData) }),
      "nextCursor": rows.count > shown.count ? cursor(after: shown.last, limit) : .null,
    ])
  }

  /// GET /executions/{id}.
  func readExecution(_ call: Call) throws(Refusal) -> Answer {
    let execution = executions[try executionIndex(call.id)]
    return Answer(
      ExecutionRendering(behaviour: behaviour).single(execution, withData: call.flag("includeData")))
  }

  /// DELETE /executions/{id}. The answer's id is a number.
  mutating func deleteExecution(_ call: Call) throws(Refusal) -> Answer {
    let execution = executions.remove(at: try executionIndex(call.id))
    let answer = ExecutionRendering(behaviour: behaviour).single(execution, withData: false)
    guard var object = answer.objectValue else { return Answer(answer) }
    object["id"] = .number(JSONNumber(execution.id))
    return Answer(.object(object))
  }

  /// POST /executions/{id}/retry: runs to the end before it answers; a stopped wait runs on at once.
  mutating func retryExecution(_ call: Call) throws(Refusal) -> Answer {
    let index = try executionIndex(call.id)
    let original = executions[index]
    guard original.status != .success else {
      throw Refusal(409, "The execution succeeded, so it cannot be retried.")
    }
    guard let workflow = workflows[original.workflowID] else { throw .notFound }
    let version = retriedVersion(
      original, workflow, loadWorkflow: call.body["loadWorkflow"] == true, call.now)
    let start = original.run.steps.first?.node ?? ""
    let run = Runner(content: version.content).run(from: start, passesWaits: true)
    var retry = record(run, of: workflow, version, mode: "retry", startedAt: call.now, duration: 5)
    retry.retryOf = original.id
    if let place = executions.lastIndex(where: { $0.id == retry.id }) { executions[place] = retry }
    if retry.status == .success { executions[index].retrySuccessID = retry.id }
    return Answer(ExecutionRendering(behaviour: behaviour).retried(retry, of: original))
  }

  /// POST /executions/{id}/stop.
  mutating func stopExecution(_ call: Call) throws(Refusal) -> Answer {
    let index = try executionIndex(call.id)
    guard executions[index].status == .waiting else {
      throw Refusal(
        409,
        "Only running or waiting executions can be stopped and \(call.id) is currently \(executions[index].status.rawValue)"
      )
    }
    cancel(index, now: call.now)
    return Answer(ExecutionRendering(behaviour: behaviour).stopped(executions[index]))
  }

  /// POST /executions/stop: all that wait, of one workflow or of all (not recorded; by openapi.yml).
  mutating func stopExecutions(_ call: Call) throws(Refusal) -> Answer {
    let wanted = call.body["workflowId"]?.stringValue
    let indices = executions.indices.filter { index in
      executions[index].status == .waiting && (wanted == nil || executions[index].workflowID == wanted)
    }
    for index in indices { cancel(index, now: call.now) }
    return Answer(["stopped": .number(JSONNumber(indices.count))])
  }

  private func cursor(after last: Execution?, _ limit: Int) -> JSON {
    guard let last else { return .null }
    return Paging.cursor(["lastId": .string(String(last.id)), "limit": .number(JSONNumber(limit))])
  }

  private func executionIndex(_ id: String) throws(Refusal) -> Int {
    guard let number = Int(id), let index = executions.lastIndex(where: { $0.id <= number }),
      executions[index].id == number
    else { throw .notFound }
    return index
  }

  private mutating func cancel(_ index: Int, now: Int) {
    executions[index].status = .canceled
    executions[index].stoppedAt = now
    executions[index].waitTill = nil
  }

  /// A retry runs what ran, or the present draft where `loadWorkflow` asks for it.
  private func retriedVersion(
    _ original: Execution, _ workflow: StoredWorkflow, loadWorkflow: Bool, _ now: Int
  ) -> WorkflowVersion {
    WorkflowVersion(
      id: loadWorkflow ? workflow.versionID : original.versionID,
      content: loadWorkflow ? workflow.content : original.snapshot.content, authors: owner.name,
      autosaved: false, createdAt: now)
  }
}
