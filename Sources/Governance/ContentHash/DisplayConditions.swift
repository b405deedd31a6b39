import JSON

/// Which of several parameters a node shows, and their defaults there: n8n's `displayOptions`.
///
/// A parameter has one or more definitions; the first one whose conditions hold is the one that is shown. What is not
/// shown is not there: the editor removes it on the first save, and n8n removes it from what it runs
/// (`NodeHelpers.getNodeParameters`).
struct DisplayConditions {
  /// The parameters that stand beside each other.
  let siblings: JSONObject
  let known: ParameterKnowledge
  /// The version of the node's type.
  let version: Double

  /// What the conditions say of one parameter.
  enum Answer {
    /// There are none.
    case always
    /// It is not shown.
    case hidden
    /// It is shown, with this default, if that depends on the conditions too.
    case shown(default: JSON?)
  }

  /// What the conditions say of a parameter.
  func answer(for member: ParameterKnowledge.Member) -> Answer { answer(for: member, depth: 0) }

  private func answer(for member: ParameterKnowledge.Member, depth: Int) -> Answer {
    guard let definitions = member.definitions else { return .always }
    for definition in definitions where holds(definition, depth: depth) {
      return .shown(default: definition.default)
    }
    return .hidden
  }

  private func holds(_ definition: ParameterDefinition, depth: Int) -> Bool {
    if let from = definition.from, version < from { return false }
    if let below = definition.below, version >= below { return false }
    for (name, values) in definition.required {
      guard let value = value(of: name, depth: depth) else { return false }
      // What an expression will be is not known, so n8n shows everything that could be.
      if value.isExpression { continue }
      if !values.contains(where: { $0.equalsAsJavaScript(value) }) { return false }
    }
    for (name, values) in definition.excluded {
      guard let value = value(of: name, depth: depth) else { continue }
      if values.contains(where: { $0.equalsAsJavaScript(value) }) { return false }
    }
    return true
  }

  /// The value of a parameter or its default; of a resource locator what it names.
  private func value(of name: String, depth: Int) -> JSON? {
    let value = siblings[name] ?? defaultValue(of: name, depth: depth)
    if let locator = value?.objectValue, locator["mode"] != nil { return locator["value"] }
    return value
  }

  /// Conditions refer to each other, never in a circle and never deep (resource, operation, parameter).
  private func defaultValue(of name: String, depth: Int) -> JSON? {
    guard let member = known.member(name) else { return nil }
    guard depth < 4 else { return member.default }
    switch answer(for: member, depth: depth + 1) {
    case .always: return member.default
    case .hidden: return nil
    case .shown(let own): return own ?? member.default
    }
  }
}

extension JSON {
  /// Whether n8n computes this text when the node runs.
  fileprivate var isExpression: Bool { stringValue?.utf8.first == UInt8(ascii: "=") }
}
