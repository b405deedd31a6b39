import Foundation

/// A parameter of an address or of a form named like a secret: `?api_key=...`, `&sig=...`, `client_secret=...&...`.
enum AddressParameterRule {
  private static let end = ByteSet("&?#\"'`<>{}\\ \t\n\r,;)]|")

  /// Called at `=`.
  static func match<Bytes>(_ text: ScannedText<Bytes>, at index: Int) -> SecretMatch? {
    let start = text.start(of: .url, before: index, limit: SecretName.longest)
    guard start < index, isParameter(text, start), let kind = kind(text, start..<index) else { return nil }
    let stop = text.first(in: end, from: index + 1, limit: 1_024)
    // A form has `&` after its first parameter; code has not.
    let value = (index + 1)..<max(index + 1, stop)
    guard start > 0 || text[stop] == UInt8(ascii: "&"),
      let secret = SecretValue.secret(in: text, value, kind) ?? encoded(text, value, kind)
    else { return nil }
    return .likely("url-parameter", "a parameter of an address named like a secret", secret)
  }

  /// A value that is one as soon as its `%2B` is `+` again (RFC 3986, section 2.1), as signatures of Azure are.
  private static func encoded<Bytes>(
    _ text: ScannedText<Bytes>, _ value: Range<Int>, _ kind: SecretName.Kind
  ) -> Range<Int>? {
    guard text.bytes[value].contains(UInt8(ascii: "%")),
      let plain = text.text(value).removingPercentEncoding
    else { return nil }
    let bytes = ScannedText(Array(plain.utf8))
    return SecretValue.secret(in: bytes, 0..<bytes.count, kind).map { _ in value }
  }

  private static func isParameter<Bytes>(_ text: ScannedText<Bytes>, _ start: Int) -> Bool {
    let before = text[start - 1]
    return start == 0 || before == UInt8(ascii: "?") || before == UInt8(ascii: "&")
      // In HTML.
      || before == UInt8(ascii: ";") && text.has(Array("&amp".utf8), at: start - 5)
  }

  /// In addresses `code` is a key too: of functions in Azure, and of sign-in.
  private static func kind<Bytes>(_ text: ScannedText<Bytes>, _ name: Range<Int>) -> SecretName.Kind? {
    SecretName.kind(of: text, name) ?? (text.text(name) == "code" ? .weak : nil)
  }
}
