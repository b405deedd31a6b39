/// Secrets in text that people read, without quotes around them: `Authorization: Bearer abc...`, `password=abc...`,
/// `token abc...`. A message is only read, so that one too many costs nothing.
enum SpokenSecrets {
  private static let schemes: Set<String> = ["bearer", "basic", "token", "apikey"]

  /// The bytes of the values, from left to right.
  static func ranges(in text: String) -> [Range<Int>] {
    let bytes = Array(text.utf8)
    var result: [Range<Int>] = []
    var isAnnounced = false
    for word in words(in: bytes) {
      let name = String(decoding: bytes[word], as: UTF8.self)
      let isScheme = schemes.contains(name.lowercased())
      if isAnnounced, !isScheme {
        if bytes[word].count >= 6, !Placeholder.isOne(name) { result.append(word) }
        isAnnounced = false
      } else {
        let following = bytes[word.upperBound...].drop { $0 == 0x20 || $0 == UInt8(ascii: "\"") }.first
        let isNamed = following == UInt8(ascii: ":") || following == UInt8(ascii: "=")
        // Of a scheme alone the value has to follow at once, and to look like one: "a token is missing".
        isAnnounced =
          isNamed ? promisesSecret(name) || isScheme : isScheme && looksSecret(after: word, bytes)
      }
    }
    return result
  }

  private static func looksSecret(after word: Range<Int>, _ bytes: [UInt8]) -> Bool {
    let rest = bytes[word.upperBound...].drop { $0 == 0x20 }
    return SecretValue.isIssued(Array(rest.prefix(while: isWord)), least: 8)
  }

  /// A weak name, such as `key`, stands before too much else in a sentence.
  private static func promisesSecret(_ name: String) -> Bool {
    switch SecretName.kind(of: name) {
    case .password, .secret, .token: true
    case .weak, nil: false
    }
  }

  /// Runs of what keys and names are made of.
  private static func words(in bytes: [UInt8]) -> [Range<Int>] {
    var result: [Range<Int>] = []
    var start: Int?
    for (index, byte) in bytes.enumerated() {
      if isWord(byte) {
        if start == nil { start = index }
      } else if let begun = start {
        result.append(begun..<index)
        start = nil
      }
    }
    if let begun = start { result.append(begun..<bytes.count) }
    return result
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), 0x80...:
      true
    default: "_-.+/~!$%^*@#".utf8.contains(byte)
    }
  }
}
