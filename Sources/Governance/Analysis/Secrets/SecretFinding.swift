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

extension SecretFinding {
  /// What was found; a secret that stands in two places twice.
  ///
  /// - Parameters:
  ///   - findings: as a scanner gives them: those of one text follow one another.
  ///   - workflow: the document that they are of.
  static func values(of findings: [SecretFinding], in workflow: JSON) -> [String] {
    var result: [String] = []
    var place: JSONPointer?
    var bytes: [UInt8] = []
    for finding in findings {
      if finding.pointer != place {
        place = finding.pointer
        bytes = Array((workflow.value(at: finding.pointer)?.stringValue ?? "").utf8)
      }
      guard finding.range.upperBound <= bytes.count else { continue }
      result.append(String(decoding: bytes[finding.range], as: UTF8.self))
    }
    return result
  }
}
