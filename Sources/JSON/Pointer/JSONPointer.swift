/// A place in a JSON value (RFC 6901): the names and indices that lead to it from the root.
package struct JSONPointer: Sendable {
  /// The member names and array indices, unescaped, from the root.
  package let tokens: [String]

  /// The root.
  package init() { tokens = [] }

  /// The place that `tokens`, unescaped, lead to.
  package init(tokens: [String]) { self.tokens = tokens }

  /// The place that a pointer's text names: empty, or tokens each after a `/` with `~0` for `~` and `~1` for
  /// `/`.
  package init(_ text: String) throws(JSONPointerError) {
    guard !text.isEmpty else {
      tokens = []
      return
    }
    guard text.unicodeScalars.first == "/" else { throw JSONPointerError(text: text, reason: .noSlash) }
    var tokens: [String] = []
    for part in text.utf8.dropFirst().split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
      guard let token = Self.unescape(part) else { throw JSONPointerError(text: text, reason: .badEscape) }
      tokens.append(token)
    }
    self.tokens = tokens
  }

  /// The place of the member `token` in the value at this place.
  package func appending(_ token: String) -> JSONPointer { JSONPointer(tokens: tokens + [token]) }

  /// The place of the element `index` in the array at this place.
  package func appending(_ index: Int) -> JSONPointer { appending(String(index)) }

  private static func unescape(_ part: Substring.UTF8View) -> String? {
    var bytes: [UInt8] = []
    var rest = part[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "~") else {
        bytes.append(byte)
        continue
      }
      switch rest.popFirst() {
      case UInt8(ascii: "0"): bytes.append(UInt8(ascii: "~"))
      case UInt8(ascii: "1"): bytes.append(UInt8(ascii: "/"))
      default: return nil
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension JSONPointer: Hashable {
  /// Whether both have the same tokens by Unicode scalar, as JSON compares names.
  package static func == (left: JSONPointer, right: JSONPointer) -> Bool {
    left.tokens.elementsEqual(right.tokens) { $0.hasSameScalars(as: $1) }
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(tokens.count)
    for token in tokens { token.hashScalars(into: &hasher) }
  }
}

extension JSONPointer: CustomStringConvertible {
  /// The pointer's text, escaped.
  package var description: String {
    var bytes: [UInt8] = []
    for token in tokens {
      bytes.append(UInt8(ascii: "/"))
      for byte in token.utf8 {
        switch byte {
        case UInt8(ascii: "~"): bytes.append(contentsOf: [UInt8(ascii: "~"), UInt8(ascii: "0")])
        case UInt8(ascii: "/"): bytes.append(contentsOf: [UInt8(ascii: "~"), UInt8(ascii: "1")])
        default: bytes.append(byte)
        }
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// Why a text is no JSON Pointer.
package struct JSONPointerError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The text.
  package let text: String

  /// What is wrong with it.
  package let reason: Reason

  /// What can be wrong with a pointer's text.
  package enum Reason: Sendable, Hashable {
    /// It is not empty and does not begin with `/`.
    case noSlash
    /// A `~` is followed by something else than `0` or `1`.
    case badEscape
  }

  package var description: String {
    switch reason {
    case .noSlash: "the JSON Pointer \"\(text.printable)\" must be empty or begin with \"/\""
    case .badEscape: "the JSON Pointer \"\(text.printable)\" has a \"~\" that is not \"~0\" or \"~1\""
    }
  }
}
