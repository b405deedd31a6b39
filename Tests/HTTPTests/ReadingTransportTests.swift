import HTTP
import Synchronization
import Testing

@Suite("HTTP that only reads")
struct ReadingTransportTests {
  private final class Counting: HTTPTransport {
    let sent = Mutex<[String]>([])

    func send(_ request: HTTPRequest) async throws(HTTPError) -> HTTPResponse {
      sent.withLock { $0.append(request.method) }
      return HTTPResponse(status: 200)
    }
  }

  @Test(
    "what reads is sent, anything else never is",
    arguments: ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"])
  func refuses(method: String) async throws {
    let base = Counting()
    let request = HTTPRequest(method: method, url: "https://n8n.invalid/a?key=secret")
    if ["GET", "HEAD"].contains(method) {
      #expect(try await ReadingTransport(base).send(request).status == 200)
      #expect(base.sent.withLock(\.self) == [method])
    } else {
      let error = await #expect(throws: HTTPError.self) { try await ReadingTransport(base).send(request) }
      #expect(error?.mayHaveBeenSent == false && error?.detail.contains("dry run") == true)
      #expect(error?.url == "https://n8n.invalid/a")
      #expect(base.sent.withLock(\.self).isEmpty)
    }
  }
}
