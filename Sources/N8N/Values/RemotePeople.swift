package import JSON

/// A user of an instance.
package struct RemoteUser: RemoteDocument, Hashable {
  package let json: JSON
  /// The instance's id.
  package let id: String
  /// The mail address; nil where n8n keeps it to itself.
  package let email: String?

  package init?(_ json: JSON) {
    guard let id = json["id"]?.idValue else { return nil }
    (self.json, self.id) = (json, id)
    email = json["email"]?.stringValue
  }

  /// The role (`global:owner`); nil where it was not asked for.
  package var role: String? { json["role"]?.stringValue }
  /// Whether the invitation was not taken up yet.
  package var isPending: Bool { json["isPending"]?.boolValue ?? false }
}

/// A project of an instance.
package struct RemoteProject: RemoteDocument, Hashable {
  package let json: JSON
  /// The instance's id.
  package let id: String
  /// The name.
  package let name: String

  package init?(_ json: JSON) {
    guard let id = json["id"]?.idValue, let name = json["name"]?.stringValue else { return nil }
    (self.json, self.id, self.name) = (json, id, name)
  }

  /// `personal` or `team`.
  package var type: String? { json["type"]?.stringValue }
}

/// A variable of an instance. n8n gives its value in clear, so it never prints.
package struct RemoteVariable: RemoteDocument, Hashable {
  package let json: JSON
  /// The instance's id.
  package let id: String
  /// The name that `$vars` has it by.
  package let key: String

  package init?(_ json: JSON) {
    guard let id = json["id"]?.idValue, let key = json["key"]?.stringValue else { return nil }
    (self.json, self.id, self.key) = (json, id, key)
  }

  /// The value.
  package var value: String? { json["value"]?.stringValue }
}

extension RemoteVariable: CustomStringConvertible, CustomReflectable {
  package var description: String { "variable \(key)" }
  package var customMirror: Mirror { Mirror(self, unlabeledChildren: [description]) }
}
