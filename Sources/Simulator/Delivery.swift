internal import Digest
internal import HTTPServer
internal import JSON

/// Turns answers into what the server sends, faults included.
enum Delivery {
  /// The response to a request: `answer` is asked only where the fault lets the request be carried out.
  static func response(
    to request: ServerRequest, action: Fault.Action?, answer: () -> Answer
  ) -> ServerResponse {
    switch action {
    case .status(let status): return response(Answer(["message": "Injected fault"], status: status))
    case .tooManyRequests(let seconds):
      var limited = Answer(["message": "Too many requests"], status: 429)
      limited.headers.append(("Retry-After", String(seconds)))
      return response(limited)
    case .htmlPage:
      return response(Answer(text: "<!DOCTYPE html>\n<p>Sign in</p>\n", type: "text/html; charset=utf-8"))
    case .resetBefore: return ServerResponse(delivery: .reset)
    default: return response(answer(), after: action)
    }
  }

  private static func response(_ answer: Answer, after action: Fault.Action?) -> ServerResponse {
    var sent = response(answer)
    switch action {
    case .resetAfter: sent.delivery = .reset
    case .truncate(let length): sent.delivery = .truncated(after: length)
    case .latency(let time): sent.delay = time
    case .drip(let chunk, let pause): sent.delivery = .dripped(chunk: chunk, every: pause)
    default: break
    }
    return sent
  }

  /// An answer as the server sends it.
  static func response(_ answer: Answer) -> ServerResponse {
    let (bytes, type) = written(answer.body)
    var headers: [(name: String, value: String)] = []
    if let type {
      headers = [("Content-Type", type), ("Vary", "Accept-Encoding")]
      if type.hasPrefix("application/json") { headers.append(("ETag", etag(bytes))) }
    }
    return ServerResponse(status: answer.status, headers: headers + answer.headers, body: .bytes(bytes))
  }

  private static func written(_ body: Answer.Body) -> (bytes: [UInt8], type: String?) {
    let json = "application/json; charset=utf-8"
    switch body {
    case .none: return ([], nil)
    case .json(let value): return (value.bytes(.compact), json)
    case .written(let bytes): return (bytes, json)
    case .text(let text, let type): return (Array(text.utf8), type)
    }
  }

  /// Express's weak tag: the length in hexadecimal and 27 characters of the SHA-1 in base64.
  private static func etag(_ bytes: [UInt8]) -> String {
    let digest = Base64.encode(Digest.sha1(bytes)).prefix(27)
    return "W/\"\(String(bytes.count, radix: 16))-\(digest)\""
  }
}
