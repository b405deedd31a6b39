import JSON

/// Renames nodes of a workflow as n8n's editor does: their names, connections, pinned data, expressions and code.
struct WorkflowRenaming {
  /// Name -> new name.
  let names: [ExactText: String]

  func renamed(_ workflow: JSONObject) -> JSONObject {
    if names.isEmpty { return workflow }
    var result = workflow
    result["nodes"] = .array((workflow["nodes"]?.arrayValue ?? []).map(node))
    result["connections"] = connections(workflow["connections"])
    if let pinned = workflow["pinData"]?.objectValue {
      result["pinData"] = .object(JSONObject(pinned.map { (new($0.key), $0.value) }))
    }
    return result
  }

  private func node(_ json: JSON) -> JSON {
    guard let object = json.objectValue else { return json }
    return .object(
      object.rewritten { key, value in
        switch key {
        case "name": .replaced(.string(new(value.stringValue ?? "")))
        case "parameters": .replaced(text(value, of: key))
        default: .kept
        }
      })
  }

  private func new(_ name: String) -> String { names[ExactText(name)] ?? name }

  /// Expressions and code with the new names; other texts as they are, whatever they look like.
  private func text(_ json: JSON, of key: String) -> JSON {
    switch json {
    case .string(let text):
      text.utf8.first == UInt8(ascii: "=") || Self.codeNames.contains(key)
        ? .string(NodeReferences.rewriting(text) { names[ExactText($0)] }) : json
    case .array(let elements): .array(elements.map { text($0, of: key) })
    case .object(let object): .object(JSONObject(object.map { ($0.key, text($0.value, of: $0.key)) }))
    case .null, .bool, .number: json
    }
  }

  /// Code, and pages of the HTML and the form node, in which the editor renames too.
  private static let codeNames = NodeReferences.codeNames.union(["html"])

  private func connections(_ json: JSON?) -> JSON {
    let sources = json?.objectValue ?? JSONObject()
    return .object(JSONObject(sources.map { (new($0.key), targets($0.value)) }))
  }

  private func targets(_ json: JSON) -> JSON {
    switch json {
    case .array(let elements): .array(elements.map(targets))
    case .object(let object):
      .object(
        object.rewritten { key, value in
          guard key == "node" else { return .replaced(targets(value)) }
          return value.stringValue.map { .replaced(.string(new($0))) } ?? .kept
        })
    case .null, .bool, .number, .string: json
    }
  }
}
