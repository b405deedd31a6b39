import JSON

/// The addresses that a node calls.
enum HTTPAddress {
  private static let callers: Set<String> = [
    "httpRequest", "httpRequestTool", "toolHttpRequest", "graphql", "rssFeedRead", "mcpClient",
    "mcpClientTool",
  ]
  private static let separator = Array("://".utf8)
  private static let scheme = ByteSet.alphanumeric + ByteSet("+-.")
  private static let opening = Array("{{".utf8)

  /// The hosts of a node that calls an address of its own choice, by its parameter `url`; nil among them where only a run
  /// knows one.
  static func hosts(of node: WorkflowNode) -> [String?] {
    guard callers.contains(node.shortType), let url = node.parameters["url"] ?? node.parameters["endpoint"],
      let text = url.stringValue, !text.isEmpty
    else { return [] }
    return hosts(of: text)
  }

  /// The hosts of an address, lower case, without port. An expression may choose among several, as texts in quotes.
  static func hosts(of url: String) -> [String?] {
    Array(url.utf8).withUnsafeBufferPointer { bytes in
      let text = ScannedText(bytes)
      let start = text.end(of: ByteSet.space + ByteSet("="), from: 0, limit: text.count)
      guard text.has(opening, at: start) else { return [host(text, at: start)] }
      let inside = text.end(of: .space, from: start + opening.count, limit: text.count)
      let known: [String?] = CodeAddresses.hosts(in: url)
      // What begins with a name takes the text in quotes only sometimes, or never.
      return ByteSet.quotes.contains(text[inside]) && !known.isEmpty ? known : known + [nil]
    }
  }

  private static func host<Bytes>(_ text: ScannedText<Bytes>, at start: Int) -> String? {
    let end = text.end(of: scheme, from: start, limit: 32)
    let hasScheme = text.has(separator, at: end)
    return AddressHost.host(in: text, at: hasScheme ? end + separator.count : start)
  }
}
