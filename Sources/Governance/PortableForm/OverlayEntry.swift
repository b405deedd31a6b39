package import JSON

/// One value of an overlay and where it goes.
package struct OverlayEntry: Sendable, Hashable {
  /// Canonical id of the workflow.
  package let workflow: String
  /// Name of the node.
  package let node: String
  /// Place in the node (`/parameters/url`).
  package let pointer: JSONPointer
  package let value: JSON

  package init(workflow: String, node: String, pointer: JSONPointer, value: JSON) {
    self.workflow = workflow
    self.node = node
    self.pointer = pointer
    self.value = value
  }
}

extension Overlay {
  /// All values, sorted by workflow, node and place.
  package var entries: [OverlayEntry] {
    let all = values.flatMap { workflow, nodes in
      nodes.flatMap { node, places in
        places.map { OverlayEntry(workflow: workflow, node: node.text, pointer: $0.key, value: $0.value) }
      }
    }
    return all.sorted {
      ($0.workflow, $0.node, $0.pointer.description) < ($1.workflow, $1.node, $1.pointer.description)
    }
  }

  /// Why a value cannot go into a workflow, judged by what the workflow has there: a place that exists, that has the same
  /// structure, and that does not refer to a workflow, since such a reference is translated by the mappings.
  package static func problem(with entry: OverlayEntry, in portable: JSON) -> OverlayError? {
    func error(_ reason: OverlayError.Reason) -> OverlayError {
      OverlayError(
        workflow: entry.workflow, node: entry.node, pointer: entry.pointer.description, reason: reason)
    }
    let nodes = portable["nodes"]?.arrayValue ?? []
    guard let node = nodes.first(where: { $0["name"]?.stringValue?.isExactly(entry.node) == true }) else {
      return error(.noSuchNode)
    }
    guard let found = node.value(at: entry.pointer) else { return error(.noSuchPlace) }
    if refersToWorkflow(found) { return error(.reference) }
    if !keepsStructure(entry, inPlaceOf: found) { return error(.structure) }
    // The other members of a resource locator belong to what it refers to.
    var around = entry.pointer.tokens
    while around.count > 2 {
      around.removeLast()
      if let locator = node.value(at: JSONPointer(tokens: around)), locator["__rl"] != nil,
        refersToWorkflow(locator)
      {
        return error(.reference)
      }
    }
    return nil
  }

  /// Whether the value is a list where a list stands, an object where an object does, and neither elsewhere. Of null, and
  /// of a marker, nobody can say what it stands for.
  static func keepsStructure(_ entry: OverlayEntry, inPlaceOf found: JSON) -> Bool {
    switch (found, entry.value) {
    case (.null, _), (.array, .array), (.object, .object): true
    case (.string(let text), _) where text.isExactly(marker(at: entry.pointer)): true
    case (.array, _), (.object, _), (_, .array), (_, .object): false
    default: true
    }
  }

  private static func refersToWorkflow(_ json: JSON) -> Bool {
    switch json {
    case .string(let text): WorkflowSymbol.canonicalID(in: text) != nil
    case .array(let elements): elements.contains(where: refersToWorkflow)
    case .object(let object): object.contains { refersToWorkflow($0.value) }
    case .null, .bool, .number: false
    }
  }

  /// The portable form with the overlay's values in place of the markers that stand there.
  package func unmasked(_ portable: JSON, workflow canonicalID: String) -> JSON {
    entries.filter { $0.workflow == canonicalID }.reduce(portable, Self.unmasked)
  }

  /// The portable form with the value of an entry in place of the marker that stands there.
  package static func unmasked(_ portable: JSON, _ entry: OverlayEntry) -> JSON {
    var result = portable
    for (index, node) in (portable["nodes"]?.arrayValue ?? []).enumerated()
    where node["name"]?.stringValue?.isExactly(entry.node) == true {
      guard let text = node.value(at: entry.pointer)?.stringValue,
        text.isExactly(marker(at: entry.pointer))
      else { continue }
      result.set(entry.value, at: JSONPointer(tokens: ["nodes", "\(index)"] + entry.pointer.tokens))
    }
    return result
  }
}
