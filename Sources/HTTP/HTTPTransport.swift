/// Whatever turns a request into an answer: the client itself, a layer around it, or a stub in a test.
package protocol HTTPTransport: Sendable {
  /// Sends the request and waits for the whole answer, whatever its status; throws when none came.
  func send(_ request: HTTPRequest) async throws(HTTPError) -> HTTPResponse
}
