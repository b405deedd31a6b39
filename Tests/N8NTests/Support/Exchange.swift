import HTTP
import JSON
import N8N

/// One recorded exchange with a real n8n.
struct Exchange: Sendable {
  let line: Int
  let name: String
  let method: String
  /// Below `/api/v1`.
  let path: String
  let query: [(name: String, value: String)]
  let requestBody: JSON?
  let response: HTTPResponse
  /// The JSON that came back; nil where it was not JSON.
  let body: JSON?

  init?(_ json: JSON, line: Int) {
    guard let request = json["request"], let response = json["response"],
      let status = response["status"]?.intValue,
      let method = request["method"]?.stringValue, let path = request["path"]?.stringValue
    else { return nil }
    self.line = line
    name = "\(line) \(json["scenario"]?.stringValue ?? "") | \(json["step"]?.stringValue ?? "")"
    self.method = method
    self.path = String(path.dropFirst("/api/v1".count))
    query = (request["query"]?.objectValue ?? [:]).map {
      ($0.key, $0.value.stringValue ?? $0.value.text(.compact))
    }
    requestBody = request["body"]
    body = response["body"]
    var headers = HTTPHeaders()
    for (name, value) in response["headers"]?.objectValue ?? [:] {
      headers.append(name, value.stringValue ?? "")
    }
    let text = response["text"]?.stringValue ?? ""
    self.response = HTTPResponse(
      status: status, headers: headers, body: body.map { $0.bytes(.compact) } ?? Array(text.utf8))
  }

  /// The call as the client would make it.
  var call: Call {
    var call = Call(method, path)
    call.query = query
    call.body = requestBody
    call.answer = path == "/openapi.yml" ? .text : .json
    return call
  }

  static func all(_ release: String) throws -> [Exchange] {
    let bytes = try Shared.bytes("n8n/recordings/\(release)/exchanges.jsonl")
    return try bytes.split(separator: UInt8(ascii: "\n")).enumerated().compactMap { index, line in
      Exchange(try JSON(parsing: Array(line)), line: index + 1)
    }
  }
}
