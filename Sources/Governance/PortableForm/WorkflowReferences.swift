import JSON

/// Finds and replaces the references to workflows in a node's parameters, in the one place that knows where they
/// stand: the parameters that policy names, and any resource locator that shows by its name or its cached link
/// that it holds a workflow.
struct WorkflowReferences {
  let policy: NormalizationPolicy

  /// What was found at a place.
  enum Finding {
    /// A reference by an id or symbol.
    case id(String, JSONPointer)
    /// What looks like a reference to a workflow, by an id that may be something else, with the place of its locator.
    case candidate(String, JSONPointer)
    /// A reference that an expression makes.
    case dynamic(JSONPointer)
    /// A reference to a data table.
    case dataTable(JSONPointer)
  }

  /// The parameters with each reference replaced by what `replacement` returns for it, if anything; numbers as
  /// JavaScript writes them, and without the members `dropped` of resource locators.
  ///
  /// A type for which policy names no place at all (an empty list) has none: `workflowId` of the GitHub node is a
  /// workflow of GitHub.
  func rewrite(
    _ parameters: JSON, of node: WorkflowNode, at pointer: JSONPointer, dropping dropped: NameSet,
    replacement: (Finding) -> String?
  ) -> JSON {
    let places = places(of: node.type)
    let hasNone = places?.isEmpty ?? false
    var result = clean(parameters, name: "", at: pointer, dropping: dropped) { finding in
      if case .candidate = finding, hasNone { return nil }
      return replacement(finding)
    }
    guard isFromDatabase(node), let places else { return result }
    for place in places {
      guard let value = result.value(at: place) else { continue }
      let here = JSONPointer(tokens: pointer.tokens + place.tokens)
      if let new = replace(value, at: here, replacement) { result.set(new, at: place) }
    }
    return result
  }

  /// Whether ``rewrite(_:of:at:dropping:replacement:)`` could do more to the parameters than to their numbers.
  func mayStand(in parameters: JSON, of node: WorkflowNode) -> Bool {
    parameters.holdsMember(JSONObject.locatorMark) || places(of: node.type) != nil
  }

  /// Whether nodes of this type name a sub-workflow.
  func names(_ type: String) -> Bool { places(of: type)?.isEmpty == false }

  /// Where policy says that references stand, for a type or its tool form.
  private func places(of type: String) -> [JSONPointer]? {
    if let places = policy.workflowReferences[type] { return places }
    return type.hasSuffix("Tool") ? policy.workflowReferences[String(type.dropLast(4))] : nil
  }

  /// Whether the node takes its sub-workflow from the instance, not from a parameter, a file or a URL.
  private func isFromDatabase(_ node: WorkflowNode) -> Bool {
    guard let source = node.parameters["source"]?.stringValue else { return true }
    return source == "database"
  }

  /// The value with its reference replaced; nil where nothing changes.
  private func replace(_ value: JSON, at pointer: JSONPointer, _ replacement: (Finding) -> String?) -> JSON? {
    if let text = value.stringValue {
      return self.replacement(of: text, at: pointer, replacement).map(JSON.string)
    }
    guard var locator = value.objectValue, let text = locator["value"]?.stringValue else { return nil }
    let isAddress = locator["mode"] == "url"
    let reference = isAddress ? WorkflowAddress.reference(in: text) ?? text : text
    guard let new = self.replacement(of: reference, at: pointer.appending("value"), replacement) else {
      return nil
    }
    locator["value"] = .string(isAddress ? WorkflowAddress.text(for: new) : new)
    return .object(locator)
  }

  private func replacement(
    of text: String, at pointer: JSONPointer, _ replacement: (Finding) -> String?
  ) -> String? {
    if text.isEmpty { return nil }
    return replacement(text.hasPrefix("=") ? .dynamic(pointer) : .id(text, pointer))
  }

  private func clean(
    _ value: JSON, name: String, at pointer: JSONPointer, dropping dropped: NameSet,
    replacement: (Finding) -> String?
  ) -> JSON {
    rewritten(value, name: name, at: pointer, dropping: dropped, replacement: replacement)
      ?? value.asJavaScript
  }

  /// The value with its locators rewritten; nil where it holds none.
  private func rewritten(
    _ value: JSON, name: String, at pointer: JSONPointer, dropping dropped: NameSet,
    replacement: (Finding) -> String?
  ) -> JSON? {
    switch value {
    case .null, .bool, .string, .number:
      return nil
    case .array(let elements):
      guard elements.contains(where: \.holdsLocator) else { return nil }
      return .array(
        elements.enumerated().map { index, element in
          clean(
            element, name: name, at: pointer.appending(index), dropping: dropped, replacement: replacement)
        })
    case .object(let object):
      if object.isResourceLocator {
        return .object(
          locator(object, name: name, at: pointer, dropping: dropped, replacement: replacement))
      }
      guard value.holdsLocator else { return nil }
      return .object(
        object.rewritten { key, value in
          if !value.holdsMember(JSONObject.locatorMark) { return .asJavaScript(value) }
          return .replaced(
            clean(value, name: key, at: pointer.appending(key), dropping: dropped, replacement: replacement))
        })
    }
  }

  private func locator(
    _ locator: JSONObject, name: String, at pointer: JSONPointer, dropping dropped: NameSet,
    replacement: (Finding) -> String?
  ) -> JSONObject {
    var result = locator.filter { key, _ in !dropped.contains(key) }.mapValues(\.asJavaScript)
    let mode = locator["mode"]?.stringValue ?? ""
    guard let text = locator["value"]?.stringValue, !text.isEmpty, !text.hasPrefix("=") else { return result }
    if mode != "name", name == "dataTableId" {
      _ = replacement(.dataTable(pointer))
      return result
    }
    let link = locator["cachedResultUrl"]?.stringValue ?? ""
    guard let reference = reference(in: text, mode: mode),
      !isAmbiguous(reference, name: name) || link.hasPrefix(WorkflowAddress.path),
      let new = replacement(.candidate(reference, pointer))
    else { return result }
    result["value"] = .string(mode == "url" ? WorkflowAddress.text(for: new) : new)
    // Without the link, an ambiguous id would not be known again.
    if isAmbiguous(new, name: name) { result["cachedResultUrl"] = .string(WorkflowAddress.path + new) }
    return result
  }

  /// The id or symbol that a locator of this mode has in its value; nil where it has none.
  private func reference(in text: String, mode: String) -> String? {
    switch mode {
    case "list", "id": text
    case "url": WorkflowAddress.reference(in: text)
    default: nil
    }
  }
}

extension WorkflowReferences {
  /// Whether the id in a locator may be that of anything. Ids of n8n are random texts that nothing else has; those of
  /// old instances are numbers, and only the locator's name or its cached link tell what they belong to.
  private func isAmbiguous(_ id: String, name: String) -> Bool {
    id.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      && !name.lowercased().contains("workflow")
  }
}

extension JSON {
  /// Whether this is a resource locator or holds one.
  fileprivate var holdsLocator: Bool {
    switch self {
    case .null, .bool, .number, .string: false
    case .array(let elements): elements.contains(where: \.holdsLocator)
    case .object(let object):
      holdsMember(JSONObject.locatorMark)
        && (object.isResourceLocator || object.contains { $0.value.holdsLocator })
    }
  }
}

extension JSONObject {
  /// The member that marks resource locators.
  static let locatorMark = "__rl"

  /// Whether this is a resource locator: a way to name something (`mode`) and the name (`value`).
  var isResourceLocator: Bool { self[Self.locatorMark]?.boolValue == true }

  /// Whether this is a resource mapper: columns and their values.
  var isResourceMapper: Bool { self["mappingMode"] != nil }
}
