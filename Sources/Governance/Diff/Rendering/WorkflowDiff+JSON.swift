package import JSON

extension WorkflowDiff {
  /// The diff as JSON; `information` only where there is any.
  package var json: JSON {
    var result: JSONObject = [
      "changes": .array(changes.map(\.json)),
      "cosmetic": .bool(isCosmetic),
      "risk": risk.map(\.json) ?? .null,
      "storedDifferently": .bool(isStoredDifferently),
    ]
    if !information.isEmpty { result["information"] = .array(information.map(\.json)) }
    return .object(result)
  }
}

extension WorkflowChange {
  /// The change as JSON; members without a value are left out.
  package var json: JSON {
    var result: JSONObject = [
      "kind": .string(kind.rawValue), "risk": risk.json, "rule": .string(rule), "reason": .string(reason),
      "cosmetic": .bool(isCosmetic),
    ]
    result["node"] = node.map(JSON.string)
    result["nodeType"] = nodeType.map(JSON.string)
    result["from"] = from.map(JSON.string)
    result["pointer"] = pointer.map { .string($0.description) }
    result["old"] = old
    result["new"] = new
    result["connection"] = connection.map(\.json)
    result["lines"] = lines.map { .array($0.map(\.json)) }
    return .object(result)
  }
}

extension DiffInformation {
  /// The information as JSON; `nodes` only where it is about some.
  var json: JSON {
    var result: JSONObject = ["kind": .string(kind.rawValue), "text": .string(text)]
    if [.draftAdded, .draftChanged, .outputsReordered].contains(kind) {
      result["nodes"] = .array(nodes.map(JSON.string))
    }
    return .object(result)
  }
}

extension WorkflowConnection {
  /// The edge as JSON.
  package var json: JSON {
    [
      "source": .string(source), "type": .string(type), "output": .number(JSONNumber(output)),
      "target": .string(target), "inputType": .string(inputType), "input": .number(JSONNumber(input)),
    ]
  }
}

extension LineChange {
  /// The line as JSON; line numbers count from 1.
  package var json: JSON {
    var result: JSONObject = ["kind": .string(kind.rawValue)]
    if kind == .skipped {
      result["count"] = .number(JSONNumber(count))
    } else {
      result["text"] = .string(text)
    }
    result["oldLine"] = oldLine.map { .number(JSONNumber($0)) }
    result["newLine"] = newLine.map { .number(JSONNumber($0)) }
    return .object(result)
  }
}
