/// A parameter that n8n itself treats as a password: whatever stands in it is one, an expression left out.
enum PasswordFieldRule {
  static func matches<Bytes>(in text: ScannedText<Bytes>) -> [SecretMatch] {
    guard !ExpressionTexts.isPresent(in: text), let range = SecretValue.anything(in: text) else { return [] }
    return [.likely("password-field", "a value in a password field", range)]
  }
}
