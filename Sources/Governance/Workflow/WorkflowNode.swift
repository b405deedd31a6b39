package import JSON

/// A reading of one element of a workflow's `nodes`. What is missing or of the wrong kind reads as its default.
package struct WorkflowNode: Sendable {
  /// The node as it stands in the document.
  package let json: JSONObject

  /// Reads a node; nil where the element is no object.
  package init?(_ json: JSON) {
    guard let object = json.objectValue else { return nil }
    self.json = object
  }

  /// The name, by which connections and expressions refer to the node.
  package var name: String { json["name"]?.stringValue ?? "" }

  /// The node's id inside its workflow; nil in old files and for nodes that an API client made without one.
  package var id: String? { json["id"]?.stringValue }

  /// The type with its package: `n8n-nodes-base.httpRequest`.
  package var type: String { json["type"]?.stringValue ?? "" }

  /// The version of the type; nil where the document has none.
  package var typeVersion: Double? { json["typeVersion"]?.doubleValue }

  /// The parameters that are stored.
  package var parameters: JSONObject { json["parameters"]?.objectValue ?? JSONObject() }

  /// The credentials by credential type.
  package var credentials: JSONObject { json["credentials"]?.objectValue ?? JSONObject() }

  /// Whether the node is switched off: data passes through it, as a trigger it does not fire.
  package var isDisabled: Bool { json["disabled"]?.boolValue ?? false }

  /// The place on the canvas.
  package var position: CanvasPosition { CanvasPosition(json["position"]) }

  /// Whether the node is a note on the canvas, which never runs.
  package var isStickyNote: Bool { type == "n8n-nodes-base.stickyNote" }

  /// The type without its package: `httpRequest`.
  package var shortType: String { type.split(separator: ".").last.map(String.init) ?? type }
}
