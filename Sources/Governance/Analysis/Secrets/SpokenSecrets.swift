/// Secrets in text that people read, mostly without quotes around them: `Authorization: Bearer abc...`, `password=abc...`,
/// `token abc...`. A message is only read, so that one too many costs nothing.
enum SpokenSecrets {
  private static let schemes: Set<String> = ["bearer", "basic", "token", "apikey", "digest", "negotiate"]
  private static let verbs: Set<String> = ["is", "was"]
  private static let cookies: Set<String> = ["cookie", "set-cookie"]

  /// The bytes of the values, from left to right.
  static func ranges(in text: String) -> [Range<Int>] {
    let message = SpokenText(text)
    var result: [Range<Int>] = []
    var end = 0
    for word in message.words where word.lowerBound >= end {
      guard let value = value(behind: word, in: message) else { continue }
      result.append(value)
      end = value.upperBound
    }
    return result
  }

  private static func value(behind word: Range<Int>, in message: SpokenText) -> Range<Int>? {
    let name = message.text(word)
    let lowered = name.lowercased()
    let isScheme = schemes.contains(lowered)
    if let sign = message.endOfSign(behind: word.upperBound) {
      if cookies.contains(lowered) { return message.line(from: sign) }
      guard isScheme || promisesSecret(name) else { return nil }
      return named(from: sign, in: message)
    }
    // Of a scheme alone the value has to follow at once, and to look like one: "a token is missing".
    if isScheme { return message.word(behind: word.upperBound).flatMap { issued($0, in: message) } }
    guard promisesChosenSecret(name) else { return nil }
    return message.quoted(behind: word.upperBound, least: 4) ?? chosen(behind: word.upperBound, in: message)
  }

  /// What looks chosen right behind a name: `password hunter22`, `the secret was hunter22`; words of a sentence do not.
  private static func chosen(behind name: Int, in message: SpokenText) -> Range<Int>? {
    var start = name
    while let word = message.word(behind: start), verbs.contains(message.text(word).lowercased()) {
      start = word.upperBound
    }
    guard let value = message.value(from: message.endOfSign(behind: start) ?? start) else { return nil }
    return SecretValue.secret(in: ScannedText(message.bytes), value, .password)
  }

  /// The value that a name announces. Short ones only right behind the sign: "token: must be a string".
  private static func named(from sign: Int, in message: SpokenText) -> Range<Int>? {
    var start = sign
    while let scheme = message.word(behind: start),
      schemes.contains(message.text(scheme).lowercased()), message.word(behind: scheme.upperBound) != nil
    {
      start = scheme.upperBound
    }
    guard let value = message.value(from: start), !Placeholder.isOne(message.text(value)) else { return nil }
    return value.count >= (value.lowerBound > sign ? 6 : 1) || message.isQuoted(value) ? value : nil
  }

  private static func issued(_ word: Range<Int>, in message: SpokenText) -> Range<Int>? {
    SecretValue.isIssued(Array(message.bytes[word]), least: 8) && !Placeholder.isOne(message.text(word))
      ? word : nil
  }

  /// A weak name, such as `key`, stands before too much else in a sentence.
  private static func promisesSecret(_ name: String) -> Bool {
    switch SecretName.kind(of: name) {
    case .password, .secret, .token, .authorization: true
    case .weak, nil: false
    }
  }

  /// What people choose, so that it may look like nothing where it is quoted. A `token` has many meanings.
  private static func promisesChosenSecret(_ name: String) -> Bool {
    switch SecretName.kind(of: name) {
    case .password, .secret: true
    case .token, .authorization, .weak, nil: false
    }
  }
}
