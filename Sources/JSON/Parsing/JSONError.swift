/// Why and where a text is not acceptable JSON.
package struct JSONError: Error, Sendable, Hashable {
  /// What is wrong.
  package let reason: Reason

  /// The line, counted from 1. A line ends at LF, CR LF or CR.
  package let line: Int

  /// The column in characters (Unicode scalars), counted from 1. A byte order mark is not counted.
  package let column: Int

  /// The offset in bytes from the start of the text, a byte order mark included.
  package let offset: Int

  /// What can be wrong with a text.
  package enum Reason: Sendable, Hashable {
    /// The text ends where something was still to come.
    case unexpectedEnd(expected: String)
    /// Something else stands where `expected` should.
    case unexpected(expected: String)
    /// A number breaks the grammar of RFC 8259, section 6.
    case invalidNumber
    /// A backslash is followed by nothing that JSON knows.
    case invalidEscape
    /// A control character stands unescaped in a string.
    case controlCharacter
    /// The bytes are no UTF-8.
    case invalidUTF8
    /// Something follows the value.
    case trailingContent
    /// More than ``JSONLimits/maxDepth``.
    case tooDeep(limit: Int)
    /// More than ``JSONLimits/maxBytes``.
    case tooLarge(limit: Int)
    /// More than ``JSONLimits/maxValues``.
    case tooManyValues(limit: Int)
  }
}

extension JSONError: CustomStringConvertible {
  package var description: String { "line \(line), column \(column): \(reason)" }
}

extension JSONError.Reason: CustomStringConvertible {
  package var description: String {
    switch self {
    case .unexpectedEnd(let expected): "the text ends where \(expected) is expected"
    case .unexpected(let expected): "expected \(expected)"
    case .invalidNumber: "not a JSON number"
    case .invalidEscape: "not a JSON escape sequence"
    case .controlCharacter: "a control character in a string must be escaped"
    case .invalidUTF8: "the bytes are not UTF-8"
    case .trailingContent: "something follows the value"
    case .tooDeep(let limit): "nested deeper than \(limit) levels"
    case .tooLarge(let limit): "larger than \(limit) bytes"
    case .tooManyValues(let limit): "more than \(limit) values"
    }
  }
}
