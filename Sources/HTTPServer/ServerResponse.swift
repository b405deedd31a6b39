/// What a handler answers, and how the answer travels.
package struct ServerResponse: Sendable {
  /// The status code, 200...599.
  package var status: Int
  /// Header fields in their order. `Content-Length` and `Connection` are the server's. A field with a line break in it is left out.
  package var headers: [(name: String, value: String)]
  /// What follows the header.
  package var body: Body
  /// How the bytes reach the client.
  package var delivery: Delivery
  /// How long the server waits, after the handler has returned, before the first byte. The thread is free meanwhile.
  package var delay: Duration

  package init(
    status: Int = 200, headers: [(name: String, value: String)] = [], body: Body = .bytes([]),
    delivery: Delivery = .whole, delay: Duration = .zero
  ) {
    self.status = status
    self.headers = headers
    self.body = body
    self.delivery = delivery
    self.delay = delay
  }

  /// A response with text, in UTF-8.
  package init(status: Int = 200, type: String, text: String) {
    self.init(status: status, headers: [("Content-Type", type)], body: .bytes(Array(text.utf8)))
  }

  /// The content of a response.
  package enum Body: Sendable {
    /// Known bytes.
    case bytes([UInt8])
    /// Chunks as they come, sent at once and without known length (for server-sent events). The stream's consumer
    /// is cancelled when the client leaves or the server stops. `delivery` does not apply.
    case stream(AsyncStream<[UInt8]>)
  }

  /// What the network does to a response.
  package enum Delivery: Sendable, Hashable {
    /// Sent as it should be.
    case whole
    /// The header announces the full length; the connection ends after that many bytes of the body.
    case truncated(after: Int)
    /// The body comes in chunks of so many bytes, with a pause before each.
    case dripped(chunk: Int, every: Duration)
    /// No byte is sent; the client sees a connection reset.
    case reset
  }
}
