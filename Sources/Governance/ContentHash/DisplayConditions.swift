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

  /// What the conditions say of the parameter `name`.
  func answer(for name: String) -> Answer { answer(for: name, depth: 0) }

  private func answer(for name: String, depth: Int) -> Answer {
    guard let definitions = known.conditions?[name]?["is"]?.arrayValue else { return .always }
    for definition in definitions where holds(definition, depth: depth) {
      return .shown(default: definition["default"])
    }
    return .hidden
  }

  private func holds(_ definition: JSON, depth: Int) -> Bool {
    if let from = definition["from"]?.doubleValue, version < from { return false }
    if let below = definition["below"]?.doubleValue, version >= below { return false }
    for (name, values) in definition["if"]?.objectValue ?? [:] {
      guard let value = value(of: name, depth: depth) else { return false }
      // What an expression will be is not known, so n8n shows everything that could be.
      if value.isExpression { continue }
      if !isAmong(values, value) { return false }
    }
    for (name, values) in definition["unless"]?.objectValue ?? [:] {
      if let value = value(of: name, depth: depth), isAmong(values, value) { return false }
    }
    return true
  }

  private func isAmong(_ values: JSON, _ value: JSON) -> Bool {
    values.arrayValue?.contains { $0.equalsAsJavaScript(value) } ?? false
  }

  /// The value of a parameter or its default; of a resource locator what it names.
  private func value(of name: String, depth: Int) -> JSON? {
    let value = siblings[name] ?? defaultValue(of: name, depth: depth)
    if let locator = value?.objectValue, locator["mode"] != nil { return locator["value"] }
    return value
  }

  /// Conditions refer to each other, never in a circle and never deep (resource, operation, parameter).
  private func defaultValue(of name: String, depth: Int) -> JSON? {
    let unconditional = known.member(name)?.default
    guard depth < 4 else { return unconditional }
    switch answer(for: name, depth: depth + 1) {
    case .always: return unconditional
    case .hidden: return nil
    case .shown(let own): return own ?? unconditional
    }
  }
}

extension JSON {
  /// Whether n8n computes this text when the node runs.
  fileprivate var isExpression: Bool { stringValue?.utf8.first == UInt8(ascii: "=") }
}
