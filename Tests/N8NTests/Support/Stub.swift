import HTTP
import JSON
import N8N
import Synchronization
import Testing

/// A transport that answers by a closure and keeps what it was asked.
final class Stub: HTTPTransport {
  private let answer: @Sendable (HTTPRequest) async throws(HTTPError) -> HTTPResponse
  private let kept = Mutex<[HTTPRequest]>([])
  var requests: [HTTPRequest] { kept.withLock { $0 } }

  init(_ answer: @escaping @Sendable (HTTPRequest) async throws(HTTPError) -> HTTPResponse) {
    self.answer = answer
  }

  /// Answers every request the same.
  convenience init(_ response: HTTPResponse) { self.init { _ throws(HTTPError) in response } }

  /// Answers no request.
  convenience init(_ kind: HTTPError.Kind, mayHaveBeenSent: Bool) {
    self.init { _ throws(HTTPError) in
      throw HTTPError(
        kind: kind, url: "https://n8n.example/", detail: "as the test wants", mayHaveBeenSent: mayHaveBeenSent
      )
    }
  }

  func send(_ request: HTTPRequest) async throws(HTTPError) -> HTTPResponse {
    kept.withLock { $0.append(request) }
    return try await answer(request)
  }
}

extension HTTPResponse {
  static func json(_ json: JSON, status: Int = 200, headers: HTTPHeaders = [:]) -> HTTPResponse {
    HTTPResponse(
      status: status, headers: headers.adding("Content-Type", "application/json; charset=utf-8"),
      body: json.bytes(.compact), elapsed: .milliseconds(5))
  }

  static func text(_ text: String, status: Int = 200, type: String = "text/html; charset=utf-8")
    -> HTTPResponse
  {
    HTTPResponse(status: status, headers: ["Content-Type": type], body: Array(text.utf8))
  }
}

extension N8NClient {
  static let testKey = "n8n_api_0123456789abcdef"

  /// A client of an environment called "staging" that speaks to the stub.
  static func make(_ stub: any HTTPTransport, _ capabilities: Capabilities? = nil) throws -> N8NClient {
    let key = try #require(APIKey(testKey))
    var client = try N8NClient(
      baseURL: "https://n8n.example", apiKey: key, http: stub, environmentName: "staging")
    client.capabilities = capabilities
    return client
  }

  /// The error of a call that must fail.
  func failure(of call: Call, sourceLocation: SourceLocation = #_sourceLocation) async throws -> N8NError {
    try await expectFailure(sourceLocation: sourceLocation) { () throws(N8NError) in _ = try await send(call)
    }
  }
}

struct Unexpected: Error {}

/// The error that the work throws, which it must.
func expectFailure(
  sourceLocation: SourceLocation = #_sourceLocation, _ work: () async throws(N8NError) -> Void
) async throws -> N8NError {
  do throws(N8NError) { try await work() } catch { return error }
  Issue.record("nothing was thrown", sourceLocation: sourceLocation)
  throw Unexpected()
}
