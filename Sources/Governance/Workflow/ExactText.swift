/// A string compared by its bytes. Node names are keys in n8n byte for byte, while Swift takes canonically
/// equivalent strings for equal.
struct ExactText: Hashable, Comparable, Sendable {
  let text: String

  init(_ text: String) { self.text = text }

  static func == (left: ExactText, right: ExactText) -> Bool {
    left.text == right.text && left.text.utf8.elementsEqual(right.text.utf8)
  }

  func hash(into hasher: inout Hasher) {
    var copy = text
    copy.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }

  /// By UTF-8 bytes, which is the order of code points.
  static func < (left: ExactText, right: ExactText) -> Bool {
    left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
  }
}

extension String {
  /// Whether both strings hold the same bytes.
  func isExactly(_ other: String) -> Bool { ExactText(self) == ExactText(other) }
}
