import JSON

/// Compares a node with what it became.
struct NodeDiff {
  let old: WorkflowNode
  let new: WorkflowNode
  let policy: NormalizationPolicy
  /// New names of renamed nodes.
  let renames: [ExactText: String]

  var changes: [WorkflowChange] {
    if old.json == new.json && renames.isEmpty { return [] }
    let isNote = policy.cosmeticNodeTypes.contains(old.type) && policy.cosmeticNodeTypes.contains(new.type)
    var result: [WorkflowChange] = []
    if !old.name.isExactly(new.name) {
      result.append(
        WorkflowChange(
          .nodeRenamed, node: new, from: old.name, pointer: pointer("name"), old: old.json["name"],
          new: new.json["name"], isCosmetic: isNote))
    }
    if !old.type.isExactly(new.type) {
      result.append(
        WorkflowChange(
          .nodeRetyped, node: new, pointer: pointer("type"), old: old.json["type"], new: new.json["type"]))
    }
    result += members(isNote: isNote)
    result += credentials
    result += parameters(isNote: isNote)
    if old.position.snapped != new.position.snapped {
      result.append(
        WorkflowChange(
          .nodeMoved, node: new, pointer: pointer("position"), old: old.json["position"],
          new: new.json["position"], isCosmetic: true))
    }
    // A value that was taken before and is written out now, because another change makes it no default any more.
    let told = result.filter { $0.old != $0.new || $0.from != nil }
    return told.contains { !$0.isCosmetic } ? told : result
  }

  private func pointer(_ name: String) -> JSONPointer { JSONPointer().appending(name) }

  /// What is neither of the rest: version, switches, error handling, notes, what later releases add, and a name or a
  /// type that is none.
  private func members(isNote: Bool) -> [WorkflowChange] {
    var handled: Set<String> = ["parameters", "credentials", "position", "id"]
    if !old.name.isExactly(new.name) { handled.insert("name") }
    if !old.type.isExactly(new.type) { handled.insert("type") }
    var keys = old.json.keys
    keys += new.json.keys.filter { old.json[$0] == nil }
    return keys.compactMap { key in
      guard !handled.contains(key) else { return nil }
      let before = meaning(of: key, in: old)
      let after = meaning(of: key, in: new)
      guard before != after else { return nil }
      return WorkflowChange(
        kind(of: key), node: new, pointer: pointer(key), old: before, new: after, lines: lines(before, after),
        isCosmetic: isNote || policy.cosmeticNodeFields.contains(key))
    }
  }

  private func meaning(of key: String, in node: WorkflowNode) -> JSON? {
    guard let value = node.json[key], !value.isNull else { return nil }
    if policy.isDefaultNodeField(key, value) || policy.isSilentNodeDefault(key, value) { return nil }
    return value.asJavaScript
  }

  private func kind(of key: String) -> WorkflowChange.Kind {
    switch key {
    case "typeVersion": .nodeVersionChanged
    case "disabled": new.isDisabled ? .nodeDisabled : .nodeEnabled
    case "notes", "notesInFlow", "color": .noteChanged
    default: .nodeSettingChanged
    }
  }

  private var credentials: [WorkflowChange] {
    let before = SemanticNode(policy: policy).value(of: old)["credentials"]?.objectValue ?? [:]
    let after = SemanticNode(policy: policy).value(of: new)["credentials"]?.objectValue ?? [:]
    var types = before.keys
    types += after.keys.filter { before[$0] == nil }
    return types.filter { before[$0] != after[$0] }.map { type in
      WorkflowChange(
        .credentialChanged, node: new, pointer: pointer("credentials").appending(type),
        old: before[type].flatMap { _ in old.credentials[type] },
        new: after[type].flatMap { _ in new.credentials[type] })
    }
  }

  private func parameters(isNote: Bool) -> [WorkflowChange] {
    let before = semanticParameters(of: old)
    let after = semanticParameters(of: new)
    if before == after && renames.isEmpty { return [] }
    let diff = ValueDiff(isSameText: isSame, comparesEqualValues: !renames.isEmpty)
    return diff.changes(from: before, to: after, at: pointer("parameters")).compactMap { change in
      if change.old != change.new && isOfVersion(change) { return nil }
      return WorkflowChange(
        kind(of: change), node: new, from: oldName(in: change), pointer: change.pointer,
        old: change.old ?? defaultValue(at: change.pointer, of: old),
        new: change.new ?? defaultValue(at: change.pointer, of: new),
        lines: lines(change.old, change.new) { isRewired($0, at: change.pointer) ? rewired($0) : $0 },
        isCosmetic: isNote)
    }
  }

  /// Whether a value that stands in both nodes counts in only one of them because their versions differ, which is a
  /// change of its own: one version has it as its default, or does not have it. What does not stand at its place (the
  /// columns of a mapper stand in a list) is judged by what it stands in.
  private func isOfVersion(_ change: ValueChange) -> Bool {
    guard old.typeVersion != new.typeVersion else { return false }
    var tokens = change.pointer.tokens
    while !tokens.isEmpty {
      let place = JSONPointer(tokens: tokens)
      let (before, after) = (
        JSON.object(old.json).value(at: place), JSON.object(new.json).value(at: place)
      )
      if before != nil || after != nil { return before == after }
      tokens.removeLast()
    }
    return false
  }

  /// Whether a text is what n8n makes of the old one when nodes are renamed. It rewrites expressions and code, and
  /// leaves other texts alone.
  private func isSame(_ old: String, _ new: String, at pointer: JSONPointer) -> Bool {
    if renames.isEmpty || !isRewired(old, at: pointer) { return old.isExactly(new) }
    return NodeReferences.normalized(rewired(old)).isExactly(NodeReferences.normalized(new))
  }

  private func isRewired(_ text: String, at pointer: JSONPointer) -> Bool {
    text.utf8.first == UInt8(ascii: "=") || isCode(pointer)
  }

  /// The old text as renames alone would have left it.
  private func rewired(_ text: String) -> String {
    renames.isEmpty ? text : NodeReferences.rewriting(text) { renames[ExactText($0)] }
  }

  /// The old name of a renamed node that a text referred to, and still does.
  private func oldName(in change: ValueChange) -> String? {
    guard !renames.isEmpty, let before = change.old?.stringValue, let after = change.new?.stringValue,
      isRewired(after, at: change.pointer)
    else { return nil }
    let names = Set(NodeReferences.names(in: after).map(ExactText.init))
    return NodeReferences.names(in: before).first {
      renames[ExactText($0)] != nil && names.contains(ExactText($0))
    }
  }

  private func semanticParameters(of node: WorkflowNode) -> JSON {
    .object(SemanticParameters(policy: policy, node: node).value)
  }

  /// What n8n takes where the parameter is absent, if that is known.
  private func defaultValue(at pointer: JSONPointer, of node: WorkflowNode) -> JSON? {
    policy.nodes.type(node.type)?.defaultValue(at: pointer, of: node)
  }

  private func kind(of change: ValueChange) -> WorkflowChange.Kind {
    if isCode(change.pointer) { return .codeChanged }
    return [change.old, change.new].contains { $0?.holdsExpression ?? false }
      ? .expressionChanged : .parameterChanged
  }

  private func isCode(_ pointer: JSONPointer) -> Bool {
    let names = pointer.tokens.dropFirst().filter { Int($0) == nil }
    let place = "/" + names.joined(separator: "/")
    if policy.nodes.type(new.type)?.codePointers.contains(place) ?? false { return true }
    return names.last.map { NodeReferences.codeNames.contains($0) } ?? false
  }

  /// The lines of two texts, if one has several.
  ///
  /// - Parameter compared: what to compare of the old text.
  private func lines(_ old: JSON?, _ new: JSON?, compared: (String) -> String = { $0 }) -> [LineChange]? {
    let before = old?.stringValue ?? ""
    let after = new?.stringValue ?? ""
    guard old == nil || old?.stringValue != nil, new == nil || new?.stringValue != nil else { return nil }
    guard before.utf8.contains(UInt8(ascii: "\n")) || after.utf8.contains(UInt8(ascii: "\n")) else {
      return nil
    }
    return LineDiff.between(compared(before), after, showing: before)
  }
}

extension JSON {
  /// Whether a string in it is an expression: begins with `=` (workflow format, section 4).
  var holdsExpression: Bool {
    switch self {
    case .string(let text): text.utf8.first == UInt8(ascii: "=")
    case .array(let elements): elements.contains(where: \.holdsExpression)
    case .object(let object): object.contains { $0.value.holdsExpression }
    case .null, .bool, .number: false
    }
  }
}
