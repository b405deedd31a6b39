package import HTTP
internal import JSON

/// The public API of one n8n instance.
///
/// Every call either gives what n8n answered, as JSON documents that are never decoded strictly, or throws an
/// ``N8NError`` that says which environment, which call, what happened and what to do. Only JSON counts as an
/// answer. Calls that read may be repeated by the transport; calls that write are sent once.
package struct N8NClient: Sendable {
  /// The environment's name, as errors call it.
  package let environment: String
  /// Where the instance is.
  package let address: InstanceAddress
  /// What the instance can do, once it was probed. Without it only what every release takes is sent.
  package var capabilities: Capabilities?

  private let key: APIKey
  private let transport: any HTTPTransport

  /// A client.
  ///
  /// - Parameters:
  ///   - baseURL: the instance's URL, or that of its API where it is not at `api/v1`.
  ///   - http: what sends; a ``RetryingTransport`` repeats the calls that read.
  ///   - environmentName: what errors call the environment.
  /// - Throws: ``N8NError`` of kind `invalidRequest` when the URL is not one.
  package init(
    baseURL: String, apiKey: APIKey, http: any HTTPTransport, environmentName: String
  ) throws(N8NError) {
    guard let address = InstanceAddress(baseURL) else {
      throw N8NError(
        environment: environmentName, call: "connect", kind: .invalidRequest,
        cause: "the instance's URL is not an http or https URL without user, query and fragment")
    }
    self.address = address
    self.environment = environmentName
    self.key = apiKey
    self.transport = http
  }

  /// When the key runs out, in seconds since 1970; nil where it does not say.
  package var keyExpiry: Int? { key.expiry }

  /// Sends a call and reads its answer.
  package func send(_ call: Call) async throws(N8NError) -> Answer {
    try reading(call).read(try await deliver(call))
  }

  /// Sends a call; what came is yet to be read.
  func deliver(_ call: Call) async throws(N8NError) -> HTTPResponse {
    do {
      return try await transport.send(request(for: call))
    } catch {
      throw reading(call).error(for: error)
    }
  }

  /// The HTTP request of a call. The key goes with calls to the API and with no other.
  package func request(for call: Call) -> HTTPRequest {
    var request = HTTPRequest(
      method: call.method, url: call.url(at: address), headers: ["Accept": "application/json"],
      timeouts: call.timeouts)
    if call.base == .api { request.headers.append("X-N8N-API-KEY", key.value, isSensitive: true) }
    if call.answer == .text { request.headers["Accept"] = "*/*" }
    if call.method != "GET", call.method != "DELETE" {
      // Newer releases answer 415 to a write without a JSON content type (api.md 1.3), so an object always goes.
      request.headers.append("Content-Type", "application/json")
      request.body = (call.body ?? [:]).bytes(.compact)
    }
    return request
  }

  func reading(_ call: Call) -> AnswerReader { AnswerReader(call: call, environment: environment, key: key) }

  func failure(_ call: Call, _ kind: N8NError.Kind, _ cause: String) -> N8NError {
    N8NError(environment: environment, call: call.name, kind: kind, cause: cause)
  }

  /// A path of fixed parts and ids, the ids escaped.
  func path(_ first: String, _ id: String, _ rest: String = "") throws(N8NError) -> String {
    guard let segment = PercentEncoding.segment(id) else {
      throw failure(Call("GET", "\(first)/..."), .invalidRequest, "an id is empty or cannot stand in a path")
    }
    return "\(first)/\(segment)\(rest)"
  }
}
