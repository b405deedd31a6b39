import HTTP
import Testing

extension HTTPClient {
  /// A client with the defaults, changed as the test wants.
  static func make(_ change: (inout HTTPConfiguration) -> Void = { _ in }) -> HTTPClient {
    var configuration = HTTPConfiguration(version: "1.0")
    change(&configuration)
    return HTTPClient(configuration)
  }
}

extension HTTPTransport {
  /// The error of a request that must fail.
  func failure(of request: HTTPRequest, sourceLocation: SourceLocation = #_sourceLocation) async throws
    -> HTTPError
  {
    do {
      let response = try await send(request)
      Issue.record("answered \(response.status)", sourceLocation: sourceLocation)
    } catch {
      return error
    }
    throw Unexpected()
  }
}

struct Unexpected: Error {}

extension HTTPResponse {
  var text: String { String(decoding: body, as: UTF8.self) }
}
