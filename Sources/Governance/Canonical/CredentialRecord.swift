/// `credentials/<credential>.json`: one credential by the name that workflows use for it, and which n8n
/// credential that is in each environment. No secret is ever in it.
package struct CredentialRecord: Sendable, Hashable, Codable {
  /// Logical name; unique together with the type.
  package var name: String
  /// n8n credential type, such as `postgres`.
  package var type: String
  /// Environment -> the credential there.
  package var mappings: [Slug: CredentialMapping]

  package init(name: String, type: String, mappings: [Slug: CredentialMapping] = [:]) {
    self.name = name
    self.type = type
    self.mappings = mappings
  }
}

/// A credential of one n8n instance.
package struct CredentialMapping: Sendable, Hashable, Codable {
  package var id: String
  /// Display name there when it was mapped.
  package var name: String

  package init(id: String, name: String) {
    self.id = id
    self.name = name
  }
}
