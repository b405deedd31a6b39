import HTTPServer
import JSON

@testable import Simulator

/// A simulator with a clock that stands still, asked in process.
struct TestInstance {
  /// An answer with its body read.
  struct Reply {
    let status: Int
    let headers: [(name: String, value: String)]
    let text: String
    let json: JSON
    var delay = Duration.zero

    var message: String? { json["message"]?.stringValue }
    var id: String { json["id"]?.stringValue ?? "" }
    var ids: [String] { (json["data"]?.arrayValue ?? []).compactMap { $0["id"]?.stringValue } }

    func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }
  }

  let clock = StepClock()
  let simulator: Simulator

  init(_ release: N8NRelease = .v2_40_7, seed: UInt64 = 1) {
    simulator = Simulator(
      SimulatorConfiguration(version: release, apiKey: "key", seed: seed, now: { [clock] in clock.now }))
  }

  /// Calls the API with the owner's key.
  @discardableResult
  func call(
    _ method: String, _ path: String, _ body: JSON? = nil, key: String? = "key",
    headers: [(String, String)] = []
  ) -> Reply {
    var fields = headers.map { (name: $0.0, value: $0.1) }
    if let key { fields.append(("X-N8N-API-KEY", key)) }
    if body != nil { fields.append(("Content-Type", "application/json")) }
    return send(method, "/api/v1" + path, fields, body?.bytes(.compact) ?? [])
  }

  /// Sends any request.
  @discardableResult
  func send(
    _ method: String, _ target: String, _ headers: [(name: String, value: String)] = [], _ body: [UInt8] = []
  ) -> Reply {
    let response = simulator.host.respond(
      to: ServerRequest(method: method, target: target, headers: headers, body: body))
    guard case .bytes(let bytes) = response.body else {
      return Reply(status: response.status, headers: response.headers, text: "", json: .null)
    }
    return Reply(
      status: response.status, headers: response.headers, text: String(decoding: bytes, as: UTF8.self),
      json: (try? JSON(parsing: bytes)) ?? .null, delay: response.delay)
  }

  /// Creates a workflow and gives its id.
  func create(_ body: JSON = Sample.workflow()) -> String { call("POST", "/workflows", body).id }

  /// The workflow as GET answers it.
  func read(_ id: String) -> JSON { call("GET", "/workflows/\(id)").json }

  /// The message of a refused creation.
  func refusal(of body: JSON) -> String? {
    let reply = call("POST", "/workflows", body)
    return reply.status == 200 ? nil : reply.message
  }
}

/// Workflows for tests.
enum Sample {
  static func node(_ name: String, _ type: String = "noOp", _ parameters: JSON = [:]) -> JSON {
    [
      "id": .string("id-\(name)"), "name": .string(name), "type": .string("n8n-nodes-base.\(type)"),
      "typeVersion": 1, "position": [0, 0], "parameters": parameters,
    ]
  }

  /// A webhook node with an id of its own, so that its path stands alone.
  static func hook(_ path: String) -> JSON {
    node("Hook", "webhook", ["path": .string(path)]).with("webhookId", .string("hook-\(path)"))
  }

  /// A webhook and a node after it.
  static func workflow(
    _ name: String = "Sample", path: String = "sample", then last: JSON = node("Last"), settings: JSON = [:]
  ) -> JSON {
    [
      "name": .string(name), "nodes": [hook(path), last],
      "connections": [
        "Hook": ["main": [[["node": last["name"] ?? "", "type": "main", "index": 0]]]]
      ], "settings": settings,
    ]
  }
}

extension JSON {
  /// The object with one member set.
  func with(_ key: String, _ value: JSON) -> JSON {
    var object = objectValue ?? [:]
    object[key] = value
    return .object(object)
  }

  /// The object without one member.
  func without(_ key: String) -> JSON {
    var object = objectValue ?? [:]
    object[key] = nil
    return .object(object)
  }
}
