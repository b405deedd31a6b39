import JSON

/// One exchange with a real server.
struct RecordedExchange {
  let number: Int
  let json: JSON

  var scenario: String { json["scenario"]?.stringValue ?? "" }
  var step: String { json["step"]?.stringValue ?? "" }
  var method: String { json["request"]?["method"]?.stringValue ?? "" }
  var path: String { json["request"]?["path"]?.stringValue ?? "" }
  var query: JSONObject { json["request"]?["query"]?.objectValue ?? [:] }
  var headers: JSONObject { json["request"]?["headers"]?.objectValue ?? [:] }
  var requestBody: JSON? { json["request"]?["body"] }
  var requestText: String? { json["request"]?["text"]?.stringValue }
  var status: Int { json["response"]?["status"]?.intValue ?? 0 }
  var body: JSON? { json["response"]?["body"] }
  var contentType: String? { json["response"]?["headers"]?["content-type"]?.stringValue }
  var deprecation: String? { json["response"]?["headers"]?["deprecation"]?.stringValue }
  var milliseconds: Int { json["milliseconds"]?.intValue ?? 0 }
  var title: String { "L\(number) \(scenario) | \(step)" }
}

/// The exchanges with one release, in order.
struct Recording {
  let release: String
  let exchanges: [RecordedExchange]

  init(_ release: String) throws {
    self.release = release
    let text = String(decoding: try Shared.bytes("n8n/recordings/\(release)/exchanges.jsonl"), as: UTF8.self)
    exchanges = try text.split(separator: "\n").enumerated().map { index, line in
      RecordedExchange(number: index + 1, json: try JSON(parsing: String(line)))
    }
  }

  /// The ids that the server gave, in order, so that the simulator can give the same (REPLAY.md, way 1).
  func identifiers(of method: String, _ path: String) -> [String] {
    exchanges.filter { $0.method == method && $0.path == path && (200...201).contains($0.status) }
      .compactMap { $0.body?["id"]?.stringValue }
  }

  /// The owner's id and the id of the owner's project.
  var owner: (id: String, project: String)? {
    let project = exchanges.lazy.compactMap { $0.body?["shared"]?[0]?["projectId"]?.stringValue }.first
    let id = exchanges.lazy.filter { $0.path.hasSuffix("/users/owner@example.com") }
      .compactMap { $0.body?["id"]?.stringValue }.first
    guard let id, let project else { return nil }
    return (id, project)
  }
}
