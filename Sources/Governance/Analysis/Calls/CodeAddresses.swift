/// Hosts of addresses that stand in code as the beginning of a text in quotes: `fetch("https://example.com/x")`. What code
/// appends to a text that is no more than scheme and host is taken for a path.
enum CodeAddresses {
  private static let schemes = ["http", "https", "ws", "wss"].map { Array($0.utf8) }
  private static let separator = Array("://".utf8)
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
      ByteSet.quotes.contains(text[scheme - 1]),
      let host = AddressHost.host(in: text, at: colon + separator.count)
    else { return nil }
    return names.contains(host) ? nil : host
  }
}
