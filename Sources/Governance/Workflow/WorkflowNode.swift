package import JSON

/// A reading of one element of a workflow's `nodes`. What is missing or of the wrong kind reads as its default.
package final class WorkflowNode: Sendable {
  /// The node as it stands in the document.
  package let json: JSONObject

  /// The name, by which connections and expressions refer to the node.
  package let name: String

  /// The node's id inside its workflow; nil in old files and for nodes that an API client made without one.
  package let id: String?

  /// The type with its package: `n8n-nodes-base.httpRequest`.
  package let type: String

  /// The version of the type; nil where the document has none, or a number that JavaScript does not have.
  package let typeVersion: Double?

  /// The parameters that are stored.
  package let parameters: JSONObject

  /// The place on the canvas.
  package var position: CanvasPosition { CanvasPosition(json["position"]) }

  /// Reads a node; nil where the element is no object.
  package init?(_ json: JSON) {
    guard let object = json.objectValue else { return nil }
    self.json = object
    var (name, type): (String, String) = ("", "")
    var id: String?
    var typeVersion: Double?
    var parameters = JSONObject()
    object.forEachMember { key, value in
      switch (key, value) {
      case ("name", .string(let text)): name = text
      case ("id", .string(let text)): id = text
      case ("type", .string(let text)): type = text
      case ("typeVersion", .number(let number)): typeVersion = number.double.isFinite ? number.double : nil
      case ("parameters", .object(let object)): parameters = object
      default: break
      }
    }
    (self.name, self.type, self.id) = (name, type, id)
    (self.typeVersion, self.parameters) = (typeVersion, parameters)
  }

  /// The credentials by credential type.
  package var credentials: JSONObject { json["credentials"]?.objectValue ?? JSONObject() }

  /// Whether the node is switched off: data passes through it, as a trigger it does not fire.
  package var isDisabled: Bool { json["disabled"]?.boolValue ?? false }

  /// Whether the node is a note on the canvas, which never runs.
  package var isStickyNote: Bool { type == "n8n-nodes-base.stickyNote" }

  /// The type without its package: `httpRequest`.
  package var shortType: String { type.split(separator: ".").last.map(String.init) ?? type }
}
