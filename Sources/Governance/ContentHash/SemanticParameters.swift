import JSON

/// The parameters of a node that say what it does: without those at their default, those that another parameter
/// switches off, and what the editor adds by itself (recordings of the editor, "First save of API-made content").
struct SemanticParameters {
  let policy: NormalizationPolicy
  let node: WorkflowNode
  let knowledge: NodeTypeKnowledge?

  var value: JSONObject {
    let inside = knowledge?.parameters ?? ParameterKnowledge(children: nil, conditions: nil)
    let isKnownVersion = knowledge?.offers(node.typeVersion) ?? false
    let conditions = conditions(of: node.parameters, inside)
    return node.parameters.compactMapMembers { name, value in
      guard let known = inside.member(name) else {
        if isKnownVersion && isDead(value, inside) { return nil }
        return semantic(value, name: name, known: nil, default: nil)
      }
      return shown(value, name: name, known, conditions)
    }
  }

  /// Whether a type at a known version has no such parameter, so that the editor removes it. Only switches and
  /// numbers, but where the type is closed: the table of parameters lacks a few with long default texts, and text may
  /// be what a node does.
  private func isDead(_ value: JSON, _ inside: ParameterKnowledge) -> Bool {
    if knowledge?.isClosed == true { return true }
    switch value {
    case .bool, .number: return inside.children != nil
    case .null, .string, .array, .object: return false
    }
  }

  /// What decides which of these parameters are shown; nil where nothing does, or the version is not known.
  private func conditions(of siblings: JSONObject, _ known: ParameterKnowledge?) -> DisplayConditions? {
    guard let known, known.conditions != nil, let version = node.typeVersion,
      knowledge?.offers(version) == true
    else { return nil }
    return DisplayConditions(siblings: siblings, known: known, version: version)
  }

  /// The known parameter in semantic form; nil where it equals an absent one or is not shown.
  private func shown(
    _ value: JSON, name: String, _ known: (default: JSON?, inside: ParameterKnowledge),
    _ conditions: DisplayConditions?
  ) -> JSON? {
    var ownDefault = known.default
    switch conditions?.answer(for: name) {
    case .hidden: return nil
    case .shown(let conditional?): ownDefault = conditional
    case .shown(nil), .always, nil: break
    }
    return semantic(value, name: name, known: known.inside, default: ownDefault)
  }

  /// The value in semantic form; nil where it equals an absent one.
  private func semantic(_ value: JSON, name: String, known: ParameterKnowledge?, default: JSON?) -> JSON? {
    if let `default`, value.equalsAsJavaScript(`default`) { return nil }
    switch value {
    case .null, .bool, .string, .number:
      return value.asJavaScript
    case .array(let elements):
      if elements.isEmpty { return nil }
      let result = self.elements(elements, of: name, known: known)
      if let same = `default`?.arrayValue, same.count == result.count,
        result == self.elements(same, of: name, known: known)
      {
        return nil
      }
      return .array(result)
    case .object(let object):
      let result = members(of: object, name: name, known: known, default: `default`)
      if result.isEmpty || equals(result, `default`, of: object, name: name, known: known) { return nil }
      return .object(result)
    }
  }

  /// Whether the default says the same when it is in semantic form too.
  private func equals(
    _ result: JSONObject, _ default: JSON?, of object: JSONObject, name: String, known: ParameterKnowledge?
  ) -> Bool {
    guard let same = `default`?.objectValue, !same.isEmpty else { return false }
    // The editor marks locators, the table does not.
    if object.isResourceLocator { return result == bare(same) }
    return result == members(of: same, name: name, known: known, default: `default`)
  }

  /// A resource locator without what locators lose.
  private func bare(_ locator: JSONObject) -> JSONObject {
    locator.filter { key, _ in key != "__rl" && !policy.volatileLocatorFields.contains(key) }
  }

  private func elements(_ elements: [JSON], of name: String, known: ParameterKnowledge?) -> [JSON] {
    elements.map { element(of: name, $0, known: known) }
  }

  /// An element of a list counts even where all of it is at its default.
  private func element(of name: String, _ value: JSON, known: ParameterKnowledge?) -> JSON {
    guard let object = value.objectValue else {
      return semantic(value, name: name, known: known, default: nil) ?? value
    }
    var result = members(of: object, name: name, known: known, default: nil)
    if isRandomlyNamed(object, in: name) { result["id"] = nil }
    return .object(result)
  }

  private func members(
    of object: JSONObject, name: String, known: ParameterKnowledge?, default: JSON?
  ) -> JSONObject {
    let hasGroups = known?.areGroups(of: `default`) ?? false
    let onlyGroups = hasGroups && knowledge?.offers(node.typeVersion) == true
    let isLocator = object.isResourceLocator
    let isMapper = object.isResourceMapper
    let isFilterOptions = name == "options" && object["caseSensitive"] != nil
    let conditions = conditions(of: object, known)
    return object.compactMapMembers { key, value in
      // The editor marks locators that an API client did not mark (corpus.json, 057).
      if isLocator, key == "__rl" || policy.volatileLocatorFields.contains(key) { return nil }
      if isMapper, policy.cosmeticMapperFields.contains(key) { return nil }
      if isFilterOptions, policy.isFilterDefault(key, value) { return nil }
      guard let inside = known?.member(key) else {
        if onlyGroups { return nil }
        return semantic(value, name: key, known: nil, default: nil)
      }
      return shown(value, name: key, inside, conditions)
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
