/// The host of an address that stands somewhere in a text.
enum AddressHost {
  /// What a name of a host is made of: the unreserved characters of RFC 3986 (section 2.3), and letters of any script. It
  /// allows others too, which no name on the internet has and code around an address does.
  private static let name = ByteSet.name + ByteSet(".~")
  /// What begins a name.
  private static let first = ByteSet.alphanumeric + ByteSet("_") + .beyond
  /// An address of version 6 (RFC 4291), the one of version 4 at its end included.
  private static let version6 = ByteSet("0123456789abcdefABCDEF:.")
  /// What may follow: the rest of an address, or what stands in none.
  private static let delimiters = ByteSet("/?#\"'`\\<>|,;) \t\n\r")
  /// RFC 3986, section 3.2.2: names are those of DNS, which has no longer ones.
  private static let longest = 255

  /// The host in lower case, without port and user; nil where something else stands there, an expression for example.
  ///
  /// - Parameter start: the place behind `://`.
  static func host<Bytes>(in text: ScannedText<Bytes>, at start: Int) -> String? {
    let begin = AddressAuthority(text, at: start).host
    guard let end = end(text, from: begin) else { return nil }
    var behind = end
    if text[end] == UInt8(ascii: ":") { behind = text.end(of: .digits, from: end + 1, limit: 5) }
    guard behind == text.count || delimiters.contains(text[behind]) else { return nil }
    return text.text(begin..<end).lowercased()
  }

  private static func end<Bytes>(_ text: ScannedText<Bytes>, from begin: Int) -> Int? {
    if text[begin] == UInt8(ascii: "[") {
      let end = text.end(of: version6, from: begin + 1, limit: 45)
      return end > begin + 1 && text[end] == UInt8(ascii: "]") ? end + 1 : nil
    }
    let end = text.end(of: name, from: begin, limit: longest + 1)
    return first.contains(text[begin]) && end - begin <= longest ? end : nil
  }
}
