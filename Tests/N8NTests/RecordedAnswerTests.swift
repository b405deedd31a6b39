import HTTP
import JSON
import N8N
import Testing

@Suite("N8N recorded answers", .enabled(if: Shared.isPresent, "needs ../shared"))
struct RecordedAnswerTests {
  /// Sends the exchange's request to a stub that answers as n8n did.
  private func outcome(_ exchange: Exchange) async throws -> Result<Answer, N8NError> {
    let client = try N8NClient.make(Stub(exchange.response))
    do throws(N8NError) { return .success(try await client.send(exchange.call)) } catch {
      return .failure(error)
    }
  }

  @Test("every good answer comes through whole, every other one as an error", arguments: Shared.releases)
  func all(_ release: String) async throws {
    let exchanges = try Shared.exchanges(release)
    #expect(exchanges.count == (release.hasPrefix("2.3") || release.hasPrefix("2.4") ? 345 : 332))
    for exchange in exchanges {
      let isGood =
        (200..<300).contains(exchange.response.status) && !exchange.name.contains("user agent with bot")
      switch try await outcome(exchange) {
      case .success(let answer):
        #expect(isGood, "\(exchange.name)")
        #expect(answer.json == exchange.body ?? .null, "\(exchange.name)")
      case .failure(let error):
        #expect(!isGood, "\(exchange.name): \(error)")
        #expect(error.environment == "staging")
        #expect(error.call == "\(exchange.method) \(exchange.path)")
        #expect(!error.remedy.isEmpty)
        if let message = exchange.body?["message"]?.stringValue {
          #expect(
            error.cause == "n8n says: \(message.split(whereSeparator: \.isWhitespace).joined(separator: " "))"
          )
        }
      }
    }
  }

  @Test(
    "every recorded refusal has its kind",
    arguments: zip(Shared.releases, [Kinds.n8n1_123, .n8n2_14, .n8n2_30, .n8n2_40]))
  func kinds(_ release: String, _ expected: Kinds) async throws {
    var counts: [N8NError.Kind: Int] = [:]
    for exchange in try Shared.exchanges(release) {
      if case .failure(let error) = try await outcome(exchange) { counts[error.kind, default: 0] += 1 }
    }
    #expect(counts == expected.counts)
  }

  @Test("a refused field is named by its place", arguments: Shared.releases)
  func pointers(_ release: String) async throws {
    for exchange in try Shared.exchanges(release) {
      guard case .failure(let error) = try await outcome(exchange),
        let message = exchange.body?["message"]?.stringValue,
        message.hasPrefix("request/body")
      else { continue }
      let pointer = try #require(error.pointer, "\(exchange.name)")
      let place = message.dropFirst("request/body".count).prefix { $0 != " " }
      #expect(pointer.description.hasPrefix(place), "\(message)")
      if message.contains("Unrecognized key") || message.contains("required property") {
        #expect(pointer.tokens.count == place.split(separator: "/").count + 1, "\(message)")
        #expect(message.contains("'\(pointer.tokens.last ?? "?")'"))
      }
    }
  }

  @Test("documents and lists of every kind are read", arguments: Shared.releases)
  func documents(_ release: String) async throws {
    var counts: [String: Int] = [:]
    for exchange in try Shared.exchanges(release) where (200..<300).contains(exchange.response.status) {
      let parts = exchange.path.split(separator: "/")
      guard let body = exchange.body, let resource = parts.first.map(String.init) else { continue }
      if let entries = body["data"]?.arrayValue, parts.count == 1 {
        for entry in entries { #expect(isRead(entry, as: resource) ?? true, "\(exchange.name)") }
        counts["\(resource) lists", default: 0] += 1
      } else if parts.count == 1 || (parts.count == 2 && parts[1] != "summary") {
        if let isRead = isRead(body, as: resource) {
          #expect(isRead, "\(exchange.name)")
          counts[resource, default: 0] += 1
        }
      }
    }
    for expected in [
      "workflows", "workflows lists", "tags", "tags lists", "credentials", "executions lists", "users lists",
    ] {
      #expect(counts[expected, default: 0] > 0, "\(expected)")
    }
    #expect(counts["workflows", default: 0] > 100)
  }

  private func isRead(_ json: JSON, as resource: String) -> Bool? {
    switch resource {
    case "workflows": RemoteWorkflow(json) != nil
    case "tags": RemoteTag(json) != nil
    case "credentials": RemoteCredential(json) != nil
    case "executions": RemoteExecution(json) != nil
    case "users": json.arrayValue == nil ? RemoteUser(json) != nil : nil
    default: nil
    }
  }
}
