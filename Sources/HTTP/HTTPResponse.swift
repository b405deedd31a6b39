/// A complete answer. Redirects are answers like any other: the client follows none.
package struct HTTPResponse: Sendable {
  /// The status code, 100 to 599.
  package var status: Int
  /// The header fields of the final answer.
  package var headers: HTTPHeaders
  /// The whole body, decoded from its transfer and content encodings.
  package var body: [UInt8]
  /// The protocol spoken: `1.0`, `1.1` or `2`.
  package var version: String
  /// From the moment the request left the queue to the last byte.
  package var elapsed: Duration
  /// How often the request was sent again before this answer came.
  package var retries: Int

  /// An answer; what is left out suits a stub in a test.
  package init(
    status: Int, headers: HTTPHeaders = HTTPHeaders(), body: [UInt8] = [], version: String = "1.1",
    elapsed: Duration = .zero, retries: Int = 0
  ) {
    self.status = status
    self.headers = headers
    self.body = body
    self.version = version
    self.elapsed = elapsed
    self.retries = retries
  }
}
