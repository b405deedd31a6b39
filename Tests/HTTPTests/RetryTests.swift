import HTTP
import Synchronization
import Testing

@Suite("HTTP retries")
struct RetryTests {
  /// Answers from a list, one a request, and keeps how often it was asked.
  private final class Script: HTTPTransport {
    private let outcomes: Mutex<[Result<HTTPResponse, HTTPError>]>
    private let count = Mutex(0)
    var sent: Int { count.withLock { $0 } }

    init(_ outcomes: [Result<HTTPResponse, HTTPError>]) { self.outcomes = Mutex(outcomes) }

    func send(_ request: HTTPRequest) async throws(HTTPError) -> HTTPResponse {
      count.withLock { $0 += 1 }
      return try outcomes.withLock { $0.isEmpty ? .success(HTTPResponse(status: 599)) : $0.removeFirst() }
        .get()
    }
  }

  /// Keeps the pauses instead of making them.
  private final class Pauses: Sendable {
    let list = Mutex<[Duration]>([])
    var all: [Duration] { list.withLock { $0 } }
    func note(_ duration: Duration) { list.withLock { $0.append(duration) } }
  }

  /// xorshift64*, so that the jitter is the same in every run.
  private struct Fixed: RandomNumberGenerator, Sendable {
    var state: UInt64 = 42
    mutating func next() -> UInt64 {
      state ^= state >> 12
      state ^= state << 25
      state ^= state >> 27
      return state &* 0x2545_F491_4F6C_DD1D
    }
  }

  private func transport(_ script: Script, _ pauses: Pauses, _ policy: RetryPolicy = RetryPolicy())
    -> RetryingTransport
  {
    RetryingTransport(
      script, policy: policy, random: Fixed(), sleep: { pauses.note($0) },
      secondsSinceEpoch: { 1_800_000_000 })
  }

  private func status(_ status: Int, _ headers: HTTPHeaders = [:]) -> Result<HTTPResponse, HTTPError> {
    .success(HTTPResponse(status: status, headers: headers))
  }

  private func failure(_ kind: HTTPError.Kind) -> Result<HTTPResponse, HTTPError> {
    .failure(HTTPError(kind: kind, url: "x", detail: "", mayHaveBeenSent: true))
  }

  private let get = HTTPRequest(url: "https://n8n.invalid/")

  @Test("a busy server is asked again after growing pauses, and the answer says how often")
  func busy() async throws {
    let (script, pauses) = (Script([status(503), failure(.reset), status(429), status(200)]), Pauses())
    let response = try await transport(script, pauses).send(get)
    #expect(response.status == 200)
    #expect(response.retries == 3)
    let bounds: [ClosedRange<Duration>] = [
      .milliseconds(125)...(.milliseconds(250)), .milliseconds(250)...(.milliseconds(500)),
      .milliseconds(500)...(.seconds(1)),
    ]
    #expect(zip(pauses.all, bounds).allSatisfy { $1.contains($0) })
    #expect(pauses.all.count == 3)
  }

  @Test("the last outcome stands when the attempts are used up")
  func exhausted() async throws {
    let (script, pauses) = (Script(Array(repeating: status(502), count: 9)), Pauses())
    let response = try await transport(script, pauses).send(get)
    #expect(response.status == 502)
    #expect(response.retries == 3)
    #expect(script.sent == 4)
    let failing = Script(Array(repeating: failure(.connect), count: 9))
    #expect(try await transport(failing, pauses).failure(of: get).kind == .connect)
    #expect(failing.sent == 4)
  }

  @Test(
    "a request that writes is sent once, whatever happens", arguments: ["POST", "PUT", "PATCH", "DELETE"])
  func writes(_ method: String) async throws {
    let (script, pauses) = (Script([status(503), status(200)]), Pauses())
    let response = try await transport(script, pauses).send(HTTPRequest(method: method, url: get.url))
    #expect(response.status == 503)
    #expect(script.sent == 1)
    let failing = Script([failure(.reset), status(200)])
    #expect(
      try await transport(failing, pauses).failure(of: HTTPRequest(method: method, url: get.url)).kind
        == .reset)
    #expect(failing.sent == 1)
  }

  @Test(
    "what another attempt cannot cure is not repeated",
    arguments: [HTTPError.Kind.tls, .tooLarge, .cancelled, .insecure, .invalid, .protocol])
  func hopeless(_ kind: HTTPError.Kind) async throws {
    let (script, pauses) = (Script([failure(kind)]), Pauses())
    #expect(try await transport(script, pauses).failure(of: get).kind == kind)
    #expect(script.sent == 1)
    for plain in [200, 401, 404, 500] {
      let script = Script([status(plain)])
      #expect(try await transport(script, pauses).send(get).status == plain)
    }
    #expect(pauses.all == [])
  }

  @Test("Retry-After is honoured in seconds and as a date, and only up to the bound")
  func retryAfter() async throws {
    let pauses = Pauses()
    // 1800000000 is Fri, 15 Jan 2027 08:00:00 GMT.
    let dated = status(503, ["Retry-After": "Fri, 15 Jan 2027 08:00:20 GMT"])
    let script = Script([status(429, ["retry-after": "7"]), dated, status(200)])
    #expect(try await transport(script, pauses).send(get).status == 200)
    #expect(pauses.all == [.seconds(7), .seconds(20)])
    let far = Script([status(429, ["Retry-After": "3600"]), status(200)])
    #expect(try await transport(far, pauses).send(get).status == 429)
    #expect(far.sent == 1)
    #expect(pauses.all.count == 2)
  }

  @Test(
    "a Retry-After that says nothing usable is none", arguments: ["soon", "-5", "", "99999999999999999999"])
  func unusableRetryAfter(_ text: String) async throws {
    let (script, pauses) = (Script([status(503, ["Retry-After": text]), status(200)]), Pauses())
    #expect(try await transport(script, pauses).send(get).status == 200)
    #expect(pauses.all.count == 1)
    #expect(pauses.all.allSatisfy { $0 < .seconds(1) })
  }

  @Test("a cancellation between two attempts ends the request")
  func cancelled() async throws {
    let script = Script([status(503), status(200)])
    let transport = RetryingTransport(
      script, policy: RetryPolicy(), random: Fixed(), sleep: { _ in throw CancellationError() },
      secondsSinceEpoch: { 0 })
    #expect(try await transport.failure(of: get).kind == .cancelled)
    #expect(script.sent == 1)
  }

  @Test("pauses double up to the longest and stay within it at any attempt")
  func pauses() {
    let policy = RetryPolicy(firstPause: .seconds(1), longestPause: .seconds(5))
    let whole = (1...5).map { policy.pause(afterAttempt: $0, chance: 1) }
    #expect(whole == [.seconds(1), .seconds(2), .seconds(4), .seconds(5), .seconds(5)])
    #expect(policy.pause(afterAttempt: 3, chance: 0) == .seconds(2))
    #expect(policy.pause(afterAttempt: 1_000_000, chance: 0.5) <= .seconds(5))
  }

  @Test("over the wire: 429 with Retry-After, then a reset, then the answer")
  func overTheWire() async throws {
    let count = Mutex(0)
    let server = try RawServer { connection in
      while connection.request() != nil {
        switch count.withLock({
          $0 += 1; return $0
        }) {
        case 1: connection.answer("429 Too Many Requests", headers: "Retry-After: 3\r\n")
        case 2...3: return connection.reset()
        default: connection.answer("200 OK", "done")
        }
      }
    }
    defer { server.stop() }
    let pauses = Pauses()
    let transport = RetryingTransport(
      HTTPClient.make(), policy: RetryPolicy(), random: Fixed(), sleep: { pauses.note($0) },
      secondsSinceEpoch: { 0 })
    let response = try await transport.send(HTTPRequest(url: server.url))
    #expect(response.text == "done")
    #expect(pauses.all.first == .seconds(3))
  }
}
