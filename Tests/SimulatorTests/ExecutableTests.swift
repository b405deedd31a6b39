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
    arguments: [[], ["--api-key", "k", "--n8n", "9"], ["--api-key", "k", "--fault", "nonsense"]])
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
