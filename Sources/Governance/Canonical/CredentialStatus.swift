/// What is known of a credential in one environment without asking anybody (CRED-004).
package enum CredentialStatus: String, Sendable, Hashable, Codable, CaseIterable {
  /// It is there, nodes use it as what it is, and those of managed workflows know it by its logical name.
  case valid = "VALID"
  /// Nodes or a mapping name it, and the instance does not list it.
  case missing = "MISSING"
  /// It is of another type than its logical credential or a node says.
  case typeMismatch = "TYPE_MISMATCH"
  /// Nodes of managed workflows use it, and no logical credential stands for it here.
  case unmapped = "UNMAPPED"
  /// No node uses it.
  case unused = "UNUSED"

  /// The status in words.
  package var words: String {
    switch self {
    case .valid: "valid"
    case .missing: "missing"
    case .typeMismatch: "type mismatch"
    case .unmapped: "unmapped"
    case .unused: "unused"
    }
  }
}
