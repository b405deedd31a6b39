/// What the name of a parameter, header or variable promises.
enum SecretName {
  /// What kind of secret stands behind a name.
  enum Kind: Sendable {
    /// What a person has chosen.
    case password
    /// A key that two sides share: chosen or made.
    case secret
    /// What a machine has issued.
    case token
    /// The name says little (`key`, `sig`): only a value that cannot be anything else counts.
    case weak
  }

  /// Names are looked at up to this length, in bytes.
  static let longest = 64

  private static let endings: [(String, Kind)] = [
    ("password", .password), ("passwd", .password), ("passphrase", .password), ("passcode", .password),
    ("pwd", .password), ("userpass", .password), ("dbpass", .password), ("smtppass", .password),
    ("secret", .secret), ("secretkey", .secret), ("signingkey", .secret), ("encryptionkey", .secret),
    ("privatekey", .secret), ("sharedkey", .secret), ("masterkey", .secret), ("accountkey", .secret),
    ("hmackey", .secret), ("sharedaccesskey", .secret),
    ("token", .token), ("apikey", .token), ("accesskey", .token), ("authkey", .token), ("appkey", .token),
    ("servicekey", .token), ("servicerolekey", .token), ("subscriptionkey", .token), ("licensekey", .token),
    ("authorization", .token), ("bearer", .token), ("jwt", .token), ("accesskeyid", .token),
    ("webhookkey", .token), ("adminkey", .token),
  ]

  private static let weak: Set<String> = [
    "key", "auth", "sig", "signature", "appid", "pass", "credential", "credentials", "hmac", "xkey",
    "clientkey",
    "integrationkey",
  ]

  /// Names that end so and mean something else: counts, cursors, what is public, what is no value.
  private static let innocent = [
    "maxtoken", "pagetoken", "nexttoken", "synctoken", "continuationtoken", "cursortoken", "stoptoken",
    "csrftoken", "requesttoken", "designtoken", "resettoken", "resumetoken", "changetoken", "skiptoken",
    "starttoken", "deltatoken", "hashedpassword", "showpassword", "forgotpassword", "resetpassword",
    "haspassword", "separatortoken", "replytoken",
  ]

  /// Nil where no secret belongs behind the name.
  static func kind(of name: String) -> Kind? { kind(of: ScannedText(Array(name.utf8)), nil) }

  /// - Parameter range: the name's bytes in the text; nil for all of it.
  static func kind<Bytes>(of text: ScannedText<Bytes>, _ range: Range<Int>?) -> Kind? {
    let range = range ?? 0..<text.count
    guard !range.isEmpty, range.count <= longest else { return nil }
    // The last letter tells most names apart: this is asked at every colon.
    guard ByteSet("dDeEnNtTyYrRsSlLgGhHcC").contains(text[range.upperBound - 1]) else { return nil }
    let letters = letters(of: text, range)
    if let kind = endings.last(where: { letters.hasSuffix($0.0) })?.1 {
      return innocent.contains(where: letters.hasSuffix) || letters.contains("hash") ? nil : kind
    }
    return weak.contains(letters) ? .weak : nil
  }

  /// The name's letters and digits in lower case: `X-API-Key` is `xapikey`.
  private static func letters<Bytes>(of text: ScannedText<Bytes>, _ range: Range<Int>) -> String {
    var result: [UInt8] = []
    result.reserveCapacity(range.count)
    for index in range {
      let byte = text[index]
      if ByteSet.upper.contains(byte) {
        result.append(byte | 0x20)
      } else if ByteSet.alphanumeric.contains(byte) {
        result.append(byte)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
