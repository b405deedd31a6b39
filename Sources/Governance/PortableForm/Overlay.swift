package import JSON

/// Values that differ in one environment on purpose: another URL, another sheet, another channel.
///
/// In portable content a marker stands where an overlay has a value, so that the content of two environments can be
/// the same. The value goes in when the workflow is written to its instance, and the marker comes back when it is
/// read; a value on the instance that is not the overlay's stays and shows as drift.
package struct Overlay: Sendable, Hashable {
  /// Canonical workflow id -> node name -> place in the node -> value.
  private(set) var values: [String: [ExactText: [JSONPointer: JSON]]] = [:]

  /// An overlay that changes nothing.
  package init() {}

  /// Whether no value is set.
  package var isEmpty: Bool { values.isEmpty }

  /// Sets the value at a place of a node (`/parameters/url`).
  ///
  /// - Throws: where the place is part of the workflow's structure or a credential, which no overlay may change.
  package mutating func set(
    _ value: JSON, workflow canonicalID: String, node: String, at pointer: JSONPointer
  ) throws(OverlayError) {
    guard pointer.tokens.count > 1, pointer.tokens[0] == "parameters" else {
      throw OverlayError(
        workflow: canonicalID, node: node, pointer: pointer.description, reason: .notAParameter)
    }
    if let text = value.stringValue, WorkflowSymbol.canonicalID(in: text) != nil {
      throw OverlayError(workflow: canonicalID, node: node, pointer: pointer.description, reason: .reference)
    }
    let others = (values[canonicalID]?[ExactText(node)] ?? [:]).keys.filter { $0 != pointer }
    if others.contains(where: {
      $0.tokens.starts(with: pointer.tokens) || pointer.tokens.starts(with: $0.tokens)
    }) {
      throw OverlayError(workflow: canonicalID, node: node, pointer: pointer.description, reason: .overlaps)
    }
    values[canonicalID, default: [:]][ExactText(node), default: [:]][pointer] = value
  }

  /// Takes a value away.
  ///
  /// - Returns: the value; nil where there was none.
  package mutating func remove(workflow canonicalID: String, node: String, at pointer: JSONPointer) -> JSON? {
    let name = ExactText(node)
    guard let value = values[canonicalID]?[name]?.removeValue(forKey: pointer) else { return nil }
    if values[canonicalID]?[name]?.isEmpty == true { values[canonicalID]?[name] = nil }
    if values[canonicalID]?.isEmpty == true { values[canonicalID] = nil }
    return value
  }

  /// The places at which the portable form of a workflow does not have what the overlay changes, or has something of
  /// another structure.
  package func problems(in portable: JSON, workflow canonicalID: String) -> [OverlayError] {
    var result: [OverlayError] = []
    let nodes = (portable["nodes"]?.arrayValue ?? []).compactMap(WorkflowNode.init)
    for (name, places) in values[canonicalID] ?? [:] {
      guard let node = nodes.first(where: { ExactText($0.name) == name }) else {
        result += places.keys.map {
          OverlayError(workflow: canonicalID, node: name.text, pointer: $0.description, reason: .noSuchNode)
        }
        continue
      }
      for (pointer, value) in places {
        let entry = OverlayEntry(workflow: canonicalID, node: name.text, pointer: pointer, value: value)
        guard let reason = Self.reason(against: entry, JSON.object(node.json).value(at: pointer)) else {
          continue
        }
        result.append(
          OverlayError(
            workflow: canonicalID, node: name.text, pointer: pointer.description, reason: reason))
      }
    }
    return result.sorted { ($0.node, $0.pointer) < ($1.node, $1.pointer) }
  }

  private static func reason(against entry: OverlayEntry, _ found: JSON?) -> OverlayError.Reason? {
    guard let found else { return .noSuchPlace }
    return keepsStructure(entry, inPlaceOf: found) ? nil : .structure
  }

  /// The portable form with markers in place of whatever stands where the overlay has values: what the approved
  /// content of this environment is, made from another environment's.
  package func masked(_ portable: JSON, workflow canonicalID: String) -> JSON {
    guard values[canonicalID] != nil, var workflow = portable.objectValue else { return portable }
    let nodes = (workflow["nodes"]?.arrayValue ?? []).map { element -> JSON in
      guard var node = element.objectValue else { return element }
      mask(&node, workflow: canonicalID, onlyItsOwnValues: false)
      return .object(node)
    }
    workflow["nodes"] = .array(nodes)
    return .object(workflow)
  }

  /// Puts markers into a node: where the overlay has values, or only where the node has exactly those values.
  func mask(_ node: inout JSONObject, workflow canonicalID: String, onlyItsOwnValues: Bool) {
    guard let places = places(of: node, workflow: canonicalID) else { return }
    var json = JSON.object(node)
    for (pointer, value) in places {
      guard let found = json.value(at: pointer) else { continue }
      if onlyItsOwnValues && !found.equalsAsJavaScript(value) { continue }
      json.set(.string(Self.marker(at: pointer)), at: pointer)
    }
    if let masked = json.objectValue { node = masked }
  }

  /// Puts the overlay's values into a node.
  func apply(to node: inout JSONObject, workflow canonicalID: String) {
    guard let places = places(of: node, workflow: canonicalID) else { return }
    var json = JSON.object(node)
    for (pointer, value) in places { json.set(value, at: pointer) }
    if let changed = json.objectValue { node = changed }
  }

  private func places(of node: JSONObject, workflow canonicalID: String) -> [JSONPointer: JSON]? {
    guard let name = node["name"]?.stringValue else { return nil }
    return values[canonicalID]?[ExactText(name)]
  }

  /// The marker for a place: it counts as one only where it stands at exactly that place.
  static func marker(at pointer: JSONPointer) -> String { "overlay:\(pointer)" }

  /// The places of a node at which a marker stands.
  static func markers(in node: JSONObject) -> [JSONPointer] {
    var found: [JSONPointer] = []
    func walk(_ json: JSON, _ pointer: JSONPointer) {
      switch json {
      case .string(let text):
        if text.hasPrefix("overlay:/"), text.isExactly(marker(at: pointer)) { found.append(pointer) }
      case .array(let elements):
        for (index, element) in elements.enumerated() { walk(element, pointer.appending(index)) }
      case .object(let object):
        for (key, value) in object { walk(value, pointer.appending(key)) }
      case .null, .bool, .number:
        break
      }
    }
    walk(node["parameters"] ?? .null, JSONPointer().appending("parameters"))
    return found
  }
}
