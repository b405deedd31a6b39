import HTTP
import Synchronization
import Testing

@Suite("HTTP time-outs and cancellation", .timeLimit(.minutes(2)))
struct TimeoutTests {
  @Test("a server that never answers runs into the total time-out")
  func total() async throws {
    let server = try RawServer { connection in
      _ = connection.request()
      connection.waitForClose()
    }
    defer { server.stop() }
    let client = HTTPClient.make { $0.timeouts = HTTPTimeouts(total: .milliseconds(120)) }
    let error = try await client.failure(of: HTTPRequest(method: "POST", url: server.url, body: [1]))
    #expect(error.kind == .timeout)
    #expect(error.mayHaveBeenSent)
  }

  @Test("a request's own time-outs come before the client's")
  func ownTimeouts() async throws {
    let server = try RawServer { connection in
      _ = connection.request()
      connection.waitForClose()
    }
    defer { server.stop() }
    let request = HTTPRequest(url: server.url, timeouts: HTTPTimeouts(total: .milliseconds(120)))
    #expect(try await HTTPClient.make().failure(of: request).kind == .timeout)
  }

  @Test("no connection within the connect time-out: nothing was sent")
  func connect() async throws {
    // A listener that accepts nothing and whose queue is full does not complete further handshakes.
    let listener = try FullListener()
    defer { listener.stop() }
    let client = HTTPClient.make {
      $0.timeouts = HTTPTimeouts(connect: .milliseconds(150), total: .seconds(20))
    }
    let error = try await client.failure(of: HTTPRequest(method: "POST", url: listener.url, body: [1]))
    #expect(error.kind == .timeout)
    #expect(!error.mayHaveBeenSent)
  }

  @Test("nobody listens: no connection, nothing was sent")
  func refused() async throws {
    let server = try RawServer { _ in }
    server.stop()
    pause(milliseconds: 20)
    let error = try await HTTPClient.make().failure(
      of: HTTPRequest(method: "POST", url: server.url, body: [1]))
    #expect(error.kind == .connect)
    #expect(!error.mayHaveBeenSent)
  }

  @Test("a name without address")
  func resolve() async throws {
    let error = try await HTTPClient.make().failure(of: HTTPRequest(url: "https://n8n.invalid/"))
    #expect(error.kind == .resolve)
    #expect(!error.mayHaveBeenSent)
  }

  @Test("a transfer that stands still is given up long before the total time-out")
  func stall() async throws {
    let server = try RawServer { connection in
      _ = connection.request()
      connection.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhalf")
      connection.waitForClose()
    }
    defer { server.stop() }
    let client = HTTPClient.make {
      $0.timeouts = HTTPTimeouts(total: .seconds(60), stall: .seconds(1), minimumBytesPerSecond: 10)
    }
    let clock = ContinuousClock()
    let start = clock.now
    #expect(try await client.failure(of: HTTPRequest(url: server.url)).kind == .stalled)
    #expect(clock.now - start < .seconds(20))
  }

  @Test("waiting in line for a place at the host does not eat the request's time")
  func queueTime() async throws {
    let server = try RawServer { connection in
      while connection.request() != nil {
        pause(milliseconds: 150)
        connection.answer()
      }
    }
    defer { server.stop() }
    let client = HTTPClient.make {
      $0.maximumRequestsPerHost = 1
      $0.timeouts = HTTPTimeouts(total: .milliseconds(600))
    }
    let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<8 { group.addTask { try await client.send(HTTPRequest(url: server.url)).status } }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(statuses == Array(repeating: 200, count: 8))
  }

  @Test("a cancelled task ends at once and closes its connection")
  func cancelRunning() async throws {
    let arrived = Mutex(false)
    let closed = Mutex(false)
    let server = try RawServer { connection in
      _ = connection.request()
      arrived.withLock { $0 = true }
      connection.waitForClose()
      closed.withLock { $0 = true }
    }
    defer { server.stop() }
    let client = HTTPClient.make()
    let task = Task { try await client.failure(of: HTTPRequest(method: "POST", url: server.url)) }
    while !arrived.withLock({ $0 }) { try await Task.sleep(for: .milliseconds(2)) }
    task.cancel()
    let error = try await task.value
    #expect(error.kind == .cancelled)
    #expect(error.mayHaveBeenSent)
    while !closed.withLock({ $0 }) { try await Task.sleep(for: .milliseconds(2)) }
  }

  @Test("a task that is cancelled before it begins sends nothing")
  func cancelBefore() async throws {
    let server = try RawServer { connection in while connection.request() != nil { connection.answer() } }
    defer { server.stop() }
    let client = HTTPClient.make()
    let task = Task {
      while !Task.isCancelled { await Task.yield() }
      return try await client.failure(of: HTTPRequest(url: server.url))
    }
    task.cancel()
    let error = try await task.value
    #expect(error.kind == .cancelled)
    #expect(!error.mayHaveBeenSent)
    #expect(server.requests == 0)
  }

  @Test("a task that waits in line is cancelled without waiting for its turn, and the line moves on")
  func cancelWaiting() async throws {
    let release = Mutex(false)
    let server = try RawServer { connection in
      while connection.request() != nil {
        while !release.withLock({ $0 }) { pause(milliseconds: 2) }
        connection.answer()
      }
    }
    defer { server.stop() }
    let client = HTTPClient.make { $0.maximumRequestsPerHost = 1 }
    let first = Task { try await client.send(HTTPRequest(url: server.url)).status }
    while server.requests == 0 { try await Task.sleep(for: .milliseconds(2)) }
    let second = Task { try await client.failure(of: HTTPRequest(url: server.url)) }
    let third = Task { try await client.send(HTTPRequest(url: server.url)).status }
    try await Task.sleep(for: .milliseconds(20))
    second.cancel()
    #expect(try await second.value.kind == .cancelled)
    release.withLock { $0 = true }
    #expect(try await first.value == 200)
    #expect(try await third.value == 200)
    #expect(server.requests == 2)
  }

  @Test("cancelling half of many requests at random moments answers each exactly once")
  func cancelStorm() async throws {
    let server = try RawServer { connection in while connection.request() != nil { connection.answer() } }
    defer { server.stop() }
    let client = HTTPClient.make { $0.maximumRequestsPerHost = 4 }
    let tasks = (0..<200).map { _ in Task { try? await client.send(HTTPRequest(url: server.url)).status } }
    for (index, task) in tasks.enumerated() where index.isMultiple(of: 2) {
      if index.isMultiple(of: 6) { await Task.yield() }
      task.cancel()
    }
    for (index, task) in tasks.enumerated() {
      let status = await task.value
      if !index.isMultiple(of: 2) { #expect(status == 200) }
    }
  }
}
