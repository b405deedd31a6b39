package import JSON

extension WorkflowAnalysis {
  /// The analysis as JSON. Secrets say where they stand, not what they are.
  package var json: JSON {
    [
      "complexity": .number(JSONNumber(complexity)), "complexityLevel": .string(complexityLevel.rawValue),
      "nodes": .number(JSONNumber(shape.nodes)), "connections": .number(JSONNumber(shape.connections)),
      "depth": .number(JSONNumber(shape.depth)), "branches": .number(JSONNumber(shape.branches)),
      "widestBranching": .number(JSONNumber(shape.widestBranching)),
      "loops": .number(JSONNumber(shape.loops)),
      "codeLines": .number(JSONNumber(codeLines)), "unconnected": .strings(shape.unconnected),
      "triggers": .array(triggers.map(\.json)), "hosts": .strings(hosts),
      "calls": .array(calls.map(\.json)),
      "dynamicAddresses": .number(JSONNumber(dynamicAddresses)),
      "credentials": .strings(credentials),
      "subWorkflows": .strings(subWorkflows),
      "dynamicSubWorkflows": .bool(hasDynamicWorkflows),
      "errorHandling": [
        "present": .bool(errorHandling.isPresent), "errorWorkflow": .bool(errorHandling.hasErrorWorkflow),
        "tolerating": .strings(errorHandling.toleratingNodes),
        "retrying": .strings(errorHandling.retryingNodes), "stopping": .strings(errorHandling.stoppingNodes),
      ],
      "disabled": .strings(disabledNodes), "outdated": .array(outdatedNodes.map(\.json)),
      "secrets": .array(secrets.map(\.json)),
    ]
  }
}

extension TriggerSummary {
  /// The trigger as JSON.
  package var json: JSON {
    ["node": .string(node), "kind": .string(kind.rawValue), "times": .strings(times)]
  }
}

extension HTTPCall {
  /// The call as JSON; without a host where only a run knows it.
  package var json: JSON {
    var result: JSONObject = ["node": .string(node), "by": .string(origin.rawValue)]
    result["host"] = host.map(JSON.string)
    return .object(result)
  }
}

extension OutdatedNode {
  /// The node as JSON; members without a value are left out.
  package var json: JSON {
    var result: JSONObject = [
      "node": .string(node), "type": .string(type), "standing": .string(standing.rawValue),
    ]
    result["replacement"] = replacement.map(JSON.string)
    result["version"] = version.map { .number(JSONNumber($0)) }
    result["newest"] = newest.map { .number(JSONNumber($0)) }
    return .object(result)
  }
}

extension SecretFinding {
  /// The finding as JSON, without the secret; a finding outside of nodes names none.
  package var json: JSON {
    var result: JSONObject = [
      "detector": .string(detector), "kind": .string(kind), "confidence": .string(confidence.rawValue),
      "pointer": .string(pointer.description),
    ]
    result["node"] = node.map(JSON.string)
    return .object(result)
  }
}

extension CredentialReference {
  /// The credential for people: `type: name`.
  package var text: String {
    switch self {
    case .logical(let credential): "\(credential.type): \(credential.name)"
    case .instance(let type, let id, let name): "\(type): \(name) (\(id ?? "no id"))"
    }
  }
}

extension WorkflowReference {
  /// The workflow for people: its canonical id, or the instance's.
  package var text: String {
    switch self {
    case .canonical(let id): id
    case .instance(let id): "\(id) (not mapped)"
    }
  }
}

extension JSON {
  fileprivate static func strings(_ texts: [String]) -> JSON { .array(texts.map(JSON.string)) }
}
