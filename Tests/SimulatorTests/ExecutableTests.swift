import Foundation
import Testing

@Suite("n8n-sim, the program")
struct ExecutableTests {
  @Test("It says where it listens, answers, and ends cleanly when told to", arguments: [SIGINT, SIGTERM])
  func runs(signal: Int32) async throws {
    let program = try Program(["--api-key", "key", "--n8n", "2.30.8", "--seed", "3"])
    let port = try #require(await program.port())
    #expect(await SocketClient(port: port).send("GET", "/metrics").body.contains("v2.30.8"))
    program.send(signal)
    #expect(await program.finish().status == 0)
  }

  @Test("It loads folders, as often as told")
  func load() async throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    try folder.write(#"{"name":"A","nodes":[],"connections":{}}"#, to: "a.json")
    let program = try Program(["--api-key", "key", "--load", folder.path, "--copies", "3"])
    let port = try #require(await program.port())
    let reply = await SocketClient(port: port).send(
      "GET", "/api/v1/workflows", headers: ["X-N8N-API-KEY: key"])
    for name in ["A", "A 2", "A 3"] { #expect(reply.body.contains("\"name\":\"\(name)\"")) }
    program.send(SIGTERM)
    #expect(await program.finish().status == 0)
  }

  @Test("With --state it goes on where it ended; with another key it can only be read")
  func state() async throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    try folder.write(#"{"name":"A","nodes":[],"connections":{}}"#, to: "a.json")
    let arguments = [
      "--api-key", "key", "--read-key", "look", "--load", folder.path, "--state",
      folder.path + "/state.instance",
    ]
    var seen: [String] = []
    for _ in 1...2 {
      let program = try Program(arguments)
      let client = SocketClient(port: try #require(await program.port()))
      let refused = await client.send(
        "POST", "/api/v1/tags", headers: ["X-N8N-API-KEY: look", "Content-Type: application/json"],
        body: Array(#"{"name":"x"}"#.utf8))
      #expect(refused.status == 403)
      _ = await client.send(
        "POST", "/api/v1/tags", headers: ["X-N8N-API-KEY: key", "Content-Type: application/json"],
        body: Array(#"{"name":"T\#(seen.count)"}"#.utf8))
      let list = await client.send("GET", "/api/v1/workflows", headers: ["X-N8N-API-KEY: look"]).body
      seen.append(list)
      let tags = await client.send("GET", "/api/v1/tags", headers: ["X-N8N-API-KEY: look"]).body
      #expect(tags.split(separator: "\"name\"").count == seen.count + 1)
      program.send(SIGTERM)
      #expect(await program.finish().status == 0)
    }
    #expect(seen[0] == seen[1] && seen[0].contains("\"name\":\"A\""))
  }

  @Test("A state that is none is named and left as it is")
  func badState() async throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    try folder.write("{}", to: "state")
    let end = try await Program(["--api-key", "key", "--state", folder.path + "/state"]).finish()
    #expect(end.status == 1)
    #expect(end.errors.contains(folder.path + "/state"))
  }

  @Test("It names the file that it cannot load", arguments: ["{", #"{"name":"no nodes"}"#])
  func unreadable(text: String) async throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    try folder.write(text, to: "broken.json")
    let end = try await Program(["--api-key", "key", "--load", folder.path]).finish()
    #expect(end.status == 1)
    #expect(end.errors.contains("broken.json"))
  }

  @Test(
    "Wrong arguments are 64",
    arguments: [
      [], ["--api-key", "k", "--n8n", "9"], ["--api-key", "k", "--fault", "nonsense"],
      ["--api-key", ""], ["--api-key", "two words"], ["--api-key", "k", "--read-key", "k"],
      ["--api-key", "k", "--copies", "-1"],
    ])
  func usage(arguments: [String]) async throws {
    #expect(try await Program(arguments).finish().status == 64)
  }
}

/// A folder of its own for a test.
private struct TemporaryFolder {
  private let url = FileManager.default.temporaryDirectory.appending(path: "n8n-sim-\(UUID().uuidString)")

  init() throws { try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true) }

  var path: String { url.path }

  func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: url.appending(path: name))
  }

  func remove() { try? FileManager.default.removeItem(at: url) }
}
