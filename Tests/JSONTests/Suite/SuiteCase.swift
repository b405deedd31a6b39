import Testing

/// A text of nst/JSONTestSuite: its file name without prefix and extension, and its bytes.
struct SuiteCase: Sendable, CustomTestStringConvertible {
  let name: String
  let bytes: [UInt8]

  init(_ name: String, _ text: String, times: Int = 1) {
    self.name = name
    bytes = Array(String(repeating: text, count: times).utf8)
  }

  /// Text before, bytes that are no UTF-8, text after.
  init(_ name: String, _ before: String, _ middle: [UInt8], _ after: String = "") {
    self.name = name
    bytes = Array(before.utf8) + middle + Array(after.utf8)
  }

  var testDescription: String { name }
}
