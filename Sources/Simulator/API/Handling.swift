internal import HTTPServer
internal import JSON

extension Instance {
  /// Answers a request as the instance would, errors included.
  mutating func handle(_ request: ServerRequest, now: Int) -> Answer {
    settle(now)
    return Self.answer { try answer(to: request, now: now) }
  }

  /// The answer of some work, or the error that it ended with.
  private static func answer(_ work: () throws -> Answer) -> Answer {
    do {
      return try work()
    } catch let refusal as Refusal {
      return Answer(refusal.body, status: refusal.status)
    } catch {
      return Answer(["message": "Internal server error"], status: 500)
    }
  }

  private mutating func answer(to request: ServerRequest, now: Int) throws -> Answer {
    if request.segments.first == "webhook" { return webhook(request, now: now) }
    // The filter against robots, which stands behind the webhooks (n8n, abstract-server.ts).
    if request.header("User-Agent")?.lowercased().contains("bot") == true { return .empty(204) }
    var segments = request.segments
    if segments.last == "" { segments.removeLast() }
    guard segments.starts(with: ["api", "v1"]) else { return publicPage(request, segments) }
    segments.removeFirst(2)
    if segments == ["openapi.yml"], request.method == "GET" { return specification }
    guard let body = parsedBody(request) else {
      return .errorPage(500, "ResponseError: Failed to parse request body")
    }
    return try apiAnswer(to: request, segments, body, now: now)
  }

  private mutating func apiAnswer(
    to request: ServerRequest, _ segments: [String], _ body: JSON, now: Int
  ) throws -> Answer {
    let matching = endpoints.compactMap { endpoint in
      endpoint.match(segments).map { (endpoint: endpoint, parameters: $0) }
    }
    guard !matching.isEmpty else { throw Refusal(404, "not found") }
    guard let found = matching.first(where: { $0.endpoint.method == request.method }) else {
      throw Refusal(405, "\(request.method) method not allowed")
    }
    let key = try key(of: request, now: now)
    try checkMediaType(of: request)
    try checkParameters(of: request, found.endpoint)
    let call = Call(request: request, parameters: found.parameters, body: body, key: key, now: now)
    try checkScope(of: key, found.endpoint)
    var answer = Self.answer { try found.endpoint.handler(&self, call) }
    if let date = behaviour.deprecations["\(request.method) \(found.endpoint.path)"] {
      answer.headers.append(("Deprecation", date))
    }
    return answer
  }

  private func key(of request: ServerRequest, now: Int) throws(Refusal) -> StoredKey {
    guard let text = request.header("X-N8N-API-KEY") else { throw Refusal(401, behaviour.missingKey) }
    guard let key = keys[text], key.expiresAt.map({ now < $0 }) ?? true else {
      throw Refusal(401, behaviour.wrongKey)
    }
    return key
  }

  private func checkScope(of key: StoredKey, _ endpoint: Endpoint) throws(Refusal) {
    guard behaviour.limitsScopes, let scopes = key.scopes, let scope = endpoint.scope else { return }
    if !scopes.contains(scope) { throw Refusal(403, "Forbidden") }
  }

  private func checkMediaType(of request: ServerRequest) throws(Refusal) {
    guard let type = request.header("Content-Type"), !request.body.isEmpty else { return }
    let media = type.split(separator: ";").first.map { $0.lowercased() } ?? ""
    if media != "application/json" { throw Refusal(415, "unsupported media type \(media)") }
  }

  private func checkParameters(of request: ServerRequest, _ endpoint: Endpoint) throws(Refusal) {
    guard behaviour.refusesUnknownParameters else { return }
    for (name, _) in request.query where endpoint.query[name].map({ $0 > behaviour.release }) ?? true {
      throw Refusal(400, "Unknown query parameter '\(name)'")
    }
  }

  /// Null without a body, nil where it is no JSON.
  private func parsedBody(_ request: ServerRequest) -> JSON? {
    guard !request.body.isEmpty,
      request.header("Content-Type")?.lowercased().hasPrefix("application/json") ?? true
    else { return .null }
    return (try? JSON(parsing: request.body))?.throughJavaScript
  }

  private var specification: Answer {
    Answer(
      text: Specification(behaviour: behaviour, endpoints: endpoints).yaml, type: "text/yaml; charset=utf-8")
  }
}
