internal import JSON

/// What `includeData` adds to an execution, in the form of n8n's run data and with as little in it as a reader needs.
struct ExecutionData {
  let execution: Execution

  /// `data`.
  var json: JSON {
    var result: JSONObject = [:]
    if let error { result["error"] = error }
    result["runData"] = .object(runData)
    result["lastNodeExecuted"] = JSON(execution.run.steps.last?.node)
    return [
      "version": 1, "startData": [:], "resultData": .object(result),
      "executionData": [
        "contextData": [:], "nodeExecutionStack": [], "metadata": [:], "waitingExecution": [:],
        "waitingExecutionSource": [:],
      ],
    ]
  }

  /// `workflowData`: the workflow that ran.
  var workflow: JSON {
    let snapshot = execution.snapshot
    return [
      "id": .string(execution.workflowID), "name": .string(snapshot.name), "nodes": snapshot.content.nodes,
      "connections": snapshot.content.connections, "settings": .object(snapshot.settings),
      "nodeGroups": snapshot.content.nodeGroups,
    ]
  }

  private var runData: JSONObject {
    let last = execution.run.steps.count - 1
    return JSONObject(
      execution.run.steps.enumerated().map { index, step in
        (step.node, [task(of: step, index: index, failed: index == last && error != nil)])
      })
  }

  private func task(of step: Execution.Step, index: Int, failed: Bool) -> JSON {
    var task: JSONObject = [
      "startTime": .number(JSONNumber(execution.startedAt + index)),
      "executionIndex": .number(JSONNumber(index)),
      "source": step.previous.map { [["previousNode": .string($0)]] } ?? [], "hints": [],
      "executionTime": 1, "executionStatus": failed ? "error" : "success",
    ]
    if failed {
      task["error"] = error
    } else {
      task["data"] = ["main": [[["json": [:], "pairedItem": ["item": 0]]]]]
    }
    return .object(task)
  }

  private var error: JSON? {
    guard case .failure(let message) = execution.run.ending else { return nil }
    let name = execution.run.steps.last?.node ?? ""
    let node = execution.snapshot.content.readings.first { $0.name == name }?.json
    return [
      "level": "warning", "tags": [:], "timestamp": .number(JSONNumber(execution.stoppedAt)), "context": [:],
      "functionality": "regular", "name": "NodeOperationError", "node": node ?? .null, "messages": [],
      "message": .string(message), "stack": .string("NodeOperationError: \(message)"),
    ]
  }
}
