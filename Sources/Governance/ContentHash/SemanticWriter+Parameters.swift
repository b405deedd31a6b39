import JSON

/// The parameters of a node that say what it does: without those at their default, those that are not shown, and what
/// the editor adds by itself (recordings of the editor, "First save of API-made content").
extension SemanticWriter {
  /// Writes a node's parameters; false where none is left.
  mutating func parameters(_ parameters: JSONObject) -> Bool {
    let known = knowledge?.parameters
    let conditions = conditions(of: parameters, known)
    output.beginObject()
    let empty = output.count
    parameters.forEachInCanonicalOrder { name, value in
      if let member = known?.member(name) {
        self.known(name, value, member, conditions)
      } else if offeredVersion == nil || !isDead(value) {
        optional(name) { writer in writer.value(value, name: name, member: nil, default: nil) }
      }
    }
    let isEmpty = output.count == empty
    output.endObject()
    return !isEmpty
  }

  /// Whether a type at a known version has no such parameter, so that the editor removes it. Only numbers and switches
  /// that are off, but where the type is closed: the table of parameters lacks a few with long default texts, and a
  /// switch that is on may be of a later n8n.
  private func isDead(_ value: JSON) -> Bool {
    if knowledge?.isClosed == true { return true }
    switch value {
    case .bool(false), .number: return knowledge?.parameters != nil
    case .null, .bool(true), .string, .array, .object: return false
    }
  }

  /// What decides which of these parameters are shown; nil where nothing does, or the version is not known.
  private func conditions(of siblings: JSONObject, _ known: ParameterKnowledge?) -> DisplayConditions? {
    guard let known, known.hasConditions, let offeredVersion else { return nil }
    return DisplayConditions(siblings: siblings, known: known, version: offeredVersion)
  }

  /// Writes a known parameter, unless it is not shown or equals an absent one.
  private mutating func known(
    _ name: String, _ value: JSON, _ member: ParameterKnowledge.Member, _ conditions: DisplayConditions?
  ) {
    var ownDefault = member.default
    switch conditions?.answer(for: member) {
    case .hidden: return
    case .shown(let conditional?): ownDefault = conditional
    case .shown(nil), .always, nil: break
    }
    if let ownDefault, value.equalsAsJavaScript(ownDefault) { return }
    optional(name) { writer in writer.value(value, name: name, member: member, default: ownDefault) }
  }

  /// Writes a member of a collection, unless it is not shown. Absent it has no default (n8n's `getNodeParameters`), so that
  /// it says something even where it is at the one with which the editor adds it, or where nothing is left of it.
  private mutating func chosen(
    _ name: String, _ value: JSON, _ member: ParameterKnowledge.Member?, _ conditions: DisplayConditions?
  ) {
    if let member, case .hidden = conditions?.answer(for: member) { return }
    output.name(name)
    let start = output.count
    if self.value(value, name: name, member: member, default: nil) { return }
    output.truncate(to: start)
    output.write(value.arrayValue == nil ? [:] : [])
  }

  /// Writes a value that is not its default as it stands; false where it equals an absent one nevertheless.
  private mutating func value(
    _ value: JSON, name: String, member: ParameterKnowledge.Member?, default: JSON?
  ) -> Bool {
    let start = output.count
    switch value {
    case .null, .bool, .string, .number:
      output.write(value)
      return true
    case .array(let elements):
      self.elements(elements, of: name, member)
      guard let same = `default`?.arrayValue, !same.isEmpty else { return !elements.isEmpty }
      if same.count != elements.count { return true }
      return differs(from: start) { writer in writer.elements(same, of: name, member) }
    case .object(let object):
      let isEmpty = !members(of: object, name: name, member)
      guard let same = `default`?.objectValue, !same.isEmpty else { return !isEmpty }
      return differs(from: start) { writer in
        // The editor marks locators, the table does not.
        if object.isResourceLocator { return writer.locator(same) }
        _ = writer.members(of: same, name: name, member)
      }
    }
  }

  /// Whether what was written from `start` on is another text than `write` writes. Only the former stays.
  private mutating func differs(from start: Int, _ write: (inout SemanticWriter) -> Void) -> Bool {
    let end = output.count
    write(&self)
    let isSame = output.endsWithSame(as: start..<end)
    output.truncate(to: end)
    return !isSame
  }

  private mutating func elements(_ elements: [JSON], of name: String, _ member: ParameterKnowledge.Member?) {
    output.beginArray()
    for element in elements {
      output.separate()
      self.element(element, of: name, member)
    }
    output.endArray()
  }

  /// An element of a list counts even where all of it is at its default.
  private mutating func element(_ element: JSON, of name: String, _ member: ParameterKnowledge.Member?) {
    let start = output.count
    if let object = element.objectValue {
      _ = members(of: object, name: name, member, isElement: true)
    } else if !value(element, name: name, member: member, default: nil) {
      output.truncate(to: start)
      output.write(element)
    }
  }

  /// Writes the members of an object; false where none is left.
  private mutating func members(
    of object: JSONObject, name: String, _ member: ParameterKnowledge.Member?, isElement: Bool = false
  ) -> Bool {
    let isLocator = object.isResourceLocator
    let columns = object.isResourceMapper ? MapperColumns(of: object) : nil
    let isFilterOptions = name == "options" && object["caseSensitive"] != nil
    let hasRandomID = isElement && isRandomlyNamed(object, in: name)
    let onlyGroups = !isElement && offeredVersion != nil && member?.hasGroups == true
    let inside = member?.inside
    let isCollection = member?.isCollection == true
    let conditions = conditions(of: object, inside)
    output.beginObject()
    let empty = output.count
    object.forEachInCanonicalOrder { key, value in
      // The editor marks locators that an API client did not mark (corpus.json, 057).
      if isLocator, key == "__rl" || policy.volatileLocatorFields.contains(key) { return }
      if let columns {
        if policy.cosmeticMapperFields.contains(key) { return }
        if key == "schema", let schema = value.arrayValue { return checks(columns.checks(in: schema)) }
      }
      if isFilterOptions, policy.isFilterDefault(key, value) { return }
      if hasRandomID, key == "id" { return }
      if isCollection {
        chosen(key, value, inside?.member(key), conditions)
      } else if let member = inside?.member(key) {
        known(key, value, member, conditions)
      } else if !onlyGroups {
        optional(key) { writer in writer.value(value, name: key, member: nil, default: nil) }
      }
    }
    let isEmpty = output.count == empty
    output.endObject()
    return !isEmpty
  }

  /// Writes what stands for the `schema` of a resource mapper, if anything does.
  private mutating func checks(_ checks: JSONObject) {
    if !checks.isEmpty { member("schema", .object(checks)) }
  }

  /// Writes a resource locator without what locators lose.
  private mutating func locator(_ locator: JSONObject) {
    output.beginObject()
    locator.forEachInCanonicalOrder { key, value in
      if key != "__rl", !policy.volatileLocatorFields.contains(key) { member(key, value) }
    }
    output.endObject()
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
