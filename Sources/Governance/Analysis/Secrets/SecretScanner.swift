package import JSON

/// Looks for keys, tokens and passwords that stand in a workflow in the clear.
///
/// It knows where secrets stand: by the form of well-known keys everywhere; by name in headers, queries, bodies and
/// assignments; in parameters that the node type declares a password; as constants in code. A long text alone is no
/// secret, and neither is a placeholder or what an expression makes.
package struct SecretScanner: Sendable {
  /// The most findings that people are shown of one workflow; a document with more is not read by a person.
  package static let limit = 1_000

  let nodes: NodeKnowledge

  package init(nodes: NodeKnowledge) { self.nodes = nodes }

  /// The secrets of a workflow, in portable form or as an instance has it, by place.
  ///
  /// - Parameter limit: where to stop; nil for what has to find every one.
  package func findings(in workflow: JSON, limit: Int? = SecretScanner.limit) -> [SecretFinding] {
    var search = SecretSearch(knowledge: nodes, limit: limit ?? .max)
    for (key, value) in workflow.objectValue ?? [:] {
      switch key {
      case "nodes": search.walk(nodes: value)
      // What n8n makes, and names that other places refer to.
      case "id", "versionId", "name", "connections", "tags", "meta": break
      default: search.walk(value, at: key)
      }
    }
    return search.findings
  }
}

/// The state of a search.
private struct SecretSearch {
  let knowledge: NodeKnowledge
  let limit: Int
  private var node: String?
  private(set) var findings: [SecretFinding] = []
  /// The place that the search is at, put together only where something is found.
  private var path: [Step] = []

  init(knowledge: NodeKnowledge, limit: Int) {
    self.knowledge = knowledge
    self.limit = limit
  }

  mutating func walk(nodes: JSON) {
    path = [.member("nodes")]
    for (index, element) in (nodes.arrayValue ?? []).enumerated() {
      guard let node = WorkflowNode(element) else { continue }
      self.node = node.name
      path.append(.element(index))
      for (key, value) in node.json where !Self.structure.contains(key) {
        path.append(.member(key))
        let declared = key == "parameters" ? DeclaredSecrets(knowledge.type(node.type)) : nil
        walk(value, .plain, declared)
        path.removeLast()
      }
      path.removeLast()
    }
    path = []
    node = nil
  }

  mutating func walk(_ value: JSON, at key: String) {
    path = [.member(key)]
    walk(value, .plain, nil)
    path = []
  }

  /// Members of a node that say which one it is and where it stands.
  private static let structure: Set<String> = [
    "id", "name", "type", "typeVersion", "position", "webhookId", "credentials",
  ]

  private mutating func walk(_ json: JSON, _ place: SecretPlace, _ declared: DeclaredSecrets?) {
    guard findings.count < limit else { return }
    switch json {
    case .string(let text): examine(text, declared?.isSecret == true ? .declared : place)
    case .array(let elements):
      for (index, element) in elements.enumerated() {
        path.append(.element(index))
        walk(element, place, declared)
        path.removeLast()
      }
    case .object(let object):
      let places = MemberPlaces(object)
      for (key, value) in object {
        path.append(.member(key))
        walk(value, places.place(of: key, in: place), declared?.inside[key])
        path.removeLast()
      }
    case .null, .bool, .number: break
    }
  }

  private mutating func examine(_ text: String, _ place: SecretPlace) {
    for match in place.matches(in: text, nodes: knowledge).prefix(limit - findings.count) {
      findings.append(
        SecretFinding(
          detector: match.detector, kind: match.kind, confidence: match.confidence, node: node,
          pointer: JSONPointer(tokens: path.map(\.token)), range: match.range))
    }
  }
}

/// One step into a document.
private enum Step {
  case member(String)
  case element(Int)

  var token: String {
    switch self {
    case .member(let name): name
    case .element(let index): String(index)
    }
  }
}
