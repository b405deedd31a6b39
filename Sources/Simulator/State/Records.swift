internal import JSON

/// A tag.
struct StoredTag: Codable {
  let id: String
  var name: String
  let createdAt: Int
  var updatedAt: Int
}

/// A credential without its data: the public API never shows them, so the simulator does not keep them.
struct StoredCredential: Codable {
  let id: String
  var name: String
  var type: String
  let createdAt: Int
  var updatedAt: Int
}

/// A person.
struct StoredUser: Codable {
  let id: String
  let email: String
  let firstName: String?
  let lastName: String?
  let role: String
  let isPending: Bool
  let createdAt: Int
}

/// A key of the public API.
struct StoredKey {
  /// Nil: all scopes of the owner.
  let scopes: Set<String>?
  /// Nil: never.
  let expiresAt: Int?
}
