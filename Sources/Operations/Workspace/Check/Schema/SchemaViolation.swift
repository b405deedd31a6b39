import JSON

/// One place at which a value is not as its schema says. The value itself is never told: it may be a secret that
/// somebody put where only a reference belongs.
struct SchemaViolation: Sendable, Hashable {
  let pointer: JSONPointer
  /// The keyword of the schema that is broken, such as `required`.
  let keyword: String
  /// What is wrong, in printable text.
  let problem: String
  /// What is expected there, as the schema describes it.
  let expectation: String?

  /// Whether it is about a member's name and not about its value.
  var isAboutName: Bool { keyword == "additionalProperties" || keyword == "propertyNames" }
}
