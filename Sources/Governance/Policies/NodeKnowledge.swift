package import JSON

/// What one release of n8n says of its node types: which parameters they have and their defaults, which
/// credentials they use, which hold code, which are triggers. Made by `scripts/make-node-knowledge`.
///
/// Types that are not in it (community nodes, newer ones) are unknown: nothing is taken for a default there.
package struct NodeKnowledge: Sendable {
  /// The release: `2.40.7`; empty for ``none``.
  package let version: String
  private let types: JSONObject

  /// Knows no type at all.
  package static let none = NodeKnowledge(version: "", types: JSONObject())

  /// Reads `policies/node-knowledge.json`. Keeps the document as it is: what is not asked for costs nothing.
  package init(_ json: JSON) throws(PolicyError) {
    guard let version = json["n8n"]?.stringValue, let types = json["types"]?.objectValue else {
      throw PolicyError(
        policy: "node-knowledge", pointer: "",
        message: "must have the string \"n8n\" and the object \"types\"")
    }
    self.init(version: version, types: types)
  }

  private init(version: String, types: JSONObject) {
    self.version = version
    self.types = types
  }

  /// What is known of a type. A type that ends in `Tool` is the tool form of the type without it, with a few
  /// parameters of its own.
  package func type(_ name: String) -> NodeTypeKnowledge? {
    if let json = types[name]?.objectValue { return NodeTypeKnowledge(json: json, isToolForm: false) }
    guard name.hasSuffix("Tool"), let json = types[String(name.dropLast(4))]?.objectValue else { return nil }
    return NodeTypeKnowledge(json: json, isToolForm: true)
  }
}

/// What is known of one node type.
package struct NodeTypeKnowledge: Sendable {
  fileprivate let json: JSONObject
  /// Whether the node is used as a tool of an agent.
  package let isToolForm: Bool

  fileprivate init(json: JSONObject, isToolForm: Bool) {
    self.json = json
    self.isToolForm = isToolForm
  }

  /// The name that people see.
  package var displayName: String { json["name"]?.stringValue ?? "" }

  /// Whether the type starts workflows.
  package var isTrigger: Bool { json["trigger"]?.boolValue ?? false }

  /// Whether the type has a webhook, to start a workflow or to continue it.
  package var hasWebhook: Bool { json["webhook"]?.boolValue ?? false }

  /// The versions that the release offers.
  package var versions: [Double] { json["versions"]?.arrayValue?.compactMap(\.doubleValue) ?? [] }

  /// The credential types that the type can use. ``choosesCredentialType`` may add any other.
  package var credentialTypes: [String] { json["credentials"]?.arrayValue?.compactMap(\.stringValue) ?? [] }

  /// Whether a parameter names the credential type, as in HTTP Request.
  package var choosesCredentialType: Bool { json["credentialType"] != nil }

  /// The parameters that hold code, as JSON Pointers without list indexes.
  package var codePointers: [String] { json["code"]?.arrayValue?.compactMap(\.stringValue) ?? [] }

  /// The parameters that hold a secret in the clear, as JSON Pointers without list indexes.
  package var secretPointers: [String] { json["secret"]?.arrayValue?.compactMap(\.stringValue) ?? [] }

  /// The groups of n8n: `trigger`, `transform`, `input`, `output`, ...
  package var groups: [String] { json["group"]?.arrayValue?.compactMap(\.stringValue) ?? [] }

  /// Whether the type has no other parameters than the known ones. A tool form has a few more.
  var isClosed: Bool { !isToolForm && json["closed"] == true }

  /// The parameters by name.
  var parameters: ParameterKnowledge {
    ParameterKnowledge(
      children: json["parameters"]?.objectValue, conditions: json["conditions"]?.objectValue)
  }

  /// Whether the release offers this version of the type: what is known is known of these only.
  func offers(_ version: Double?) -> Bool { version.map(versions.contains) ?? false }
}

/// The members that n8n knows inside a parameter, or of a node's `parameters`.
struct ParameterKnowledge {
  let children: JSONObject?
  /// Member -> on what it depends (``DisplayConditions``), for those that depend on others.
  let conditions: JSONObject?

  /// What is known of the member: nothing, or whether it has an unambiguous default, and what it holds.
  func member(_ name: String) -> (default: JSON?, inside: ParameterKnowledge)? {
    guard let entry = children?[name] else { return nil }
    let inside = ParameterKnowledge(
      children: entry[0]?.objectValue, conditions: conditions?[name]?["in"]?.objectValue)
    return (entry[1], inside)
  }

  /// Whether `value`, the parameter's default, shows that the parameter is a choice of groups: an object of some of
  /// the members, each of which holds members itself.
  func areGroups(of value: JSON?) -> Bool {
    guard let groups = value?.objectValue, !groups.isEmpty else { return false }
    return groups.allSatisfy { children?[$0.key]?[0]?.objectValue != nil }
  }
}

extension NodeTypeKnowledge {
  /// The default of the parameter at a place in the node (`/parameters/options/timeout`), where it is the only one.
  func defaultValue(at pointer: JSONPointer) -> JSON? {
    var inside = parameters
    var found: JSON?
    for token in pointer.tokens.dropFirst() where Int(token) == nil {
      guard let member = inside.member(token) else { return nil }
      found = member.default
      inside = member.inside
    }
    return found
  }
}
