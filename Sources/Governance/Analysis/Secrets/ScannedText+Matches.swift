extension ScannedText {
  /// The secrets in a text that is code, JSON, an address, prose or all of it: each rule is asked at the bytes where
  /// what it looks for begins or turns. From left to right, without overlaps.
  func matches() -> [SecretMatch] {
    guard count >= 8 else { return [] }
    var result: [SecretMatch] = []
    var isInToken = false
    for index in 0..<count {
      let byte = bytes[index]
      let wasInToken = isInToken
      isInToken = ByteSet.url.contains(byte)
      if isInToken {
        if let match = token(at: index, byte, isStart: !wasInToken) { result.append(match) }
      } else if let match = sign(at: index, byte) {
        result.append(match)
      }
    }
    return result.disjoint
  }

  private func token(at index: Int, _ byte: UInt8, isStart: Bool) -> SecretMatch? {
    if byte == UInt8(ascii: "-") { return PrivateKeyRule.match(self, at: index) }
    if byte == UInt8(ascii: "Q") { return AzureSecretRule.match(self, at: index) }
    if ByteSet.digits.contains(byte), let match = TelegramTokenRule.match(self, at: index) { return match }
    guard isStart else { return nil }
    if byte == UInt8(ascii: "e"), let match = JSONWebTokenRule.match(self, at: index) { return match }
    return IssuedTokenRule.match(self, at: index) ?? DiscordTokenRule.match(self, at: index)
  }

  private func sign(at index: Int, _ byte: UInt8) -> SecretMatch? {
    switch byte {
    case UInt8(ascii: ":"):
      AddressPasswordRule.match(self, at: index) ?? AssignmentRule.match(self, at: index)
    case UInt8(ascii: "="):
      AddressParameterRule.match(self, at: index) ?? ConnectionTextRule.match(self, at: index)
        ?? CommandOptionRule.match(self, at: index) ?? AssignmentRule.match(self, at: index)
    case UInt8(ascii: "|"), UInt8(ascii: "?"): FallbackRule.match(self, at: index)
    case UInt8(ascii: ","): ArgumentRule.match(self, at: index)
    case UInt8(ascii: ">"): MarkupRule.match(self, at: index)
    case UInt8(ascii: " "):
      AuthorizationRule.match(self, at: index) ?? CommandOptionRule.match(self, at: index)
        ?? CommandPasswordRule.match(self, at: index) ?? DatabasePasswordRule.match(self, at: index)
    default: nil
    }
  }
}
