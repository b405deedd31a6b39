/// What stands between `://` and the path of an address, somewhere in a text (RFC 3986, section 3.2).
struct AddressAuthority {
  /// The user information, without its `@`; nil where there is none.
  let user: Range<Int>?
  /// Where the host begins.
  let host: Int

  private static let end = ByteSet("/?#\"'`<>{}\\ \t\n\r")
  private static let endOfPassword = ByteSet("/?\"'`<>{}\\ \t\n\r")
  private static let longest = 512

  /// - Parameter start: the place behind `://`.
  init<Bytes>(_ text: ScannedText<Bytes>, at start: Int) {
    let end = text.first(in: Self.end, from: start, limit: Self.longest)
    let part = text.bytes[start..<max(start, end)]
    var at = part.lastIndex(of: UInt8(ascii: "@"))
    if at == nil, text[end] == UInt8(ascii: "#"), Self.isPassword(part) {
      let later = text.first(in: Self.endOfPassword, from: end, limit: Self.longest)
      at = text.bytes[end..<later].lastIndex(of: UInt8(ascii: "@"))
    }
    user = at.map { start..<$0 }
    host = at.map { $0 + 1 } ?? start
  }

  /// Whether `name:word` cannot be a host and its port, so that a `#` after it belongs to a password: it should be
  /// written `%23`, and databases take it as it is.
  private static func isPassword(_ part: some Collection<UInt8>) -> Bool {
    guard part.first != UInt8(ascii: "["), let colon = part.firstIndex(of: UInt8(ascii: ":")) else {
      return false
    }
    return !part[colon...].dropFirst().allSatisfy(ByteSet.digits.contains)
  }
}
