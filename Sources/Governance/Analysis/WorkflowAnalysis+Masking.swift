import JSON

// What an analysis says in the words of the workflow. What it says in words of its own stays: a password may be "simple".
extension WorkflowAnalysis {
  /// The analysis without secrets, in names too: a finding says where, never what.
  func masked(by mask: SecretMask) -> WorkflowAnalysis {
    var result = self
    result.name = mask.masked(name)
    result.shape.unconnected = shape.unconnected.map(mask.masked)
    result.triggers = triggers.map { $0.masked(by: mask) }
    result.calls = calls.map { $0.masked(by: mask) }
    result.credentials = credentials.map(mask.masked)
    result.subWorkflows = subWorkflows.map(mask.masked)
    result.errorHandling = errorHandling.masked(by: mask)
    result.disabledNodes = disabledNodes.map(mask.masked)
    result.outdatedNodes = outdatedNodes.map { $0.masked(by: mask) }
    result.secrets = secrets.map { $0.masked(by: mask) }
    return result
  }
}

extension TriggerSummary {
  fileprivate func masked(by mask: SecretMask) -> TriggerSummary {
    var result = self
    result.node = mask.masked(node)
    result.times = times.map(mask.masked)
    return result
  }
}

extension HTTPCall {
  fileprivate func masked(by mask: SecretMask) -> HTTPCall {
    HTTPCall(node: mask.masked(node), host: host.map(mask.masked), origin: origin)
  }
}

extension ErrorHandling {
  fileprivate func masked(by mask: SecretMask) -> ErrorHandling {
    var result = self
    result.toleratingNodes = toleratingNodes.map(mask.masked)
    result.retryingNodes = retryingNodes.map(mask.masked)
    result.stoppingNodes = stoppingNodes.map(mask.masked)
    return result
  }
}

extension OutdatedNode {
  fileprivate func masked(by mask: SecretMask) -> OutdatedNode {
    var result = self
    result.node = mask.masked(node)
    result.type = mask.masked(type)
    return result
  }
}

extension SecretFinding {
  fileprivate func masked(by mask: SecretMask) -> SecretFinding {
    var result = self
    result.node = node.map(mask.masked)
    result.pointer = JSONPointer(tokens: pointer.tokens.map(mask.masked))
    return result
  }
}
