/// A regular expression of a schema (ECMA-262), found anywhere in a text.
///
/// `state/schemas` keeps to what ECMA-262, Python and Swift read alike: no `\d`, `\s` or `\w`.
struct SchemaPattern {
  private let expression: Regex<AnyRegexOutput>?

  /// A text that is no expression matches nothing.
  init(_ text: String) {
    expression = try? Regex(text).matchingSemantics(.unicodeScalar)
  }

  func matches(_ text: String) -> Bool {
    guard let expression else { return false }
    return text.firstMatch(of: expression) != nil
  }
}
