internal import JSON

/// Puts a body together, member by member.
struct WriteBodyBuilder {
  /// What the body replaces.
  enum Replaced {
    case known(JSON)
    case unknown

    init(_ current: JSON?) { self = current.map { .known($0) } ?? .unknown }
  }

  private let goal: JSONObject
  private let capabilities: Capabilities
  private let takes: Set<String>
  private var members = JSONObject()
  private var findings: [WriteFinding] = []

  init(_ goal: JSON, _ capabilities: Capabilities, takes: [String]) throws(WriteBodyError) {
    guard let object = goal.objectValue else { throw .notAnObject(kind: goal.kindName) }
    self.goal = object
    self.capabilities = capabilities
    self.takes = Set(takes)
    try check("name") { $0.stringValue != nil }
    try check("nodes") { $0.arrayValue != nil }
    try check("connections") { $0.objectValue != nil }
    try check("settings", isOptional: true) { $0.objectValue != nil }
  }

  var body: WriteBody { WriteBody(json: .object(members), findings: findings) }

  /// Adds a member where the instance takes it, and notes it where not.
  mutating func add(_ name: String, _ value: JSON) {
    if takes.contains(name) {
      members[name] = value
    } else {
      findings.append(.init(pointer: JSONPointer(tokens: [name]), outcome: .notTaken))
    }
  }

  /// Adds what a workflow is made of.
  ///
  /// - Parameter replaced: what an update replaces; nil for a new workflow.
  mutating func addContent(replacing replaced: Replaced?) {
    members["name"] = goal["name"]
    members["nodes"] = nodes
    members["connections"] = goal["connections"]
    var settings = SettingsBuilder(goal["settings"]?.objectValue ?? JSONObject(), capabilities)
    settings.addDefaults(replacing: replaced)
    members["settings"] = .object(settings.members)
    findings += settings.findings
    addOptional("description", replaced, empty: "") { $0.stringValue != nil }
    addOptional("nodeGroups", replaced, empty: []) { $0.arrayValue != nil }
    if let pinData = goal["pinData"], !pinData.isNull { add("pinData", pinData) }
    noteUnknown()
  }

  /// Adds a member that n8n keeps where an update leaves it out: what the goal has, or emptiness where it has
  /// nothing and the instance has something.
  private mutating func addOptional(
    _ name: String, _ replaced: Replaced?, empty: JSON, isUsable: (JSON) -> Bool
  ) {
    if let value = goal[name], isUsable(value), value != empty || replaced != nil {
      if takes.contains(name) || value != empty { add(name, value) }
    } else if case .known(let current)? = replaced, takes.contains(name) {
      if let value = current[name], isUsable(value), value != empty { members[name] = empty }
    }
  }

  private var nodes: JSON {
    mutating get {
      let kept = Set(capabilities.nodeKeys)
      let nodes = goal["nodes"]?.arrayValue ?? []
      return .array(
        nodes.enumerated().map { index, node in
          guard let object = node.objectValue else { return node }
          // Null is how some tools write "not set", and validators refuse it.
          return .object(object.filter { key, value in take(key, value, kept, node: index) })
        })
    }
  }

  private mutating func take(_ key: String, _ value: JSON, _ kept: Set<String>, node index: Int) -> Bool {
    if value.isNull { return false }
    if kept.contains(key) { return true }
    findings.append(.init(pointer: JSONPointer(tokens: ["nodes", String(index), key]), outcome: .notTaken))
    return false
  }

  private mutating func noteUnknown() {
    for (name, value) in goal where !Self.handled.contains(name) && !value.isNull {
      findings.append(.init(pointer: JSONPointer(tokens: [name]), outcome: .notTaken))
    }
  }

  private func check(
    _ name: String, isOptional: Bool = false, _ isUsable: (JSON) -> Bool
  ) throws(WriteBodyError) {
    guard let value = goal[name] else {
      if isOptional { return }
      throw .unusable(member: name, kind: "missing")
    }
    guard isUsable(value) || (isOptional && value.isNull) else {
      throw .unusable(member: name, kind: value.kindName)
    }
  }

  /// What stands in the body already, what other calls set (tags, activation), and what only n8n writes.
  /// `staticData` is n8n's too: polling positions live there, and old ones would skip or repeat items
  /// (api.md 5, 17).
  private static let handled: Set<String> = [
    "name", "nodes", "connections", "settings", "description", "nodeGroups", "pinData", "tags", "active",
    "isArchived", "id", "versionId", "versionCounter", "triggerCount", "activeVersion", "activeVersionId",
    "createdAt", "updatedAt", "meta", "shared", "staticData", "sourceWorkflowId", "parentFolder",
    "homeProject",
    "scopes", "usedCredentials",
  ]
}
