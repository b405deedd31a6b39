/// The parameters that a node type declares secret, as a tree by name.
final class DeclaredSecrets {
  /// Whether a secret stands here.
  private(set) var isSecret = false
  private(set) var inside: [String: DeclaredSecrets] = [:]

  private init() {}

  /// Nil for a type that declares none.
  convenience init?(_ type: NodeTypeKnowledge?) {
    guard let pointers = type?.secretPointers, !pointers.isEmpty else { return nil }
    self.init()
    for pointer in pointers {
      var place = self
      for name in pointer.split(separator: "/").map(String.init) {
        let next = place.inside[name] ?? DeclaredSecrets()
        place.inside[name] = next
        place = next
      }
      place.isSecret = true
    }
  }
}
