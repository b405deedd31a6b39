/// Hosts of addresses that stand in code as the beginning of a text in quotes: `fetch("https://example.com/x")`.
enum CodeAddresses {
  private static let schemes = ["http", "https", "ws", "wss"].map { Array($0.utf8) }
  private static let separator = Array("://".utf8)
  private static let end = ByteSet("/?#:\"'`\\ \t\r\n,;)")
  /// Names of formats that look like addresses.
  private static let names: Set<String> = [
    "www.w3.org", "schema.org", "json-schema.org", "schemas.xmlsoap.org",
  ]

  static func hosts(in code: String) -> [String] {
    Array(code.utf8).withUnsafeBufferPointer { bytes in
      let text = ScannedText(bytes)
      return bytes.indices.compactMap { index in
        bytes[index] == UInt8(ascii: ":") ? host(text, at: index) : nil
      }
    }
  }

  private static func host<Bytes>(_ text: ScannedText<Bytes>, at colon: Int) -> String? {
    guard text.has(separator, at: colon) else { return nil }
    let scheme = text.start(of: .lower, before: colon, limit: 6)
    guard schemes.contains(where: { $0.elementsEqual(text.bytes[scheme..<colon]) }),
      ByteSet.quotes.contains(text[scheme - 1])
    else { return nil }
    let start = colon + separator.count
    let host = text.text(start..<text.first(in: end, from: start, limit: 256)).lowercased()
    return ParameterAddresses.isPlausible(host) && !names.contains(host) ? host : nil
  }
}
