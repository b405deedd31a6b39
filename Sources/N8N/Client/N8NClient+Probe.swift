internal import JSON

/// What probing an instance found.
package struct ProbeResult: Sendable, Hashable {
  /// What the instance can do.
  package let capabilities: Capabilities
  /// How long the call with the key took.
  package let latency: Duration
  /// What could not be found out, and why; the capabilities are less certain for it.
  package let warnings: [String]
}

extension N8NClient {
  /// Finds out what the instance can do, and that the key is good.
  ///
  /// Four calls at a time: the OpenAPI document and the metrics without key, the key's scopes, and one page of one
  /// workflow with the key. Only the last must succeed.
  ///
  /// - Parameter version: the instance's version where its owner has stated it; otherwise it is found.
  package func probe(version stated: N8NVersion? = nil) async throws(N8NError) -> ProbeResult {
    async let document = attempt { client throws(N8NError) in try await client.specification() }
    async let found = attempt { client throws(N8NError) in try await client.versionFromMetrics() }
    async let scopes = attempt { client throws(N8NError) in try await client.keyScopes() }
    let latency = try await checkKey()
    return result(stated, await document, await found, await scopes, latency: latency)
  }

  /// The instance's OpenAPI document; needs no key.
  package func specification() async throws(N8NError) -> Specification {
    var call = Call("GET", "/openapi.yml")
    (call.base, call.answer) = (.openAPI, .text)
    let answer = try await send(call)
    guard let specification = Specification(yaml: answer.text) else {
      throw failure(call, .unexpectedShape, "the answer describes no operation")
    }
    return specification
  }

  /// The scopes of the key; nil where the instance does not tell (before 2.14).
  package func keyScopes() async throws(N8NError) -> [String]? {
    let call = Call("GET", "/discover")
    do throws(N8NError) {
      let json = try await send(call).json
      guard let scopes = json["data"]?["scopes"]?.arrayValue else {
        throw failure(call, .unexpectedShape, "the answer has no scopes")
      }
      return scopes.compactMap(\.stringValue)
    } catch  where error.isUnsupported {
      return nil
    }
  }

  /// The version that `/metrics` tells where the instance publishes metrics; nil where it does not.
  package func versionFromMetrics() async throws(N8NError) -> N8NVersion? {
    var call = Call("GET", "/metrics")
    (call.base, call.answer) = (.root, .text)
    let text = try await send(call).text
    // The name's prefix is the instance's own (N8N_METRICS_PREFIX).
    guard let start = text.firstRange(of: Array("version_info{version=\"".utf8)) else { return nil }
    return N8NVersion(
      String(decoding: text[start.upperBound...].prefix { $0 != UInt8(ascii: "\"") }, as: UTF8.self))
  }

  private func checkKey() async throws(N8NError) -> Duration {
    var call = Call("GET", "/workflows", scope: "workflow:list")
    call.query = [("limit", "1")]
    let answer = try await send(call)
    guard answer.json["data"]?.arrayValue != nil else {
      throw failure(call, .unexpectedShape, "the answer has no list under \"data\"")
    }
    return answer.elapsed
  }

  private func attempt<Value: Sendable>(
    _ work: @Sendable (N8NClient) async throws(N8NError) -> Value
  ) async -> Result<Value, N8NError> {
    do throws(N8NError) { return .success(try await work(self)) } catch { return .failure(error) }
  }

  private func result(
    _ stated: N8NVersion?, _ document: Result<Specification, N8NError>,
    _ found: Result<N8NVersion?, N8NError>,
    _ scopes: Result<[String]?, N8NError>, latency: Duration
  ) -> ProbeResult {
    var warnings: [String] = []
    let version = (try? found.get()) ?? stated
    let keyScopes = (try? scopes.get()) ?? nil
    if case .failure(let error) = scopes { warnings.append("the key's scopes are not known: \(error)") }
    if let stated, let version, stated != version {
      warnings.append("\(environment) is said to be n8n \(stated) and is \(version)")
    }
    let capabilities: Capabilities
    switch (document, version) {
    case (.success(let specification), _):
      capabilities = Capabilities(specification, version: version, scopes: keyScopes)
    case (.failure(let error), let version?):
      warnings.append(
        "the API's description could not be read, so it is inferred from n8n \(version): \(error)")
      capabilities = Capabilities(version: version, scopes: keyScopes)
    case (.failure(let error), nil):
      warnings.append(
        "neither the API's description nor the version is known, so the least is assumed: \(error)")
      capabilities = .assumed(scopes: keyScopes)
    }
    return ProbeResult(capabilities: capabilities, latency: latency, warnings: warnings)
  }
}
