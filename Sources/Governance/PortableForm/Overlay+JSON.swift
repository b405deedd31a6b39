package import JSON

extension Overlay {
  /// Reads `overlay.json`: an object of workflows, of nodes, of JSON Pointers into the node. `$schema` is skipped.
  package init(_ json: JSON) throws(OverlayError) {
    self.init()
    for (canonicalID, nodes) in try Self.members(of: json, workflow: "", node: "")
    where canonicalID != "$schema" {
      for (node, places) in try Self.members(of: nodes, workflow: canonicalID, node: "") {
        for (text, value) in try Self.members(of: places, workflow: canonicalID, node: node) {
          guard let pointer = try? JSONPointer(text) else {
            throw OverlayError(workflow: canonicalID, node: node, pointer: text, reason: .notAParameter)
          }
          try set(value, workflow: canonicalID, node: node, at: pointer)
        }
      }
    }
  }

  private static func members(of json: JSON, workflow: String, node: String) throws(OverlayError)
    -> JSONObject
  {
    guard let object = json.objectValue else {
      throw OverlayError(workflow: workflow, node: node, pointer: "", reason: .malformed)
    }
    return object
  }

  /// The overlay as `overlay.json` holds it.
  package var json: JSON {
    var result = JSONObject()
    for (canonicalID, nodes) in values {
      var byNode = JSONObject()
      for (node, places) in nodes {
        byNode[node.text] = .object(JSONObject(places.map { ($0.key.description, $0.value) }))
      }
      result[canonicalID] = .object(byNode)
    }
    return .object(result)
  }
}
