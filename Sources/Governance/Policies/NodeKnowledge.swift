package import JSON
import Synchronization

/// What one release of n8n says of its node types: which parameters they have and their defaults, which
/// credentials they use, which hold code, which are triggers. Made by `scripts/make-node-knowledge`.
///
/// Types that are not in it (community nodes, newer ones) are unknown: nothing is taken for a default there.
package final class NodeKnowledge: Sendable {
  /// The release: `2.40.7`; empty for ``none``.
  package let version: String
  private let types: NameTable<Entry>

  /// Knows no type at all.
  package static let none = NodeKnowledge(version: "", types: JSONObject())

  /// Reads `policies/node-knowledge.json`. Keeps the document as it is: what is not asked for costs nothing.
  package convenience init(_ json: JSON) throws(PolicyError) {
    guard let version = json["n8n"]?.stringValue, let types = json["types"]?.objectValue else {
      throw PolicyError(
        policy: "node-knowledge", pointer: "",
        message: "must have the string \"n8n\" and the object \"types\"")
    }
    self.init(version: version, types: types)
  }

  private init(version: String, types: JSONObject) {
    self.version = version
    self.types = NameTable(types.map { ($0.key, Entry($0.value)) })
  }

  /// What is known of a type. A type that ends in `Tool` is the tool form of the type without it, with a few
  /// parameters of its own.
  package func type(_ name: String) -> NodeTypeKnowledge? {
    if let entry = types[name] { return entry.knowledge(isToolForm: false) }
    guard name.hasSuffix("Tool") else { return nil }
    return types[String(name.dropLast(4))]?.knowledge(isToolForm: true)
  }

  /// A type as the document has it, read when it is first asked for.
  private final class Entry: Sendable {
    private let json: JSON
    private let known = Mutex<(own: NodeTypeKnowledge?, tool: NodeTypeKnowledge?)>((nil, nil))

    init(_ json: JSON) { self.json = json }

    /// What is known of the type or its tool form; nil where the document says nothing that can be read.
    func knowledge(isToolForm: Bool) -> NodeTypeKnowledge? {
      known.withLock { known in
        if let read = isToolForm ? known.tool : known.own { return read }
        guard let object = json.objectValue else { return nil }
        let read = NodeTypeKnowledge(json: object, isToolForm: isToolForm)
        if isToolForm { known.tool = read } else { known.own = read }
        return read
      }
    }
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

  /// The default of the parameter at a place in a node of this type (`/parameters/options/timeout`): what n8n takes
  /// where it is absent. Nil where that is not known, or the node does not show the parameter.
  func defaultValue(at pointer: JSONPointer, of node: WorkflowNode) -> JSON? {
    var inside = parameters
    var siblings: JSON? = .object(node.parameters)
    var found: JSON?
    var isChosen = false
    for token in pointer.tokens.dropFirst() {
      defer { siblings = siblings?.value(at: JSONPointer(tokens: [token])) }
      if Int(token) != nil, siblings?.objectValue == nil { continue }
      guard let known = inside, let member = known.member(token) else { return nil }
      defer { isChosen = member.isCollection }
      found = isChosen ? nil : member.default
      if let version = node.typeVersion, offers(version) {
        let beside = siblings?.objectValue ?? [:]
        switch DisplayConditions(siblings: beside, known: known, version: version).answer(for: member) {
        case .hidden: found = nil
        case .shown(let conditional?): if !isChosen { found = conditional }
        case .shown(nil), .always: break
        }
      }
      inside = member.inside
    }
    return found
  }
}
