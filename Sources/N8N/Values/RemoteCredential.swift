package import JSON

/// What an instance tells of a credential: never its data.
package struct RemoteCredential: RemoteDocument, Hashable {
  package let json: JSON
  /// The instance's id; nil in the answer to a deletion before 2.40.
  package let id: String?
  /// The name; not unique.
  package let name: String
  /// The credential type's name.
  package let type: String

  package init?(_ json: JSON) {
    guard let name = json["name"]?.stringValue, let type = json["type"]?.stringValue else { return nil }
    (self.json, self.name, self.type) = (json, name, type)
    id = json["id"]?.idValue
  }

  /// When it was last changed, as n8n writes it.
  package var updatedAt: String? { json["updatedAt"]?.stringValue }
}

/// What n8n's own test of a credential found.
package struct CredentialTest: Sendable, Hashable {
  /// The outcome.
  package enum Verdict: String, Sendable, Hashable, Codable {
    /// It works.
    case works
    /// It does not.
    case fails
    /// n8n has no test for this type (a header credential: 400 in 2.30, "Error" in 2.40; api.md 3.2).
    case untested
  }

  /// The outcome.
  package let verdict: Verdict
  /// n8n's words, on one line; empty where it said none.
  package let message: String
}
