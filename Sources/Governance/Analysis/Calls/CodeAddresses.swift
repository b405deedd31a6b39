/// Hosts of addresses that stand in code as the beginning of a text in quotes: `fetch("https://example.com/x")`. What code
/// appends to a text that is no more than scheme and host is taken for a path.
enum CodeAddresses {
  private static let schemes = ["http", "https", "ws", "wss"].map { Array($0.utf8) }
  private static let separator = Array("://".utf8)
  /// Names of formats that look like addresses.
  private static let names: Set<String> = [
    "www.w3.org", "schema.org", "json-schema.org", "schemas.xmlsoap.org",
  ]

  static func hosts(in code: String) -> [String] { hosts(in: code, behind: .quotes).compactMap(\.self) }

  /// The hosts of addresses behind one of these bytes; nil among them where only a run knows one.
  static func hosts(in code: String, behind signs: ByteSet) -> [String?] {
    Array(code.utf8).withUnsafeBufferPointer { bytes in
      let text = ScannedText(bytes)
      return bytes.indices.filter { isAddress(text, at: $0, behind: signs) }
        .map { AddressHost.host(in: text, at: $0 + separator.count) }
        .filter { host in host.map { !names.contains($0) } ?? true }
    }
  }

  /// Whether the colon of an address stands here.
  private static func isAddress<Bytes>(_ text: ScannedText<Bytes>, at colon: Int, behind signs: ByteSet)
    -> Bool
  {
    guard text[colon] == separator[0], text.has(separator, at: colon) else { return false }
    let scheme = text.start(of: .lower, before: colon, limit: 6)
    return signs.contains(text[scheme - 1])
      && schemes.contains { $0.elementsEqual(text.bytes[scheme..<colon]) }
  }
}
