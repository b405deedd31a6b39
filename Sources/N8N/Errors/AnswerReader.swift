internal import HTTP
internal import JSON

/// Reads an HTTP answer, or the lack of one, for one call.
struct AnswerReader {
  let call: Call
  let environment: String
  let key: APIKey

  /// The answer when it is a good one; the typed error otherwise.
  func read(_ response: HTTPResponse) throws(N8NError) -> Answer {
    guard let body = try json(in: response) else {
      if response.body.isEmpty { return try readEmpty(response) }
      return answer(.null, response, text: response.body)
    }
    do {
      return answer(try JSON(parsing: body), response)
    } catch {
      switch error.reason {
      case .tooDeep, .tooLarge, .tooManyValues:
        throw lost(.answerTooLarge, "the answer is more than is read: \(error.reason)", response)
      default: throw lost(.brokenJSON, "the answer is called JSON and is not: \(error)", response)
      }
    }
  }

  /// The body of a good answer that says it is JSON, yet to be read; nil where there is none or text was asked for.
  func json(in response: HTTPResponse) throws(N8NError) -> [UInt8]? {
    guard (200..<300).contains(response.status) else { throw refusal(response) }
    if response.body.isEmpty || call.answer == .text { return nil }
    guard isJSON(response) else { throw notJSON(response) }
    return response.body
  }

  /// The error of a request that got no answer.
  func error(for error: HTTPError) -> N8NError {
    if !call.isSafe, error.mayHaveBeenSent {
      return make(.outcomeUnknown, "no usable answer came: \(error.kind.sentence): \(clean(error.detail))")
    }
    return make(error.kind.kind, "\(error.kind.sentence): \(clean(error.detail))")
  }

  private func readEmpty(_ response: HTTPResponse) throws(N8NError) -> Answer {
    if call.answer == .jsonOrNothing { return answer(.null, response) }
    throw lost(.emptyAnswer, "the answer (\(response.status)) is empty", response)
  }

  private func answer(_ json: JSON, _ response: HTTPResponse, text: [UInt8] = []) -> Answer {
    let deprecation = response.headers["Deprecation"].flatMap {
      $0.hasPrefix("@") ? Int($0.dropFirst()) : nil
    }
    return Answer(
      json: json, text: text, elapsed: response.elapsed, byteCount: response.body.count,
      retries: response.retries, deprecatedSince: deprecation)
  }

  /// Whether the answer says that it is JSON. A 200 with a login page, the editor's page or a text is not one.
  private func isJSON(_ response: HTTPResponse) -> Bool {
    guard let type = response.headers["Content-Type"]?.split(separator: ";").first else { return false }
    let name = type.lowercased().filter { !$0.isWhitespace }
    return name == "application/json" || name.hasSuffix("+json")
  }

  private func notJSON(_ response: HTTPResponse) -> N8NError {
    let text = excerpt(response)
    if text.contains("n8n is starting up") {
      return make(.startingUp, "n8n is starting up", response)
    }
    return make(.notJSON, "the answer is not JSON but \(type(response)): \(text)", response)
  }

  /// The error of an answer whose status says no.
  private func refusal(_ response: HTTPResponse) -> N8NError {
    if (300..<400).contains(response.status) { return redirect(response) }
    let json = isJSON(response) ? try? JSON(parsing: response.body) : nil
    guard let message = json?["message"]?.stringValue else { return refusalWithoutMessage(response) }
    return refusal(response, clean(message), reason: json?["reason"]?.stringValue)
  }

  private func refusal(_ response: HTTPResponse, _ message: String, reason: String?) -> N8NError {
    let reading = RefusalReading(status: response.status, message: message, reason: reason)
    let isAboutKey = reading.kind == .missingScope || reading.kind == .noPermission
    let subject = isAboutKey ? call.scope : reading.subject
    return make(
      reading.kind, "n8n says: \(message)", response, pointer: reading.pointer, subject: subject)
  }

  private func refusalWithoutMessage(_ response: HTTPResponse) -> N8NError {
    let text = excerpt(response)
    switch response.status {
    case 413: return make(.tooLarge, "the request is too large", response)
    case 429: return make(.rateLimited, "too many requests", response)
    case 503 where text.contains("Database is not ready"):
      return make(.startingUp, "n8n's database is not ready", response)
    case 500 where text.contains("Failed to parse request body"):
      return make(.malformedBody, "n8n could not read the body as JSON", response)
    case 502, 503, 504, 520...530:
      return lost(.gateway, "a proxy answered \(response.status): \(text)", response)
    case 500...: return lost(.serverFailed, "\(response.status), \(type(response)): \(text)", response)
    default: return make(.notJSON, "\(response.status), not JSON but \(type(response)): \(text)", response)
    }
  }

  private func redirect(_ response: HTTPResponse) -> N8NError {
    let target = response.headers["Location"] ?? ""
    let visible = clean(String(target.prefix { $0 != "?" && $0 != "#" }))
    return make(
      .redirected, "\(response.status), redirected to \(visible.isEmpty ? "nowhere" : visible)", response)
  }

  /// An error after which a write may have happened: nobody knows whether n8n saw it.
  private func lost(_ kind: N8NError.Kind, _ cause: String, _ response: HTTPResponse) -> N8NError {
    make(call.isSafe ? kind : .outcomeUnknown, cause, response)
  }

  private func make(
    _ kind: N8NError.Kind, _ cause: String, _ response: HTTPResponse? = nil, pointer: JSONPointer? = nil,
    subject: String? = nil
  ) -> N8NError {
    N8NError(
      environment: environment, call: call.name, kind: kind, cause: cause, status: response?.status,
      pointer: pointer, subject: subject,
      retryAfter: response?.headers["Retry-After"].flatMap { Int($0) }.flatMap {
        $0 >= 0 ? .seconds($0) : nil
      })
  }

  private func type(_ response: HTTPResponse) -> String {
    clean(response.headers["Content-Type"] ?? "of no type")
  }

  /// The first words of a text or page, tags aside.
  private func excerpt(_ response: HTTPResponse) -> String {
    let text = key.redacted(fromStartOf: response.body, limit: 16_384)
    return PageText.oneLine(PageText.visible(text), limit: 200)
  }

  private func clean(_ text: String) -> String { PageText.oneLine(key.redacted(from: text), limit: 600) }
}

extension HTTPError.Kind {
  /// The kind of API error a failed request is.
  var kind: N8NError.Kind {
    switch self {
    case .resolve: .unknownHost
    case .connect: .unreachable
    case .tls: .tls
    case .timeout, .stalled: .timedOut
    case .tooLarge: .answerTooLarge
    case .reset, .truncated, .protocol: .brokenConnection
    case .cancelled: .cancelled
    case .insecure: .insecure
    case .invalid: .invalidRequest
    }
  }
}
