/// One request as it arrived, body included.
package struct ServerRequest: Sendable {
  /// The method as sent: `GET`, `POST`, ...
  package let method: String
  /// Path and query as sent, still percent-encoded.
  package let target: String
  /// The path split at its slashes, each piece percent-decoded; `/a%2Fb/` is `["a/b", ""]`.
  package let segments: [String]
  /// Query parameters in their order, decoded; a name may stand twice.
  package let query: [(name: String, value: String)]
  /// Header fields in their order, names as sent.
  package let headers: [(name: String, value: String)]
  /// The body, empty where there was none.
  package let body: [UInt8]

  package init(
    method: String, target: String, headers: [(name: String, value: String)] = [], body: [UInt8] = []
  ) {
    self.method = method
    self.target = target
    self.headers = headers
    self.body = body
    let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    let path = parts.first ?? ""
    segments = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst().map {
      PercentEncoding.decode($0)
    }
    query = parts.count < 2 ? [] : PercentEncoding.query(parts[1])
  }

  /// The decoded path. Segments that hold an encoded slash are not told apart here: see `segments`.
  package var path: String { "/" + segments.joined(separator: "/") }

  /// The first header field of that name, case ignored (RFC 9110 section 5.1).
  package func header(_ name: String) -> String? {
    let wanted = name.lowercased()
    return headers.first { $0.name.lowercased() == wanted }?.value
  }

  /// The first query parameter of that name.
  package func parameter(_ name: String) -> String? {
    query.first { $0.name == name }?.value
  }
}
