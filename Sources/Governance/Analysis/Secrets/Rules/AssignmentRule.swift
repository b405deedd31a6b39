/// A constant named like a secret, in code, JSON, YAML or a shell: `const apiKey = "..."`, `"password": "..."`,
/// `headers['X-Api-Key'] = '...'`, `-H "X-Api-Key: ..."`, `export TOKEN=...`.
enum AssignmentRule {
  private static let valueEnd = ByteSet(" \t\n\r\"'`\\,;&<)}")
  /// As ``valueEnd``, and `(`, behind which a call stands and no value.
  private static let variableEnd = valueEnd + ByteSet("(")
  private static let sentence = ByteSet.lower + .upper + ByteSet("(")

  /// Called at `:` or `=`.
  static func match<Bytes>(_ text: ScannedText<Bytes>, at sign: Int) -> SecretMatch? {
    guard let operation = Operation(text, at: sign), let name = text.name(before: operation.start),
      let kind = SecretName.kind(of: text, name), !isChoice(text, name)
    else { return nil }
    let start = text.end(of: .space, from: operation.end, limit: 8)
    if let quoted = text.quoted(at: start) {
      let isWeak = operation.compares || isIssued(kind) && isProse(text, name, operation.end..<start, quoted)
      let secret = SecretValue.secret(in: text, quoted, isWeak ? .weak : kind)
      return secret.map { .likely("code-constant", "a constant named like a secret", $0) }
    }
    guard !operation.compares else { return nil }
    let isVariable = start == operation.end && text[sign] == UInt8(ascii: "=") && isAllCapitals(text, name)
    return isVariable ? variable(text, start, kind) : plain(text, start, kind)
  }

  /// The kind of the name that gets a value here; nil where the sign assigns nothing.
  static func kind<Bytes>(_ text: ScannedText<Bytes>, assignedAt sign: Int) -> SecretName.Kind? {
    guard let operation = Operation(text, at: sign), !operation.compares,
      let name = text.name(before: operation.start), !isChoice(text, name)
    else { return nil }
    return SecretName.kind(of: text, name)
  }

  private static func isIssued(_ kind: SecretName.Kind) -> Bool { kind == .token || kind == .authorization }

  /// Whether a sentence goes on or ends behind the quotes: `a token: "..." is an example`. What is issued is longer than most
  /// examples; what people choose may be as short, and is found in prose too.
  private static func isProse<Bytes>(
    _ text: ScannedText<Bytes>, _ name: Range<Int>, _ space: Range<Int>, _ quoted: Range<Int>
  ) -> Bool {
    let isEscaped = text[quoted.upperBound] == UInt8(ascii: "\\")
    let end = quoted.upperBound + (isEscaped ? 2 : 1)
    let next = text[end + 1]
    let goesOn = text[end] == UInt8(ascii: " ") && sentence.contains(next)
    let hasEnded = text[end] == UInt8(ascii: ".") && next <= 0x20
    return text[space.lowerBound - 1] == UInt8(ascii: ":") && space.lowerBound == name.upperBound + 1
      && !space.isEmpty && (goesOn || hasEnded)
  }

  /// A value without quotes: in code it would be a name, so that it has to be unmistakable. A header may have a scheme
  /// before it; those that are known to it are of ``AuthorizationRule``.
  private static func plain<Bytes>(_ text: ScannedText<Bytes>, _ start: Int, _ kind: SecretName.Kind)
    -> SecretMatch?
  {
    let scheme = kind == .authorization ? AuthorizationRule.endOfOtherScheme(text, at: start) : nil
    let start = scheme ?? start
    let range = start..<text.end(of: .bearer, from: start, limit: 1_024)
    // Behind a scheme an identifier is a key: `GenieKey`.
    let isKey = scheme != nil && range.count == 36 && SecretValue.isUUID(Array(text.bytes[range]))
    return value(text, range, isKey ? .token : .weak)
  }

  /// The value of a variable of a shell, which is no code: it goes up to a space or to a sign of the shell.
  private static func variable<Bytes>(_ text: ScannedText<Bytes>, _ start: Int, _ kind: SecretName.Kind)
    -> SecretMatch?
  {
    value(text, start..<text.first(in: variableEnd, from: start, limit: 1_024), kind)
  }

  private static func value<Bytes>(_ text: ScannedText<Bytes>, _ value: Range<Int>, _ kind: SecretName.Kind)
    -> SecretMatch?
  {
    guard !value.isEmpty, value.upperBound == text.count || valueEnd.contains(text[value.upperBound]),
      let secret = SecretValue.secret(in: text, value, kind)
    else { return nil }
    return .likely("code-constant", "a constant named like a secret", secret)
  }

  /// Whether it is the second part of `condition ? token : "..."`.
  private static func isChoice<Bytes>(_ text: ScannedText<Bytes>, _ name: Range<Int>) -> Bool {
    let before = text.start(of: .space, before: name.lowerBound, limit: 8)
    return before < name.lowerBound && text[before - 1] == UInt8(ascii: "?")
  }

  private static func isAllCapitals<Bytes>(_ text: ScannedText<Bytes>, _ name: Range<Int>) -> Bool {
    text.bytes[name].allSatisfy((ByteSet.capitals + ByteSet("_") + .beyond).contains)
  }

  /// `=`, `:`, `:=`, `=>` assign, `==`, `===`, `!=`, `!==` compare; the rest does neither.
  private struct Operation {
    let start: Int
    let end: Int
    let compares: Bool

    init?<Bytes>(_ text: ScannedText<Bytes>, at sign: Int) {
      let equals = UInt8(ascii: "=")
      if text[sign] == UInt8(ascii: ":") {
        start = sign
        end = text[sign + 1] == equals ? sign + 2 : sign + 1
        compares = false
        return
      }
      let before = text[sign - 1]
      guard !ByteSet("=<>+*/%:").contains(before) else { return nil }
      start = before == UInt8(ascii: "!") ? sign - 1 : sign
      let run = text.end(of: ByteSet("="), from: sign, limit: 3)
      compares = before == UInt8(ascii: "!") || run > sign + 1
      end = !compares && text[run] == UInt8(ascii: ">") ? run + 1 : run
    }
  }
}
