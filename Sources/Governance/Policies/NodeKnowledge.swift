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

  /// Reads the text of `policies/node-knowledge.json` as `scripts/make-node-knowledge` lays it out: a head, a line for
  /// each type, and the two closing brackets. A type is read when it is first asked for, so that a command which asks
  /// for none does not read half a megabyte.
  package convenience init(lines text: [UInt8]) throws(PolicyError) {
    var lines = text.split(separator: UInt8(ascii: "\n"))
    let closing = Array("}}".utf8)
    guard let head = lines.first, lines.popLast().map(Array.init) == closing else {
      throw Self.problem("must have a line for each type between its head and \"}}\"")
    }
    let json: JSON
    do throws(JSONError) {
      json = try JSON(parsing: head + closing)
    } catch {
      throw Self.problem("its first line: \(error)")
    }
    guard let version = json["n8n"]?.stringValue, json["types"]?.objectValue == [:] else {
      throw Self.problem("its first line must have the string \"n8n\" and begin the object \"types\"")
    }
    var types: [(String, Entry)] = []
    types.reserveCapacity(lines.count)
    for line in lines.dropFirst() { types.append(try Self.type(of: line)) }
    self.init(version: version, types: types)
  }

  /// The name and the place of what is known in a line `"name":{...},`.
  private static func type(of line: ArraySlice<UInt8>) throws(PolicyError) -> (String, Entry) {
    let quote = UInt8(ascii: "\"")
    let inside = line.dropFirst()
    guard line.first == quote, let end = inside.firstIndex(of: quote),
      line[end...].dropFirst().first == UInt8(ascii: ":")
    else { throw problem("a line must be the name of a type and what is known of it") }
    var value = line[(end + 2)...]
    if value.last == UInt8(ascii: ",") { value.removeLast() }
    return (String(decoding: inside[..<end], as: UTF8.self), Entry(text: value))
  }

  private static func problem(_ message: String) -> PolicyError {
    PolicyError(policy: "node-knowledge", pointer: "", message: message)
  }

  /// Knows what a document says.
  package convenience init(version: String, types: JSONObject) {
    self.init(version: version, types: types.map { ($0.key, Entry($0.value)) })
  }

  private init(version: String, types: [(String, Entry)]) {
    self.version = version
    self.types = NameTable(types)
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
    private struct State {
      var text: ArraySlice<UInt8>
      var json: JSON?
      var own: NodeTypeKnowledge?
      var tool: NodeTypeKnowledge?
    }

    private let state: Mutex<State>

    init(_ json: JSON) { state = Mutex(State(text: [], json: json)) }

    init(text: ArraySlice<UInt8>) { state = Mutex(State(text: text)) }

    /// What is known of the type or its tool form; nil where the document says nothing that can be read.
    func knowledge(isToolForm: Bool) -> NodeTypeKnowledge? {
      state.withLock { state in
        if let read = isToolForm ? state.tool : state.own { return read }
        if state.json == nil { state.json = try? JSON(parsing: Array(state.text)) }
        guard let object = state.json?.objectValue else { return nil }
        let read = NodeTypeKnowledge(json: object, isToolForm: isToolForm)
        if isToolForm { state.tool = read } else { state.own = read }
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
