/// The password of an address: `postgres://user:password@host`, `https://user:token@host`, `redis://:password@host`.
enum AddressPasswordRule {
  /// Called at a colon.
  static func match<Bytes>(_ text: ScannedText<Bytes>, at index: Int) -> SecretMatch? {
    guard text.has(Array("://".utf8), at: index), ByteSet.alphanumeric.contains(text[index - 1]) else {
      return nil
    }
    guard let user = AddressAuthority(text, at: index + 3).user else { return nil }
    guard let colon = text.bytes[user].firstIndex(of: UInt8(ascii: ":")) else { return token(text, user) }
    let secret = (colon + 1)..<user.upperBound
    guard !secret.isEmpty, !Placeholder.isOne(text.text(secret)) else { return nil }
    return .certain("url-password", "a password in an address", secret)
  }

  /// `https://TOKEN@host`. Where errors are sent (Sentry), the name of the user is public.
  private static func token<Bytes>(_ text: ScannedText<Bytes>, _ user: Range<Int>) -> SecretMatch? {
    let host = text.text(user.upperBound..<min(text.count, user.upperBound + 64))
    guard SecretValue.isUnmistakable(Array(text.bytes[user])), user.count >= 20, !host.contains("sentry")
    else { return nil }
    return .likely("url-password", "a token in an address", user)
  }
}
