import JSON

/// A host that a node calls, or an address that only a run knows.
package struct HTTPCall: Sendable, Hashable {
  /// Where the address stands.
  package enum Origin: String, Sendable, Hashable, CaseIterable {
    /// In a node that calls any address: HTTP Request, GraphQL, RSS, MCP.
    case request
    /// In a parameter of an app's node: its base URL, its server.
    case parameter
    /// As a constant in code.
    case code
    /// In a command that a shell runs.
    case command
  }

  package var node: String
  /// Lower case, without port; nil where only a run knows it.
  package var host: String?
  package var origin: Origin

  /// The calls of a node, each host once; of a workflow in its parameter too, which this node runs.
  static func all(of node: WorkflowNode, policy: NormalizationPolicy) -> [HTTPCall] {
    var calls: [HTTPCall] = []
    var seen: Set<String?> = []
    func add(_ hosts: [String?], _ origin: Origin) {
      for host in hosts where seen.insert(host).inserted {
        calls.append(HTTPCall(node: node.name, host: host, origin: origin))
      }
    }
    add(HTTPAddress.hosts(of: node), .request)
    for text in CodeText.texts(of: node, nodes: policy.nodes) { add(CodeAddresses.hosts(in: text), .code) }
    add(CommandAddresses.hosts(of: node), .command)
    add(ParameterAddresses.hosts(in: .object(node.parameters)), .parameter)
    for inner in InlineWorkflow.nodes(in: node, policy: policy) {
      for call in all(of: inner, policy: policy) { add([call.host], call.origin) }
    }
    return calls
  }
}
