import JSON

/// A string compared by its bytes. Node names are keys in n8n byte for byte, while Swift takes canonically
/// equivalent strings for equal.
struct ExactText: Hashable, Comparable, Sendable {
  let text: String

  init(_ text: String) { self.text = text }

  static func == (left: ExactText, right: ExactText) -> Bool {
    left.text.hasSameScalars(as: right.text)
  }

  func hash(into hasher: inout Hasher) {
    text.hashScalars(into: &hasher)
  }

  /// By UTF-8 bytes, which is the order of code points.
  static func < (left: ExactText, right: ExactText) -> Bool {
    left.text.precedesByScalars(right.text)
  }
}

extension String {
  /// Whether both strings hold the same bytes.
  func isExactly(_ other: String) -> Bool { hasSameScalars(as: other) }
}
