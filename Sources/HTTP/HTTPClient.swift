private import Synchronization

/// An HTTP client over libcurl.
///
/// `send` suspends its task and never holds a thread of the pool: one thread of the client's own runs all
/// transfers. Connections are kept and shared (HTTP/2 where the server offers it). TLS is always verified.
/// Redirects are handed back, never followed, so that no header reaches a host it was not meant for.
package final class HTTPClient: HTTPTransport {
  private let configuration: HTTPConfiguration
  private let loop: EventLoop?

  /// A client with its own connections and thread; both end with the client.
  package init(_ configuration: HTTPConfiguration) {
    self.configuration = configuration
    loop = EventLoop.start(configuration)
  }

  deinit { loop?.stop() }

  package func send(_ request: HTTPRequest) async throws(HTTPError) -> HTTPResponse {
    let target = try check(request)
    guard let loop else { throw HTTPError.invalid(target.display, "the network thread could not be started") }
    let ticket = Ticket()
    let result: Result<HTTPResponse, HTTPError> = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let transfer = Transfer(ticket: ticket, request: request, target: target, continuation: continuation)
        loop.post(.start(transfer))
      }
    } onCancel: {
      // The mark covers a cancellation that overtakes the start, the command one that comes after it.
      ticket.cancel()
      loop.post(.cancel(ticket))
    }
    return try result.get()
  }

  private func check(_ request: HTTPRequest) throws(HTTPError) -> HTTPTarget {
    let target = try HTTPTarget(request.url, hidingPath: request.isPathSensitive)
    if target.scheme == .http, !target.isLoopback, !configuration.allowsPlainHTTP {
      throw HTTPError(
        kind: .insecure, url: target.display,
        detail: "the key would pass every router in the clear", mayHaveBeenSent: false)
    }
    let methodIsPlain =
      !request.method.isEmpty && request.method.utf8.allSatisfy { (0x41...0x5A).contains($0) }
    guard methodIsPlain else { throw HTTPError.invalid(target.display, "not a method") }
    for field in request.headers.fields where !field.isWellFormed {
      throw HTTPError.invalid(target.display, "header \(field.name) holds a character that is not allowed")
    }
    return target
  }
}
