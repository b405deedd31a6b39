/// A transport on which nothing can be changed: what does not only read never leaves this process.
package struct ReadingTransport: HTTPTransport {
  private let base: any HTTPTransport

  package init(_ base: any HTTPTransport) { self.base = base }

  package func send(_ request: HTTPRequest) async throws(HTTPError) -> HTTPResponse {
    guard request.isSafe else {
      throw HTTPError(
        kind: .invalid, url: String(request.url.prefix { $0 != "?" }),
        detail: "\(request.method) is not sent in a dry run", mayHaveBeenSent: false)
    }
    return try await base.send(request)
  }
}
