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
    "key", "auth", "sig", "signature", "appid", "credential", "credentials", "hmac", "xkey",
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

  private static let pass = Array("pass".utf8)

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
    guard !range.isEmpty, range.count <= longest, lastBytes.contains(text[range.upperBound - 1]) else {
      return nil
    }
    let letters = letters(of: text, range)
    if letters.count < range.count, let kind = foreignKind(of: text, range) { return kind }
    guard let last = letters.last else { return nil }
    let ending = byLastByte[Int(last)].last { letters.ends(with: $0.ending) }
    if let kind = ending?.kind ?? passKind(of: text, range, letters) {
      let name = String(decoding: letters, as: UTF8.self)
      return innocent.contains(where: name.hasSuffix) || name.contains("hash") ? nil : kind
    }
    return weak.contains(String(decoding: letters, as: UTF8.self)) ? .weak : nil
  }

  /// `pass` as a word of its own: `pass`, `db_pass`, `mailPass`, not `bypass`.
  private static func passKind<Bytes>(of text: ScannedText<Bytes>, _ range: Range<Int>, _ letters: [UInt8])
    -> Kind?
  {
    let start = range.upperBound - pass.count
    guard letters.ends(with: pass), start >= range.lowerBound else { return nil }
    let before = start == range.lowerBound ? 0 : text[start - 1]
    let begins = ByteSet.upper.contains(text[start]) ? ByteSet.upper : ByteSet.lower + .upper
    let name = String(decoding: letters, as: UTF8.self)
    return begins.contains(before) || otherPasses.contains(where: name.hasSuffix) ? nil : .password
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
