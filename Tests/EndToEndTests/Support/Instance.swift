import Foundation

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// A simulator that runs as a process of its own, and a person who talks to its API.
final class Instance {
  let url: String
  let key: String
  private let running: Running?

  /// One that somebody else runs.
  init(url: String, key: String) {
    self.url = url
    self.key = key
    running = nil
  }

  convenience init(_ release: String, in scratch: Scratch, _ arguments: String...) throws {
    try self.init(release, in: scratch, arguments)
  }

  /// Starts one and waits until it listens.
  init(_ release: String, in scratch: Scratch, _ arguments: [String]) throws {
    key = "test-key-\(UUID().uuidString)"
    let running = try Program.built("n8n-sim", in: scratch.url).start(
      ["--n8n", release, "--api-key", key] + arguments)
    let deadline = Date().addingTimeInterval(60)
    while !running.output.contains("ready "), running.process.isRunning, Date() < deadline { usleep(20_000) }
    guard let line = running.output.split(separator: "\n").first(where: { $0.hasPrefix("ready ") }) else {
      throw Problem("the simulator of \(release) did not get ready: \(running.output)")
    }
    url = String(line.dropFirst("ready ".count))
    self.running = running
  }

  func stop() { running?.kill() }

  /// One call of the API; the answer is JSON.
  @discardableResult
  func call(_ method: String, _ path: String, _ body: [String: Any]? = nil) async throws -> [String: Any] {
    var request = URLRequest(url: URL(string: "\(url)/api/v1/\(path)")!)
    request.httpMethod = method
    request.setValue(key, forHTTPHeaderField: "X-N8N-API-KEY")
    if let body {
      request.setValue("application/json", forHTTPHeaderField: "Content-Type")
      request.httpBody = try JSONSerialization.data(withJSONObject: body)
    }
    let (data, response) = try await URLSession.shared.data(for: request)
    let status = (response as? HTTPURLResponse)?.statusCode ?? 0
    guard status == 200 || status == 201 else {
      throw Problem("\(method) \(path): \(status) \(String(decoding: data.prefix(300), as: UTF8.self))")
    }
    return try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]
  }

  /// All workflows, page by page.
  func workflows() async throws -> [[String: Any]] {
    var result: [[String: Any]] = []
    var cursor = ""
    while true {
      let page = try await call("GET", "workflows?limit=250\(cursor)")
      result += page["data"] as? [[String: Any]] ?? []
      guard let next = page["nextCursor"] as? String else { return result }
      cursor = "&cursor=\(next)"
    }
  }

  /// The only workflow with a name.
  func workflow(named name: String) async throws -> [String: Any] {
    let found = try await workflows().filter { $0["name"] as? String == name }
    guard found.count == 1 else { throw Problem("\(found.count) workflows are named \(name)") }
    return found[0]
  }

  /// Makes a workflow.
  ///
  /// - Returns: its id.
  @discardableResult
  func create(_ workflow: [String: Any]) async throws -> String {
    try await call("POST", "workflows", workflow)["id"] as? String ?? ""
  }

  /// Saves a workflow with one parameter of one node changed, as a person would in the editor.
  func edit(_ id: String, node: Int, parameter: String, to value: Any) async throws {
    let document = try await call("GET", "workflows/\(id)")
    var body = document.filter { ["name", "nodes", "connections", "settings"].contains($0.key) }
    var nodes = document["nodes"] as? [[String: Any]] ?? []
    var parameters = nodes[node]["parameters"] as? [String: Any] ?? [:]
    parameters[parameter] = value
    nodes[node]["parameters"] = parameters
    body["nodes"] = nodes
    try await call("PUT", "workflows/\(id)", body)
  }
}

struct Problem: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}
