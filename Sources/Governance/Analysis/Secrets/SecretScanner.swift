package import JSON

/// Looks for keys, tokens and passwords that stand in a workflow in the clear.
///
/// It knows where secrets stand: by the form of well-known keys everywhere; by name in headers, queries, bodies and
/// assignments; in parameters that the node type declares a password; as constants in code. A long text alone is no
/// secret, and neither is a placeholder or what an expression makes.
package struct SecretScanner: Sendable {
  /// The most findings in one workflow; a document with more is not read by a person.
  package static let limit = 1_000

  let nodes: NodeKnowledge

  package init(nodes: NodeKnowledge) { self.nodes = nodes }

  /// The secrets of a workflow, in portable form or as an instance has it, by place.
  package func findings(in workflow: JSON) -> [SecretFinding] {
    var search = SecretSearch(limit: Self.limit)
    for (index, element) in (workflow["nodes"]?.arrayValue ?? []).enumerated() {
      guard let node = WorkflowNode(element) else { continue }
      let pointer = JSONPointer().appending("nodes").appending(index)
      search.node = node.name
      search.declared = Set(nodes.type(node.type)?.secretPointers ?? [])
      search.walk(.object(node.parameters), name: "", at: pointer.appending("parameters"), place: "")
      if let notes = node.json["notes"] {
        search.walk(notes, name: "notes", at: pointer.appending("notes"), place: "notes")
      }
    }
    search.node = nil
    search.declared = []
    for key in ["pinData", "staticData", "description"] {
      if let value = workflow[key] {
        search.walk(value, name: "", at: JSONPointer().appending(key), place: "")
      }
    }
    return search.findings
  }
}

/// The state of a search.
private struct SecretSearch {
  let limit: Int
  var node: String?
  /// Places of parameters, without list indexes, that the node type declares secret.
  var declared: Set<String> = []
  var findings: [SecretFinding] = []

  init(limit: Int) { self.limit = limit }

  /// - Parameters:
  ///   - name: the name of the member that holds the value.
  ///   - place: the value's place in the parameters without list indexes.
  mutating func walk(_ json: JSON, name: String, at pointer: JSONPointer, place: String) {
    guard findings.count < limit else { return }
    switch json {
    case .string(let text): examine(text, name: name, at: pointer, isDeclared: declared.contains(place))
    case .array(let elements):
      for (index, element) in elements.enumerated() {
        walk(element, name: name, at: pointer.appending(index), place: place)
      }
    case .object(let object):
      // Headers, queries and assignments are lists of {name, value}.
      let label = object["name"]?.stringValue ?? object["key"]?.stringValue
      for (key, value) in object {
        let meaning = key == "value" ? label ?? name : key
        walk(value, name: meaning, at: pointer.appending(key), place: "\(place)/\(key)")
      }
    case .null, .bool, .number: break
    }
  }

  private mutating func examine(_ text: String, name: String, at pointer: JSONPointer, isDeclared: Bool) {
    let known = TextDetectors.matches(in: text)
    for match in known {
      add(match.detector, match.kind, .certain, at: pointer, match.range)
    }
    guard known.isEmpty else { return }
    if isDeclared || SecretName.isOne(name) {
      if let range = NamedValue.secret(in: text, isDeclared: isDeclared) {
        let kind = isDeclared ? "a value in a password field" : "a value named like a secret"
        add(isDeclared ? "password-field" : "named-value", kind, .likely, at: pointer, range)
      }
      return
    }
    for range in CodeConstants.secrets(in: text) {
      add("code-constant", "a constant named like a secret", .likely, at: pointer, range)
    }
  }

  private mutating func add(
    _ detector: String, _ kind: String, _ confidence: SecretFinding.Confidence, at pointer: JSONPointer,
    _ range: Range<Int>
  ) {
    guard findings.count < limit else { return }
    findings.append(
      SecretFinding(
        detector: detector, kind: kind, confidence: confidence, node: node, pointer: pointer, range: range))
  }
}
