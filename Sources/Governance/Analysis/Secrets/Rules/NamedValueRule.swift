/// The value of a parameter named like a secret: a header, a part of a query or of a body, an assignment.
enum NamedValueRule {
  static func matches<Bytes>(in text: ScannedText<Bytes>, _ kind: SecretName.Kind) -> [SecretMatch] {
    if ExpressionTexts.isPresent(in: text) {
      // What an expression only puts together is none; a text inside of it may be one.
      return ExpressionTexts.all(in: text).compactMap { range in
        SecretValue.secret(in: text, range, .weak).map(match)
      }
    }
    return SecretValue.secret(in: text, 0..<text.count, kind).map { [match($0)] } ?? []
  }

  private static func match(_ range: Range<Int>) -> SecretMatch {
    .likely("named-value", "a value named like a secret", range)
  }
}
