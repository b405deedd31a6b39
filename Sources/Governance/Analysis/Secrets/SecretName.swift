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
    /// As ``token``, perhaps behind the name of a scheme: `SSWS ...`.
    case authorization
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
    ("authorization", .authorization), ("bearer", .token), ("jwt", .token), ("accesskeyid", .token),
    ("webhookkey", .token), ("adminkey", .token), ("functionskey", .token), ("functionkey", .token),
    // Password in German, Dutch, Danish, Norwegian, Swedish, Finnish, French, Portuguese, Spanish, Polish, Czech and
    // Hungarian.
    ("passwort", .password), ("kennwort", .password), ("wachtwoord", .password), ("adgangskode", .password),
    ("passord", .password), ("losenord", .password), ("salasana", .password), ("motdepasse", .password),
    ("palavrapasse", .password), ("senha", .password), ("contrasena", .password), ("haslo", .password),
    ("heslo", .password), ("jelszo", .password),
  ]

  /// Password in languages that do not do with ASCII, in small letters.
  private static let beyondASCII = [
    "contraseña", "hasło", "jelszó", "lösenord", "şifre", "пароль", "κωδικός", "密码", "密碼", "パスワード", "비밀번호",
  ]

  private static let weak: Set<String> = [
    "key", "auth", "sig", "signature", "appid", "credential", "credentials", "hmac", "xkey", "clientkey",
    "integrationkey", "servicerole",
  ]

  private static let key = Array("key".utf8)
  private static let auth = Array("auth".utf8)

  /// What stands before `key` where it finds something instead of opening it, or is public.
  private static let otherKeys = [
    "primary", "foreign", "sort", "partition", "cache", "idempotency", "hash", "range", "row", "object",
    "index", "unique", "composite", "surrogate", "natural", "shard", "lookup", "dedupe", "deduplication",
    "group", "grouping", "join", "merge", "match", "routing", "issue", "project", "item", "record",
    "entity", "document", "file", "folder", "property", "attribute", "field", "column", "table", "parent",
    "label", "translation", "locale", "metric", "session", "chat", "conversation", "thread", "message",
    "event", "state", "status", "context", "request", "customer", "order", "campaign", "tag", "memory",
    "input", "output", "binary", "public", "publishable", "site",
  ]

  /// Words behind a name that tell several of its kind apart: where it is used.
  private static let qualifiers = [
    "prod", "production", "live", "test", "dev", "development", "staging", "sandbox",
  ].map { Array($0.utf8) }

  /// Names that end so and mean something else: counts, cursors, what is public, what is no value.
  private static let innocent = [
    "maxtoken", "pagetoken", "nexttoken", "synctoken", "continuationtoken", "cursortoken", "stoptoken",
    "csrftoken", "requesttoken", "designtoken", "resettoken", "resumetoken", "changetoken", "skiptoken",
    "starttoken", "deltatoken", "hashedpassword", "showpassword", "forgotpassword", "resetpassword",
    "haspassword", "separatortoken", "replytoken",
  ]

  private static let pass = Array("pass".utf8)
  private static let separators = ByteSet("_-. ")

  /// Words in two parts that end in `pass` and mean something else.
  private static let otherPasses = ["firstpass", "secondpass", "lastpass", "keepass", "boardingpass"]

  /// The endings by their last byte: a name is asked for at every colon.
  private static let byLastByte: [[(ending: [UInt8], kind: Kind)]] = {
    var result = [[(ending: [UInt8], kind: Kind)]](repeating: [], count: 128)
    for (ending, kind) in endings {
      let bytes = Array(ending.utf8)
      result[Int(bytes[bytes.count - 1])].append((bytes, kind))
    }
    return result
  }()

  /// What the names end with: this tells most others apart.
  private static let lastBytes: ByteSet = {
    let letters = String((endings.map(\.0) + weak).compactMap(\.last))
    return ByteSet(letters) + ByteSet(letters.uppercased()) + .beyond
  }()

  /// Nil where no secret belongs behind the name.
  static func kind(of name: String) -> Kind? { kind(of: ScannedText(Array(name.utf8)), nil) }

  /// - Parameter range: the name's bytes in the text; nil for all of it.
  static func kind<Bytes>(of text: ScannedText<Bytes>, _ range: Range<Int>?) -> Kind? {
    let range = range ?? 0..<text.count
    guard !range.isEmpty, range.count <= longest else { return nil }
    if let kind = unqualifiedKind(of: text, range) { return kind }
    guard let name = withoutQualifier(text, range) else { return nil }
    return unqualifiedKind(of: text, name) == nil ? nil : .weak
  }

  /// The kind of a name that says by its end what it is.
  private static func unqualifiedKind<Bytes>(of text: ScannedText<Bytes>, _ range: Range<Int>) -> Kind? {
    guard lastBytes.contains(text[range.upperBound - 1]) else { return nil }
    let letters = letters(of: text, range)
    if letters.count < range.count, let kind = foreignKind(of: text, range) { return kind }
    guard let last = letters.last else { return nil }
    let ending = byLastByte[Int(last)].last { letters.ends(with: $0.ending) }
    if let kind = ending?.kind ?? passKind(of: text, range, letters) {
      let name = String(decoding: letters, as: UTF8.self)
      return innocent.contains(where: name.hasSuffix) || name.contains("hash") ? nil : kind
    }
    return isWeak(text, range, letters) ? .weak : nil
  }

  /// Whether the name ends in `key` or `auth` as a word of its own: `OPENAI_KEY`, `openaiKey`, `twilio-auth`, not
  /// `turkey`.
  private static func isWeak<Bytes>(_ text: ScannedText<Bytes>, _ range: Range<Int>, _ letters: [UInt8])
    -> Bool
  {
    if weak.contains(String(decoding: letters, as: UTF8.self)) { return true }
    if ends(text, range, in: auth) { return true }
    guard ends(text, range, in: key) else { return false }
    let before = String(decoding: letters.dropLast(key.count), as: UTF8.self)
    return !otherKeys.contains(where: before.hasSuffix)
  }

  /// The name without the number or the one word behind it that tells it from others: `apikey2`, `api-key-prod`; nil
  /// where it has none.
  private static func withoutQualifier<Bytes>(_ text: ScannedText<Bytes>, _ range: Range<Int>) -> Range<Int>?
  {
    var end = text.start(of: .digits, before: range.upperBound, limit: range.count)
    if end == range.upperBound {
      guard let word = qualifiers.first(where: { ends(text, range, in: $0) }) else { return nil }
      end -= word.count
    }
    end = text.start(of: separators, before: end, limit: end - range.lowerBound)
    return end > range.lowerBound ? range.lowerBound..<end : nil
  }

  /// `pass` as a word of its own: `pass`, `db_pass`, `mailPass`, not `bypass`.
  private static func passKind<Bytes>(of text: ScannedText<Bytes>, _ range: Range<Int>, _ letters: [UInt8])
    -> Kind?
  {
    guard ends(text, range, in: pass) else { return nil }
    let name = String(decoding: letters, as: UTF8.self)
    return otherPasses.contains(where: name.hasSuffix) ? nil : .password
  }

  /// Whether a name ends in this word, as one of its own: behind a sign or a digit, or in `camelCase`.
  ///
  /// - Parameter word: in small letters.
  private static func ends<Bytes>(_ text: ScannedText<Bytes>, _ name: Range<Int>, in word: [UInt8]) -> Bool {
    let start = name.upperBound - word.count
    guard start >= name.lowerBound,
      zip(text.bytes[start..<name.upperBound], word).allSatisfy({ $0 | 0x20 == $1 })
    else { return false }
    let before = start == name.lowerBound ? 0 : text[start - 1]
    let inside = ByteSet.upper.contains(text[start]) ? ByteSet.upper : ByteSet.lower + .upper
    return !inside.contains(before)
  }

  private static func foreignKind<Bytes>(of text: ScannedText<Bytes>, _ range: Range<Int>) -> Kind? {
    guard text.bytes[range].contains(where: ByteSet.beyond.contains) else { return nil }
    let name = text.text(range).lowercased()
    return beyondASCII.contains(where: name.hasSuffix) ? .password : nil
  }

  /// The name's letters and digits in lower case: `X-API-Key` is `xapikey`.
  private static func letters<Bytes>(of text: ScannedText<Bytes>, _ range: Range<Int>) -> [UInt8] {
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
    return result
  }
}

extension [UInt8] {
  fileprivate func ends(with ending: [UInt8]) -> Bool {
    count >= ending.count && self[(count - ending.count)...].elementsEqual(ending)
  }
}
