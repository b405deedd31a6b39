import Governance
import HTTP
import JSON

/// A person who changes workflows in n8n, through the API of the instance.
struct DemoEditor: Sendable {
  private let http = HTTPClient(HTTPConfiguration(version: Root.version))

  /// Reads the workflow of this name, changes it, and saves it.
  func change(_ name: String, in instance: DemoLandscape.Instance, _ change: (inout JSON) -> Void)
    async throws(OpsError)
  {
    let list = try await send("GET", "workflows?limit=250", nil, to: instance)
    let found = list["data"]?.arrayValue?.first { $0["name"]?.stringValue == name }
    guard let document = found, let id = document["id"]?.stringValue else {
      throw OpsError("The demo's workflow is missing", at: "\(name) in \(instance.name)")
    }
    var body: JSON = .object(
      JSONObject(
        ["name", "nodes", "connections", "settings"].map { ($0, document[$0] ?? .object([:])) }))
    change(&body)
    _ = try await send("PUT", "workflows/\(id)", body, to: instance)
  }

  private func send(_ method: String, _ path: String, _ body: JSON?, to instance: DemoLandscape.Instance)
    async throws(OpsError) -> JSON
  {
    var request = HTTPRequest(method: method, url: "\(instance.url)/api/v1/\(path)", headers: [:])
    request.headers.append("X-N8N-API-KEY", instance.key, isSensitive: true)
    if let body {
      request.headers.append("Content-Type", "application/json")
      request.body = body.bytes(.compact)
    }
    do {
      let response = try await http.send(request)
      guard response.status == 200 else {
        throw OpsError(
          "The simulator refused a change", at: "\(method) \(path)",
          because: "\(response.status) \(String(decoding: response.body.prefix(200), as: UTF8.self))")
      }
      return try JSON(parsing: response.body)
    } catch let error as OpsError {
      throw error
    } catch {
      throw OpsError("The simulator does not answer", at: "\(method) \(path)", because: "\(error)")
    }
  }
}

extension JSON {
  /// Changes a parameter of the node with this name.
  mutating func setParameter(_ pointer: String, of node: String, to value: JSON) {
    guard let index = self["nodes"]?.arrayValue?.firstIndex(where: { $0["name"]?.stringValue == node }),
      let place = try? JSONPointer("/nodes/\(index)/parameters\(pointer)")
    else { return }
    set(value, at: place)
  }

  /// The text of a parameter of the node with this name.
  func parameter(_ name: String, of node: String) -> String? {
    self["nodes"]?.arrayValue?.first { $0["name"]?.stringValue == node }?["parameters"]?[name]?.stringValue
  }
}
