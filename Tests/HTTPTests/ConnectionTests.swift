import Foundation
import Glibc
import HTTP
import Synchronization
import Testing

@Suite("HTTP connections", .timeLimit(.minutes(2)))
struct ConnectionTests {
  @Test("one connection serves many requests")
  func keepAlive() async throws {
    let server = try RawServer { connection in
      while let request = connection.request() { connection.answer("200 OK", request.path) }
    }
    defer { server.stop() }
    let client = HTTPClient.make()
    for index in 0..<5 {
      let response = try await client.send(HTTPRequest(url: "\(server.url)/\(index)"))
      #expect(response.text == "/\(index)")
      #expect(response.version == "1.1")
      #expect(response.elapsed > .zero)
    }
    #expect(server.connections == 1)
    #expect(server.requests == 5)
  }

  @Test("50 requests are under way together while the server answers none")
  func fiftyInFlight() async throws {
    let arrived = Mutex(0)
    let server = try RawServer { connection in
      guard let request = connection.request() else { return }
      arrived.withLock { $0 += 1 }
      while arrived.withLock({ $0 }) < 50 { pause(milliseconds: 2) }
      connection.answer("200 OK", request.path)
    }
    defer { server.stop() }
    let client = HTTPClient.make { $0.maximumRequestsPerHost = 50 }
    let texts = try await withThrowingTaskGroup(of: String.self) { group in
      for index in 0..<50 {
        group.addTask { try await client.send(HTTPRequest(url: "\(server.url)/\(index)")).text }
      }
      return try await group.reduce(into: Set<String>()) { $0.insert($1) }
    }
    #expect(texts == Set((0..<50).map { "/\($0)" }))
  }

  @Test("no more requests run at one host than the bound says, and all are answered")
  func boundPerHost() async throws {
    let state = Mutex((now: 0, most: 0))
    let server = try RawServer { connection in
      while connection.request() != nil {
        state.withLock {
          $0.now += 1
          $0.most = max($0.most, $0.now)
        }
        pause(milliseconds: 5)
        state.withLock { $0.now -= 1 }
        connection.answer()
      }
    }
    defer { server.stop() }
    let client = HTTPClient.make { $0.maximumRequestsPerHost = 3 }
    let answered = try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<24 { group.addTask { try await client.send(HTTPRequest(url: server.url)).status } }
      return try await group.reduce(0) { $0 + ($1 == 200 ? 1 : 0) }
    }
    #expect(answered == 24)
    #expect(state.withLock { $0.most } == 3)
    #expect(server.connections == 3)
  }

  @Test("a write on a kept connection that dies is sent once, and told as possibly received")
  func writeIsNotRepeated() async throws {
    let writes = Mutex(0)
    let server = try RawServer { connection in
      while let request = connection.request() {
        if request.head.hasPrefix("POST") {
          writes.withLock { $0 += 1 }
          return connection.reset()
        }
        connection.answer()
      }
    }
    defer { server.stop() }
    let client = HTTPClient.make()
    _ = try await client.send(HTTPRequest(url: server.url))
    let error = try await client.failure(of: HTTPRequest(method: "POST", url: server.url, body: [1]))
    #expect(error.kind == .reset)
    #expect(error.mayHaveBeenSent)
    #expect(writes.withLock { $0 } == 1)
  }

  @Test("connections are not handed on to programs that this one starts")
  func closeOnExec() async throws {
    let server = try RawServer { connection in while connection.request() != nil { connection.answer() } }
    defer { server.stop() }
    let client = HTTPClient.make()
    _ = try await client.send(HTTPRequest(url: server.url))
    // Hundreds of other tests hold files and sockets meanwhile: no fixed bound holds all numbers.
    let open = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").compactMap(Int32.init)
    let sockets = open.filter { peerPort(of: $0) == server.port }
    #expect(sockets.count == 1)
    #expect(sockets.allSatisfy { fcntl($0, F_GETFD) & FD_CLOEXEC != 0 })
    withExtendedLifetime(client) {}
  }

  private func peerPort(of descriptor: Int32) -> Int? {
    var address = sockaddr_in()
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let status = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { getpeername(descriptor, $0, &length) }
    }
    return status == 0 ? Int(UInt16(bigEndian: address.sin_port)) : nil
  }

  @Test("many clients come and go without leaving threads or sockets")
  func clientsEnd() async throws {
    let server = try RawServer { connection in while connection.request() != nil { connection.answer() } }
    defer { server.stop() }
    for _ in 0..<50 {
      let client = HTTPClient.make()
      #expect(try await client.send(HTTPRequest(url: server.url)).status == 200)
    }
    #expect(server.connections == 50)
  }
}
