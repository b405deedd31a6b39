package import HTTP
package import JSON

/// One call of the API: what is sent, what the key needs for it, and what a good answer looks like.
package struct Call: Sendable {
  /// Where the path begins.
  package enum Base: Sendable, Hashable {
    /// Below the API, with the key.
    case api
    /// Below the API, without the key.
    case openAPI
    /// Below the instance, without the key.
    case root
  }

  /// What a good answer holds.
  package enum Answer: Sendable, Hashable {
    /// A JSON document.
    case json
    /// A JSON document or nothing (n8n answers some writes 201 and 204 without a body).
    case jsonOrNothing
    /// Text.
    case text
  }

  /// The method.
  package var method: String
  /// The path below the base, with a slash in front, ids already escaped.
  package var path: String
  /// The query, in order, not yet escaped.
  package var query: [(name: String, value: String)] = []
  /// The body.
  package var body: JSON?
  /// Where the path begins.
  package var base = Base.api
  /// What a good answer holds.
  package var answer = Answer.json
  /// The scope a key needs, for the remedy when it has not got it.
  package var scope: String?
  /// Time-outs other than the client's.
  package var timeouts: HTTPTimeouts?

  /// A call.
  package init(_ method: String, _ path: String, scope: String? = nil) {
    self.method = method
    self.path = path
    self.scope = scope
  }

  /// Whether the call only reads, so that repeating it changes nothing.
  package var isSafe: Bool { method == "GET" }

  /// Method and path, for people; the query holds cursors and filters nobody needs there.
  package var name: String { "\(method) \(path)" }

  func url(at address: InstanceAddress) -> String {
    let base = self.base == .root ? address.root : address.api
    let query = query.map { "\(PercentEncoding.encode($0.name))=\(PercentEncoding.encode($0.value))" }
    return base + path + (query.isEmpty ? "" : "?" + query.joined(separator: "&"))
  }
}
