import JSON

/// Takes secrets out of a text for people, an error message for example. It is never deployed, so that nothing has to be
/// kept: whatever the policy does with those of workflows, these are replaced for good.
package struct SecretText: Sendable {
  private let policy: SecretPolicy

  /// - Parameter policy: its exceptions hold here too.
  package init(policy: SecretPolicy) { self.policy = policy }

  /// The text with a placeholder in the place of each secret.
  ///
  /// - Parameters:
  ///   - node: the node that the text is about.
  ///   - workflow: the workflow that the text is about; nil where it is unmanaged.
  package func redacted(_ text: String, node: String?, workflow: Slug?) -> String {
    let found = Self.secrets(in: text).filter { detector, range in
      let finding = SecretFinding(
        detector: detector, kind: "", confidence: .likely, node: node, pointer: JSONPointer(), range: range)
      return !policy.allows(finding, in: workflow)
    }
    return SecretPlaceholder.redact(found.map(\.range), in: text)
  }

  private static func secrets(in text: String) -> [(detector: String, range: Range<Int>)] {
    SecretPlace.plain.matches(in: text).map { ($0.detector, $0.range) }
      + SpokenSecrets.ranges(in: text).map { ("named-value", $0) }
      + HookAddresses.ranges(in: text).map { ("webhook-address", $0) }
  }
}
