package import JSON

/// A tag of an instance.
package struct RemoteTag: RemoteDocument, Hashable {
  package let json: JSON
  /// The instance's id.
  package let id: String
  /// The name, unique within the instance.
  package let name: String

  package init?(_ json: JSON) {
    guard let id = json["id"]?.idValue, let name = json["name"]?.stringValue else { return nil }
    (self.json, self.id, self.name) = (json, id, name)
  }
}
