import JSON

/// An address that a node calls.
struct HTTPAddress: Hashable {
  /// The host, lower case, without port; nil where only a run knows it.
  let host: String?

  /// The addresses of a node: its parameter `url`, where it calls one of its own choice.
  static func all(of node: WorkflowNode) -> [HTTPAddress] {
    guard callers.contains(node.shortType), let url = node.parameters["url"] ?? node.parameters["endpoint"]
    else {
      return []
    }
    guard let text = url.stringValue, !text.isEmpty else { return [] }
    return [HTTPAddress(host: host(of: text))]
  }

  private static let callers: Set<String> = [
    "httpRequest", "httpRequestTool", "toolHttpRequest", "graphql", "rssFeedRead", "mcpClient",
    "mcpClientTool",
  ]

  /// The host of an address; nil where an expression makes it.
  static func host(of url: String) -> String? {
    var text = url.utf8.first == UInt8(ascii: "=") ? Substring(url.dropFirst()) : Substring(url)
    while text.first?.isWhitespace == true { text.removeFirst() }
    if let scheme = text.firstRange(of: "://") { text = text[scheme.upperBound...] }
    let authority = text.prefix { !"/?#".contains($0) }
    guard !authority.contains("{{"), !authority.isEmpty else { return nil }
    let host = authority.split(separator: "@").last ?? authority
    let name = host.hasPrefix("[") ? host.prefix { $0 != "]" } + "]" : host.prefix { $0 != ":" }
    return name.isEmpty ? nil : name.lowercased()
  }
}
