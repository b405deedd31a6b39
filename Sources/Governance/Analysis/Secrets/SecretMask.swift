/// Takes secrets out of texts that are made from a workflow and shown to people: those that the scanner finds in such a
/// text itself, and those that it has found anywhere in the workflow.
struct SecretMask: Sendable {
  private let known: KnownTexts

  /// - Parameter secrets: what was found in the workflow.
  init(_ secrets: some Sequence<String>) { known = KnownTexts(secrets) }

  /// The text with a placeholder in the place of each secret.
  func masked(_ text: String) -> String {
    let found = SecretPlace.plain.matches(in: text).map(\.range) + known.ranges(in: Array(text.utf8))
    return SecretPlaceholder.redact(found, in: text)
  }
}
