/// One HTTP request.
package struct HTTPRequest: Sendable {
  /// The method in capitals.
  package var method: String
  /// The absolute URL, http or https, without user or password.
  package var url: String
  /// The header fields; `User-Agent`, `Accept-Encoding` and `Content-Length` are the client's own.
  package var headers: HTTPHeaders
  /// What is sent; `nil` sends no body.
  package var body: [UInt8]?
  /// Time-outs of this request; `nil` takes those of the client.
  package var timeouts: HTTPTimeouts?
  /// The most bytes of body, after decoding, that the answer may have; `nil` takes the client's bound.
  package var maximumResponseBytes: Int?
  /// Whether the URL's path is itself a secret (as with incoming webhooks of chat services) and must not stand
  /// in errors.
  package var isPathSensitive: Bool

  /// A request; GET without a body unless said.
  package init(
    method: String = "GET", url: String, headers: HTTPHeaders = HTTPHeaders(), body: [UInt8]? = nil,
    timeouts: HTTPTimeouts? = nil, maximumResponseBytes: Int? = nil, isPathSensitive: Bool = false
  ) {
    self.method = method
    self.url = url
    self.headers = headers
    self.body = body
    self.timeouts = timeouts
    self.maximumResponseBytes = maximumResponseBytes
    self.isPathSensitive = isPathSensitive
  }

  /// Whether the method only reads (RFC 9110 section 9.2.1), so that sending it again changes nothing.
  package var isSafe: Bool { method == "GET" || method == "HEAD" || method == "OPTIONS" }
}

extension HTTPRequest: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// Method and URL without user, query and, where sensitive, path; never a header or the body.
  package var description: String { "\(method) \(HTTPTarget.display(url, hidingPath: isPathSensitive))" }
  package var debugDescription: String { description }
  package var customMirror: Mirror { Mirror(self, unlabeledChildren: [description]) }
}
