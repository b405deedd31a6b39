import Glibc
import HTTPServer
import Synchronization
import Testing

@Suite("HTTPServer")
struct HTTPServerTests {
  private func serve(
    bodyLimit: Int = 1 << 20, _ handler: @escaping @Sendable (ServerRequest) -> ServerResponse
  ) throws -> (server: HTTPServer, client: SocketClient) {
    let server = try HTTPServer(bodyLimit: bodyLimit, handler)
    return (server, SocketClient(port: server.port))
  }

  @Test("A handler gets method, path pieces, query in order, headers and body")
  func request() async throws {
    let seen = Mutex<ServerRequest?>(nil)
    let (server, client) = try serve { request in
      seen.withLock { $0 = request }
      return ServerResponse(status: 201, type: "text/plain", text: "made")
    }
    defer { server.stop() }
    let reply = await client.send(
      "POST", "/a%2Fb/c%20d/?x=1&y=a+b%26&x=2&z", headers: ["X-Key: one"], body: Array("body".utf8))
    let request = try #require(seen.withLock { $0 })
    #expect(request.method == "POST")
    #expect(request.segments == ["a/b", "c d", ""])
    #expect(request.query.map { "\($0.name)=\($0.value)" } == ["x=1", "y=a b&", "x=2", "z="])
    #expect(request.header("x-key") == "one")
    #expect(request.body == Array("body".utf8))
    #expect(reply.status == 201)
    #expect(reply.body == "made")
    #expect(reply.header("Content-Length") == "4")
  }

  @Test("A body beyond the limit is 413, and the server goes on")
  func bodyLimit() async throws {
    let (server, client) = try serve(bodyLimit: 1000) {
      ServerResponse(status: 200, type: "a/b", text: "\($0.body.count)")
    }
    defer { server.stop() }
    #expect(await client.send("POST", "/", body: [UInt8](repeating: 1, count: 1001)).status == 413)
    #expect(await client.send("POST", "/", body: [UInt8](repeating: 1, count: 300_000)).status == 413)
    #expect(await client.send("POST", "/", body: [UInt8](repeating: 1, count: 1000)).body == "1000")
  }

  @Test("A delayed answer comes later and holds no thread")
  func delay() async throws {
    let (server, client) = try serve { request in
      ServerResponse(
        body: .bytes(Array("late".utf8)), delay: request.path == "/slow" ? .milliseconds(150) : .zero)
    }
    defer { server.stop() }
    // More of them than the server has threads.
    let replies = await withTaskGroup { group in
      for _ in 0..<20 { group.addTask { await client.send("GET", "/slow") } }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(replies.count == 20)
    #expect(replies.allSatisfy { $0.body == "late" && ($0.arrivals.first ?? 0) >= 150 })
  }

  @Test("A truncated answer announces all and ends early")
  func truncated() async throws {
    let (server, client) = try serve { _ in
      ServerResponse(body: .bytes([UInt8](repeating: 65, count: 5000)), delivery: .truncated(after: 1234))
    }
    defer { server.stop() }
    let reply = await client.send("GET", "/")
    #expect(reply.header("Content-Length") == "5000")
    #expect(reply.body.utf8.count == 1234)
  }

  @Test("A reset gives the client an error and no byte")
  func reset() async throws {
    let (server, client) = try serve { _ in ServerResponse(delivery: .reset) }
    defer { server.stop() }
    let reply = await client.send("GET", "/")
    #expect(reply.bytes.isEmpty)
    #expect(reply.error == ECONNRESET)
  }

  @Test("A dripped answer is whole and comes in pieces")
  func dripped() async throws {
    let text = String(repeating: "0123456789", count: 10)
    let (server, client) = try serve { _ in
      ServerResponse(body: .bytes(Array(text.utf8)), delivery: .dripped(chunk: 25, every: .milliseconds(40)))
    }
    defer { server.stop() }
    let reply = await client.send("GET", "/")
    #expect(reply.body == text)
    #expect(reply.arrivals.count >= 4)
    #expect((reply.arrivals.last ?? 0) >= 160)
  }

  @Test("A streamed answer reaches the client while it is being made")
  func streamed() async throws {
    let (stream, writer) = AsyncStream<[UInt8]>.makeStream()
    let (server, client) = try serve { _ in
      ServerResponse(headers: [("Content-Type", "text/event-stream")], body: .stream(stream))
    }
    defer { server.stop() }
    let feeder = Task {
      for number in 1...3 {
        writer.yield(Array("data: \(number)\n\n".utf8))
        try await Task.sleep(for: .milliseconds(60))
      }
      writer.finish()
    }
    let reply = await client.send("GET", "/")
    feeder.cancel()
    for number in 1...3 { #expect(reply.text.contains("data: \(number)\n\n")) }
    #expect((reply.arrivals.last ?? 0) - (reply.arrivals.first ?? 0) >= 100)
  }

  @Test("A stream is not pulled further than a client reads, and is cancelled when the server stops")
  func backPressure() async throws {
    let pulled = Mutex(0)
    let (cancellations, cancelled) = AsyncStream<Void>.makeStream()
    let (server, client) = try serve { _ in
      let stream = AsyncStream<[UInt8]>(
        unfolding: {
          pulled.withLock { $0 += 1 }
          return [UInt8](repeating: 0, count: 65_536)
        }, onCancel: { cancelled.finish() })
      return ServerResponse(body: .stream(stream))
    }
    let descriptor = client.connect()
    defer { close(descriptor) }
    let request = Array("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".utf8)
    _ = Glibc.send(descriptor, request, request.count, Int32(MSG_NOSIGNAL))
    var before = -1
    while before != pulled.withLock({ $0 }) || before == 0 {
      before = pulled.withLock { $0 }
      try await Task.sleep(for: .milliseconds(100))
    }
    #expect(before < 1000)
    server.stop()
    for await _ in cancellations {}
  }

  @Test("Stopping ends waiting connections and frees the port")
  func stop() async throws {
    let (arrivals, arrived) = AsyncStream<Void>.makeStream()
    let (server, client) = try serve { _ in
      arrived.finish()
      return ServerResponse(delay: .seconds(60))
    }
    async let waiting = client.send("GET", "/")
    for await _ in arrivals {}
    server.stop()
    server.stop()
    #expect(await waiting.bytes.isEmpty)
    let next = try HTTPServer(port: server.port) { _ in ServerResponse() }
    next.stop()
  }

  @Test("An address that is taken or none is an error that names it")
  func addresses() async throws {
    let (server, _) = try serve { _ in ServerResponse() }
    defer { server.stop() }
    let taken = #expect(throws: HTTPServerError.self) {
      _ = try HTTPServer(port: server.port) { _ in ServerResponse() }
    }
    #expect(taken?.description == "cannot listen on 127.0.0.1:\(server.port): Address already in use")
    #expect(throws: HTTPServerError.self) { _ = try HTTPServer(host: "localhost") { _ in ServerResponse() } }
    #expect(throws: HTTPServerError.self) { _ = try HTTPServer(port: 65_536) { _ in ServerResponse() } }
  }

  @Test("A header field with a line break is left out")
  func headerInjection() async throws {
    let (server, client) = try serve { _ in
      ServerResponse(headers: [("X-A", "one\r\nX-B: two"), ("X-C", "three")])
    }
    defer { server.stop() }
    let reply = await client.send("GET", "/")
    #expect(reply.header("X-A") == nil)
    #expect(reply.header("X-B") == nil)
    #expect(reply.header("X-C") == "three")
  }

  @Test("What is no HTTP is refused, and the server goes on")
  func nonsense() async throws {
    let (server, client) = try serve { _ in ServerResponse() }
    defer { server.stop() }
    for text in [
      "\r\n\r\n", "GET\r\n\r\n", "\u{1}\u{2}\u{3}\r\n\r\n", "GET / HTTP/1.1\r\nContent-Length: x\r\n\r\n",
    ] {
      client.abandon(Array(text.utf8) + [0])
    }
    #expect(await client.send("GET", "/%zz%4").status == 200)
  }
}
