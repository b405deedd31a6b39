import JSON

/// The parameters of a node that say what it does: without those at their default, those that another parameter
/// switches off, and what the editor adds by itself (recordings of the editor, "First save of API-made content").
struct SemanticParameters {
  let policy: NormalizationPolicy
  let node: WorkflowNode
  let knowledge: NodeTypeKnowledge?

  var value: JSONObject {
    let inside = knowledge?.parameters
    let hidden = HiddenParameters.names(of: node)
    return node.parameters.compactMapMembers { name, value in
      if !hidden.isEmpty && hidden.contains(name) { return nil }
      let known = inside?.member(name)
      if known == nil && isDead(value, inside) { return nil }
      return semantic(value, name: name, known: known?.inside, default: known?.default)
    }
  }

  /// Whether a type at a known version has no such parameter, so that the editor removes it. Only switches and
  /// numbers: the table of parameters lacks a few with long default texts, and text may be what a node does.
  private func isDead(_ value: JSON, _ inside: ParameterKnowledge?) -> Bool {
    switch value {
    case .bool, .number:
      guard let knowledge, inside?.children != nil, let version = node.typeVersion else { return false }
      return knowledge.versions.contains(version)
    case .null, .string, .array, .object: return false
    }
  }

  /// The value in semantic form; nil where it equals an absent one.
  private func semantic(_ value: JSON, name: String, known: ParameterKnowledge?, default: JSON?) -> JSON? {
    if let `default`, value.equalsAsJavaScript(`default`) { return nil }
    switch value {
    case .null, .bool, .string, .number:
      return value.asJavaScript
    case .array(let elements):
      if elements.isEmpty { return nil }
      return .array(elements.map { element(of: name, $0, known: known) })
    case .object(let object):
      let result = members(of: object, name: name, known: known)
      if result.isEmpty || object.isResourceLocator && result == bare(`default`) { return nil }
      return .object(result)
    }
  }

  /// The default of a resource locator without what locators lose: the editor marks it, the table does not.
  private func bare(_ locator: JSON?) -> JSONObject? {
    locator?.objectValue?.filter { key, _ in key != "__rl" && !policy.volatileLocatorFields.contains(key) }
  }

  /// An element of a list counts even where all of it is at its default.
  private func element(of name: String, _ value: JSON, known: ParameterKnowledge?) -> JSON {
    guard let object = value.objectValue else {
      return semantic(value, name: name, known: known, default: nil) ?? value
    }
    var result = members(of: object, name: name, known: known)
    if isRandomlyNamed(object, in: name) { result["id"] = nil }
    return .object(result)
  }

  private func members(of object: JSONObject, name: String, known: ParameterKnowledge?) -> JSONObject {
    let isLocator = object.isResourceLocator
    let isMapper = object.isResourceMapper
    let isFilterOptions = name == "options" && object["caseSensitive"] != nil
    return object.compactMapMembers { key, value in
      // The editor marks locators that an API client did not mark (corpus.json, 057).
      if isLocator, key == "__rl" || policy.volatileLocatorFields.contains(key) { return nil }
      if isMapper, policy.cosmeticMapperFields.contains(key) { return nil }
      if isFilterOptions, policy.isFilterDefault(key, value) { return nil }
      let inside = known?.member(key)
      return semantic(value, name: key, known: inside?.inside, default: inside?.default)
    }
  }

  /// Whether the element's `id` is one of those that the editor makes up for conditions and assignments.
  private func isRandomlyNamed(_ object: JSONObject, in name: String) -> Bool {
    switch name {
    case "assignments": object["name"] != nil && object["type"] != nil
    case "conditions": object["operator"] != nil
    default: false
    }
  }
}

/// The parameters that a switch of the same node turns off: the editor removes them (recordings of the editor, rows
/// `untidy-...`), and n8n does not read them.
enum HiddenParameters {
  /// Node type -> switch -> the parameters that count only where it is true.
  private static let switches: [String: [String: Set<String>]] = [
    "n8n-nodes-base.httpRequest": [
      "sendBody": [
        "body", "bodyParameters", "contentType", "inputDataFieldName", "jsonBody", "rawContentType",
        "specifyBody",
      ],
      "sendHeaders": ["headerParameters", "jsonHeaders", "specifyHeaders"],
      "sendQuery": ["jsonQuery", "queryParameters", "specifyQuery"],
    ]
  ]

  /// The parameters that the node does not read. The switches exist since version 3 of the type.
  static func names(of node: WorkflowNode) -> Set<String> {
    guard let switches = switches[node.type], let version = node.typeVersion, version >= 3 else { return [] }
    var result: Set<String> = []
    for (key, parameters) in switches {
      let value = node.parameters[key]
      if value == nil || value == false { result.formUnion(parameters) }
    }
    return result
  }
}
