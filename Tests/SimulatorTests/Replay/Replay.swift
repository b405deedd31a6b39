import HTTPServer
import JSON
import Synchronization

@testable import Simulator

/// A clock that stands still until it is moved.
final class StepClock: Sendable {
  private let time: Mutex<Int64>

  init(_ start: Int64 = 1_795_533_050_000) { time = Mutex(start) }

  var now: Int64 { time.withLock { $0 } }

  func advance(_ milliseconds: Int) { time.withLock { $0 += Int64(milliseconds) } }
}

/// Hands out ids from lists.
final class IdentifierLists: Sendable {
  private let lists: Mutex<[IdentifierKind: [String]]>

  init(_ lists: [IdentifierKind: [String]]) { self.lists = Mutex(lists.mapValues { $0.reversed() }) }

  func next(_ kind: IdentifierKind) -> String? { lists.withLock { $0[kind]?.popLast() } }
}

/// What came out of replaying one release's recording.
struct ReplayResult {
  var lines = 0
  var statuses = 0
  var messages = 0
  var sameMessages = 0
  var bodies = 0
  var sameBodies = 0
  var differences: [String] = []
}

/// Sends a recording's requests, in order, to a fresh simulator and compares the answers (REPLAY.md).
struct Replay {
  private let recording: Recording
  private let simulator: Simulator
  private let clock = StepClock()
  private var comparison = BodyComparison()

  init(_ release: N8NRelease) throws {
    recording = try Recording(release.rawValue)
    let lists = IdentifierLists([
      .workflow: recording.identifiers(of: "POST", "/api/v1/workflows"),
      .tag: recording.identifiers(of: "POST", "/api/v1/tags"),
      .credential: recording.identifiers(of: "POST", "/api/v1/credentials"),
    ])
    let owner = recording.owner
    simulator = Simulator(
      SimulatorConfiguration(
        version: release, apiKey: "<key>", now: { [clock] in clock.now },
        owner: .init(id: owner?.id ?? "", projectID: owner?.project ?? ""),
        identifier: { lists.next($0) }))
    simulator.addKey("<another key>", scopes: ["workflow:list", "workflow:read"])
    simulator.addKey("<expired key>", scopes: nil, expiresAt: 0)
  }

  mutating func run() -> ReplayResult {
    var result = ReplayResult()
    for exchange in recording.exchanges {
      clock.advance(exchange.milliseconds)
      if exchange.scenario == "conflict", exchange.step == "one afterwards" { clock.advance(2000) }
      compare(exchange, send(exchange), &result)
      if exchange.step == "activate Failer" { callWebhooks(["runner", "failer"], times: 3) }
      if exchange.scenario == "waiting", exchange.step == "activate" { callWebhooks(["waiter"], times: 1) }
    }
    return result
  }

  private func callWebhooks(_ paths: [String], times: Int) {
    clock.advance(1000)
    for _ in 0..<times {
      for path in paths {
        _ = simulator.host.respond(to: ServerRequest(method: "GET", target: "/webhook/\(path)"))
      }
    }
  }

  private func send(_ exchange: RecordedExchange) -> ServerResponse {
    var headers = exchange.headers.map { (name: $0.key, value: $0.value.stringValue ?? "") }
    if exchange.step == "expired" {
      headers = headers.map { $0.name == "X-N8N-API-KEY" ? ($0.name, "<expired key>") : $0 }
    }
    var body = exchange.requestText.map { Array($0.utf8) }
    if let json = exchange.requestBody { body = comparison.request(json).bytes(.compact) }
    if body != nil, !headers.contains(where: { $0.name.lowercased() == "content-type" }) {
      headers.append(("Content-Type", "application/json"))
    }
    return simulator.host.respond(
      to: ServerRequest(method: exchange.method, target: target(exchange), headers: headers, body: body ?? [])
    )
  }

  private func target(_ exchange: RecordedExchange) -> String {
    let path = exchange.path.split(separator: "/", omittingEmptySubsequences: false)
      .map { comparison.request(String($0)) }.joined(separator: "/")
    let query = exchange.query.map { name, value in
      let text = comparison.request(value.stringValue ?? value.text(.compact))
      return "\(name)=" + text.utf8.map { "%" + String(0x100 | Int($0), radix: 16).suffix(2) }.joined()
    }
    return query.isEmpty ? path : path + "?" + query.joined(separator: "&")
  }

  private mutating func compare(
    _ exchange: RecordedExchange, _ response: ServerResponse, _ result: inout ReplayResult
  ) {
    result.lines += 1
    guard case .bytes(let bytes) = response.body else { return }
    let body = try? JSON(parsing: bytes)
    if response.status == exchange.status {
      result.statuses += 1
    } else {
      let text = String(decoding: bytes.prefix(200), as: UTF8.self)
      result.differences.append(
        "\(exchange.title): status \(exchange.status), here \(response.status) \(text)")
    }
    if let message = exchange.body?["message"]?.stringValue { compare(message, body, exchange, &result) }
    compareBody(exchange, response, body, &result)
  }

  private func compare(
    _ message: String, _ body: JSON?, _ exchange: RecordedExchange, _ result: inout ReplayResult
  ) {
    result.messages += 1
    let own = body?["message"]?.stringValue
    if own == message {
      result.sameMessages += 1
    } else {
      result.differences.append("\(exchange.title): message \(message), here \(own ?? "none")")
    }
  }

  private mutating func compareBody(
    _ exchange: RecordedExchange, _ response: ServerResponse, _ body: JSON?, _ result: inout ReplayResult
  ) {
    result.bodies += 1
    let type = response.headers.first { $0.name == "Content-Type" }?.value
    var found = type == exchange.contentType ? [] : ["content type \(exchange.contentType ?? "none")"]
    if !Self.isContent(exchange), let recorded = exchange.body {
      found += comparison.differences(recorded, body ?? .null)
    }
    let deprecation = response.headers.first { $0.name == "Deprecation" }?.value
    if deprecation != exchange.deprecation { found.append("Deprecation \(exchange.deprecation ?? "none")") }
    if found.isEmpty {
      result.sameBodies += 1
    } else {
      result.differences.append("\(exchange.title): " + found.prefix(6).joined(separator: "; "))
    }
  }

  /// Lines of which REPLAY.md asks only for status and content type.
  private static func isContent(_ exchange: RecordedExchange) -> Bool {
    guard exchange.status == 200 else { return false }
    return [
      "openapi yml", "discover", "generate", "schema", "schema slack", "GET /roles", "reader GET /discover",
    ]
    .contains(exchange.step)
  }
}
