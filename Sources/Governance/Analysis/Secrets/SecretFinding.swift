package import JSON

/// A secret that stands in a workflow in the clear. Says where, never what.
package struct SecretFinding: Sendable, Hashable {
  /// How sure the detector is.
  package enum Confidence: String, Sendable, Hashable, Comparable {
    /// The name of the place says that a secret belongs there, and what stands there looks like one.
    case likely
    /// The text has the form of a known kind of key.
    case certain

    package static func < (left: Confidence, right: Confidence) -> Bool {
      left == .likely && right == .certain
    }
  }

  /// The detector that found it: `openai-key`, `named-value`, ...
  package var detector: String
  /// What it is, in words: "an OpenAI API key".
  package var kind: String
  package var confidence: Confidence
  /// The node it stands in; nil outside of nodes.
  package var node: String?
  /// The place of the text in the workflow.
  package var pointer: JSONPointer
  /// The bytes of the text (UTF-8) that are the secret.
  package var range: Range<Int>
}
