package import JSON
import Synchronization

/// What one release of n8n says of its node types: which parameters they have and their defaults, which
/// credentials they use, which hold code, which are triggers. Made by `scripts/make-node-knowledge`.
///
/// Types that are not in it (community nodes, newer ones) are unknown: nothing is taken for a default there.
package struct NodeKnowledge: Sendable {
  /// The release: `2.40.7`; empty for ``none``.
  package let version: String
  private let types: JSONObject
  private let cache = Cache()

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
    let key = ExactText(name)
    if let known = cache.types.withLock({ $0[key] }) { return known }
    guard let known = read(name) else { return nil }
    cache.types.withLock { $0[key] = known }
    return known
  }

  private func read(_ name: String) -> NodeTypeKnowledge? {
    if let json = types[name]?.objectValue { return NodeTypeKnowledge(json: json, isToolForm: false) }
    guard name.hasSuffix("Tool"), let json = types[String(name.dropLast(4))]?.objectValue else { return nil }
    return NodeTypeKnowledge(json: json, isToolForm: true)
  }

  /// The types that were asked for; at most as many as there are, and their tool forms.
  private final class Cache: Sendable {
    let types = Mutex<[ExactText: NodeTypeKnowledge]>([:])
  }
}

/// What is known of one node type.
package final class NodeTypeKnowledge: Sendable {
  private let json: JSONObject
  /// Whether the node is used as a tool of an agent.
  package let isToolForm: Bool
  /// The versions that the release offers.
  package let versions: [Double]
  /// The credential types that the type can use. ``choosesCredentialType`` may add any other.
  package let credentialTypes: [String]
  /// Whether a parameter names the credential type, as in HTTP Request.
  package let choosesCredentialType: Bool
  /// Whether the type has no other parameters than the known ones. A tool form has a few more.
  let isClosed: Bool
  /// Whether the type starts workflows.
  package let isTrigger: Bool
  /// Whether the type has a webhook, to start a workflow or to continue it.
  package let hasWebhook: Bool
  /// The parameters by name; nil where none is known.
  let parameters: ParameterKnowledge?

  fileprivate init(json: JSONObject, isToolForm: Bool) {
    self.json = json
    self.isToolForm = isToolForm
    versions = json["versions"]?.arrayValue?.compactMap(\.doubleValue) ?? []
    credentialTypes = json["credentials"]?.arrayValue?.compactMap(\.stringValue) ?? []
    choosesCredentialType = json["credentialType"] != nil
    isClosed = !isToolForm && json["closed"] == true
    isTrigger = json["trigger"]?.boolValue ?? false
    hasWebhook = json["webhook"]?.boolValue ?? false
    parameters = ParameterKnowledge(json["parameters"], conditions: json["conditions"])
  }

  /// The name that people see.
  package var displayName: String { json["name"]?.stringValue ?? "" }

  /// The parameters that hold code, as JSON Pointers without list indexes.
  package var codePointers: [String] { json["code"]?.arrayValue?.compactMap(\.stringValue) ?? [] }

  /// The parameters that hold a secret in the clear, as JSON Pointers without list indexes.
  package var secretPointers: [String] { json["secret"]?.arrayValue?.compactMap(\.stringValue) ?? [] }

  /// The groups of n8n: `trigger`, `transform`, `input`, `output`, ...
  package var groups: [String] { json["group"]?.arrayValue?.compactMap(\.stringValue) ?? [] }

  /// Whether the release offers this version of the type: what is known is known of these only.
  func offers(_ version: Double?) -> Bool { version.map(versions.contains) ?? false }

  /// The default of the parameter at a place in the node (`/parameters/options/timeout`), where it is the only one.
  func defaultValue(at pointer: JSONPointer) -> JSON? {
    var inside = parameters
    var found: JSON?
    for token in pointer.tokens.dropFirst() where Int(token) == nil {
      guard let member = inside?.member(token) else { return nil }
      found = member.default
      inside = member.inside
    }
    return found
  }
}
