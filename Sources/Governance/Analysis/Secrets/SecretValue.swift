/// Whether what stands where a secret belongs is one.
enum SecretValue {
  private static let schemes = ["bearer ", "basic ", "token ", "apikey ", "api-key ", "key ", "bot "]

  /// The bytes of the secret among those of a value: without space around it, without `=` at its beginning, without
  /// `Bearer`, and in an authorization without any other scheme. Nil where it is none.
  static func secret<Bytes>(in text: ScannedText<Bytes>, _ range: Range<Int>, _ kind: SecretName.Kind)
    -> Range<Int>?
  {
    guard var value = bare(text, range) else { return nil }
    if kind == .authorization, let start = AuthorizationRule.endOfOtherScheme(text, at: value.lowerBound),
      start < value.upperBound
    {
      value = start..<value.upperBound
    }
    let content = text.text(value)
    guard !Placeholder.isOne(content) else { return nil }
    let bytes = Array(content.utf8)
    let isOne =
      switch kind {
      case .password: isPassword(bytes) || isAppPassword(bytes)
      case .secret: isIssued(bytes, least: 8) || isPassword(bytes) && bytes.count >= 8 || isLong(bytes)
      case .token, .authorization: isIssued(bytes, least: 8)
      case .weak: isUnmistakable(bytes)
      }
    return isOne ? value : nil
  }

  /// Any text but a placeholder: for parameters that n8n itself treats as a password.
  static func anything<Bytes>(in text: ScannedText<Bytes>) -> Range<Int>? {
    guard let value = bare(text, 0..<text.count), value.count >= 4 else { return nil }
    return Placeholder.isOne(text.text(value)) ? nil : value
  }

  /// What a machine has issued: no white space, letters and digits, or long and of mixed case.
  static func isIssued(_ bytes: [UInt8], least: Int) -> Bool {
    guard bytes.count >= least, bytes.count <= 4_096, !bytes.contains(where: { $0 <= 0x20 }) else {
      return false
    }
    guard !isAddress(bytes), isVaried(bytes) else { return false }
    let letters = bytes.count { ByteSet.lower.contains($0) || ByteSet.upper.contains($0) }
    let digits = bytes.count(where: ByteSet.digits.contains)
    guard letters > 0 else { return false }
    // Words with a number in them are none: `oauth2_access_token`.
    if digits > 0 { return digits * 8 >= bytes.count || changesOfCase(bytes) * 4 >= bytes.count }
    return bytes.count >= 20 && isOfMixedCase(bytes)
  }

  /// What cannot be anything else, wherever it stands: sixteen characters or more, two digits at least, no identifier
  /// of a thing, no path, no words with numbers between them and no name of something in code.
  static func isUnmistakable(_ bytes: [UInt8]) -> Bool {
    guard isIssued(bytes, least: 16), bytes.allSatisfy(ByteSet.bearer.contains) else { return false }
    let digits = bytes.count(where: ByteSet.digits.contains)
    return digits >= 2 && !isUUID(bytes) && !isPath(bytes) && !isWords(bytes)
  }

  /// What a person may have chosen: six characters or more, with a digit or a sign that no name in code has.
  private static func isPassword(_ bytes: [UInt8]) -> Bool {
    guard bytes.count >= 6, bytes.count <= 256, !bytes.contains(where: { $0 <= 0x20 }) else { return false }
    guard !ByteSet("#./").contains(bytes[0]), !isAddress(bytes), Set(bytes).count >= 3 else { return false }
    return bytes.contains { ByteSet("0123456789!@#$%^&*+=?~|").contains($0) || $0 >= 0x80 }
  }

  /// Words that a person took for a secret: `correct-horse-battery-staple`.
  private static func isLong(_ bytes: [UInt8]) -> Bool {
    bytes.count >= 20 && bytes.count <= 256 && isVaried(bytes) && !isAddress(bytes)
      && bytes.allSatisfy { $0 > 0x20 && $0 != UInt8(ascii: ".") && $0 != UInt8(ascii: "/") }
  }

  /// Passwords for applications: WordPress has six groups of four characters, Google four of four small letters.
  private static func isAppPassword(_ bytes: [UInt8]) -> Bool {
    let groups = bytes.split(separator: 0x20, omittingEmptySubsequences: false)
    guard groups.allSatisfy({ $0.count == 4 && $0.allSatisfy(ByteSet.alphanumeric.contains) }) else {
      return false
    }
    return groups.count == 6 || groups.count == 4 && groups.joined().allSatisfy(ByteSet.lower.contains)
  }

  /// Whether no character comes again and again.
  static func isVaried(_ bytes: [UInt8]) -> Bool {
    Set(bytes).count * 4 >= min(bytes.count, 40)
  }

  /// Whether capitals and small letters alternate as they do in no word, `camelCase` included.
  static func isOfMixedCase(_ bytes: [UInt8]) -> Bool { changesOfCase(bytes) * 3 >= bytes.count }

  private static func isAddress(_ bytes: [UInt8]) -> Bool {
    bytes.firstRange(of: "://".utf8) != nil
  }

  /// Words and numbers between slashes, as in paths and addresses without a scheme. None ends as base64 does.
  private static func isPath(_ bytes: [UInt8]) -> Bool {
    let parts = bytes.split(separator: UInt8(ascii: "/"))
    return parts.count > 1 && bytes.last != UInt8(ascii: "=") && parts.allSatisfy { $0.count < 16 }
  }

  /// Words and numbers with signs between them: `us-east-1-prod-2024`.
  private static func isWords(_ bytes: [UInt8]) -> Bool {
    let letters = ByteSet.lower + .upper
    let parts = bytes.split { !ByteSet.alphanumeric.contains($0) }
    return parts.count > 1
      && parts.allSatisfy { part in
        part.allSatisfy(ByteSet.digits.contains)
          || part.allSatisfy(letters.contains) && !isOfMixedCase(Array(part))
      }
  }

  static func isUUID(_ bytes: [UInt8]) -> Bool {
    bytes.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false).map(\.count) == [
      8, 4, 4, 4, 12,
    ]
  }

  private static func changesOfCase(_ bytes: [UInt8]) -> Int {
    zip(bytes, bytes.dropFirst()).count { ByteSet.upper.contains($0) != ByteSet.upper.contains($1) }
  }

  private static func bare<Bytes>(_ text: ScannedText<Bytes>, _ range: Range<Int>) -> Range<Int>? {
    var start = range.lowerBound
    var end = range.upperBound
    if text[start] == UInt8(ascii: "="), start < end { start += 1 }
    while start < end, text[start] <= 0x20 { start += 1 }
    while end > start, text[end - 1] <= 0x20 { end -= 1 }
    guard start < end, end - start <= ScannedText<Bytes>.longestSecret else { return nil }
    let head = text.text(start..<min(end, start + 8)).lowercased()
    if let scheme = schemes.first(where: head.hasPrefix) { start += scheme.utf8.count }
    while start < end, text[start] <= 0x20 { start += 1 }
    return start < end ? start..<end : nil
  }
}
