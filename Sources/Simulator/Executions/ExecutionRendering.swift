internal import JSON

/// Writes executions as the release's endpoints answer them.
struct ExecutionRendering {
  let behaviour: Behaviour

  /// An item of GET /executions.
  func item(_ execution: Execution, withData: Bool) -> JSON {
    var object = head(execution)
    if withData {
      if behaviour.detailsExecutions {
        object["storedAt"] = "db"
        object["jsonSizeBytes"] = size(of: execution)
        object["workflowVersionId"] = .string(execution.versionID)
      }
      addData(of: execution, to: &object)
    }
    return .object(object)
  }

  /// The answer of GET /executions/{id}.
  func single(_ execution: Execution, withData: Bool) -> JSON {
    var object = head(execution)
    object["createdAt"] = Timestamp.json(execution.startedAt)
    object["deletedAt"] = .null
    if behaviour.saysWhereStored { object["storedAt"] = "db" }
    if behaviour.detailsExecutions {
      object["tracingContext"] = .null
      object["deduplicationKey"] = .null
      object["jsonSizeBytes"] = size(of: execution)
      object["binaryDataSizeBytes"] = 0
      object["workflowVersionId"] = .string(execution.versionID)
      object["usedPrivateCredentials"] = false
    }
    if withData {
      if behaviour.saysWhereStored { object["workflowVersionId"] = .string(execution.versionID) }
      addData(of: execution, to: &object)
    }
    return .object(object)
  }

  /// The answer of POST /executions/{id}/retry. `retryOf` is a number before 2.40.7.
  func retried(_ execution: Execution, of original: Execution) -> JSON {
    let number = JSONNumber(original.id)
    var object: JSONObject = [
      "id": .string(String(execution.id)), "mode": .string(execution.mode),
      "startedAt": Timestamp.json(execution.startedAt), "workflowId": .string(execution.workflowID),
      "finished": .bool(execution.status == .success),
      "retryOf": behaviour.retryOfIsNumber ? .number(number) : .string(number.text),
      "status": .string(execution.status.rawValue),
    ]
    addData(of: execution, to: &object)
    if behaviour.saysWhereStored { object["storedAt"] = "db" }
    return .object(object)
  }

  /// The answer of POST /executions/{id}/stop: no id (recordings, waiting | stop).
  func stopped(_ execution: Execution) -> JSON {
    [
      "mode": .string(execution.mode), "startedAt": Timestamp.json(execution.startedAt),
      "stoppedAt": Timestamp.json(execution.stoppedAt), "finished": false,
      "status": .string(execution.status.rawValue),
    ]
  }

  private func head(_ execution: Execution) -> JSONObject {
    [
      "id": .string(String(execution.id)), "finished": .bool(execution.status == .success),
      "mode": .string(execution.mode), "retryOf": id(execution.retryOf),
      "retrySuccessId": id(execution.retrySuccessID), "status": .string(execution.status.rawValue),
      "startedAt": Timestamp.json(execution.startedAt), "stoppedAt": Timestamp.json(execution.stoppedAt),
      "workflowId": .string(execution.workflowID), "waitTill": Timestamp.json(execution.waitTill),
    ]
  }

  private func id(_ number: Int?) -> JSON { JSON(number.map(String.init)) }

  private func size(of execution: Execution) -> JSON {
    .number(JSONNumber(ExecutionData(execution: execution).json.bytes(.compact).count))
  }

  private func addData(of execution: Execution, to object: inout JSONObject) {
    let data = ExecutionData(execution: execution)
    object["data"] = data.json
    object["workflowData"] = data.workflow
    object["customData"] = [:]
  }
}
