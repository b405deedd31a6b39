import HTTP
import Synchronization
import Testing

@Suite("HTTP answers")
struct ResponseTests {
  /// What the client makes of the bytes, sent in answer to one GET.
  private func response(to bytes: [UInt8], _ client: HTTPClient = .make()) async throws -> HTTPResponse {
    let server = try RawServer { connection in
      guard connection.request() != nil else { return }
      connection.send(bytes)
    }
    defer { server.stop() }
    return try await client.send(HTTPRequest(url: server.url))
  }

  private func error(of bytes: [UInt8], _ client: HTTPClient = .make()) async throws -> HTTPError {
    do {
      let response = try await response(to: bytes, client)
      Issue.record("answered \(response.status) \(response.text)")
      throw Unexpected()
    } catch let error as HTTPError {
      return error
    }
  }

  @Test("status, headers and body arrive as they were sent")
  func whole() async throws {
    let response = try await response(
      to: Array(
        "HTTP/1.1 418 Teapot\r\nX-One:  a b \r\nx-one: c\r\nContent-Length: 3\r\n\r\n\u{0}\u{1}x".utf8))
    #expect(response.status == 418)
    #expect(response.headers.values(of: "X-One") == ["a b", "c"])
    #expect(response.body == [0, 1, UInt8(ascii: "x")])
    #expect(response.retries == 0)
  }

  @Test("headers of an interim answer are not those of the answer")
  func interim() async throws {
    let response = try await response(
      to: Array(
        "HTTP/1.1 103 Early\r\nX-Early: 1\r\n\r\nHTTP/1.1 200 OK\r\nX-Late: 1\r\nContent-Length: 0\r\n\r\n"
          .utf8))
    #expect(response.status == 200)
    #expect(response.headers["X-Early"] == nil)
    #expect(response.headers["X-Late"] == "1")
  }

  @Test("gzip is unpacked, chunks are joined")
  func gzip() async throws {
    let head = Array("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n".utf8)
    let (first, second) = (Fixture.gzipOfHello.prefix(10), Fixture.gzipOfHello.dropFirst(10))
    var bytes = head
    for chunk in [first, second] {
      bytes += Array("\(String(chunk.count, radix: 16))\r\n".utf8) + chunk + Array("\r\n".utf8)
    }
    bytes += Array("0\r\n\r\n".utf8)
    #expect(try await response(to: bytes).text == "hello hello hello hello")
  }

  @Test("a body that is not the gzip it claims to be is an error")
  func brokenGzip() async throws {
    let bytes = Array("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 5\r\n\r\nhello".utf8)
    #expect(try await error(of: bytes).kind == .protocol)
  }

  @Test("a redirect is handed back and not followed")
  func redirect() async throws {
    let elsewhere = try RawServer { connection in while connection.request() != nil { connection.answer() } }
    defer { elsewhere.stop() }
    let response = try await response(
      to: Array("HTTP/1.1 302 Found\r\nLocation: \(elsewhere.url)/login\r\nContent-Length: 0\r\n\r\n".utf8))
    #expect(response.status == 302)
    #expect(response.headers["location"] == "\(elsewhere.url)/login")
    #expect(elsewhere.connections == 0)
  }

  @Test("a body past the bound is given up at once, announced or not")
  func tooLarge() async throws {
    let client = HTTPClient.make { $0.maximumResponseBytes = 1000 }
    let fits = "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n" + String(repeating: "x", count: 1000)
    #expect(try await response(to: Array(fits.utf8), client).body.count == 1000)
    let announced = "HTTP/1.1 200 OK\r\nContent-Length: 1001\r\n\r\n" + String(repeating: "x", count: 1001)
    let error = try await error(of: Array(announced.utf8), client)
    #expect(error.kind == .tooLarge)
    #expect(error.detail == "more than 1000 bytes")
  }

  @Test("an endless body is given up while it arrives")
  func endless() async throws {
    let sent = Mutex(0)
    let server = try RawServer { connection in
      guard connection.request() != nil else { return }
      connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
      while connection.send("1000\r\n" + String(repeating: "x", count: 4096) + "\r\n") {
        sent.withLock { $0 += 1 }
      }
    }
    defer { server.stop() }
    let error = try await HTTPClient.make { $0.maximumResponseBytes = 100_000 }.failure(
      of: HTTPRequest(url: server.url))
    #expect(error.kind == .tooLarge)
  }

  @Test("a small body that unpacks to a large one is measured unpacked")
  func bomb() async throws {
    let client = HTTPClient.make { $0.maximumResponseBytes = 20 }
    let head = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nConnection: close\r\n\r\n"
    #expect(try await error(of: Array(head.utf8) + Fixture.gzipOfHello, client).kind == .tooLarge)
  }

  @Test("endless headers are given up")
  func endlessHeaders() async throws {
    let server = try RawServer { connection in
      guard connection.request() != nil else { return }
      connection.send("HTTP/1.1 200 OK\r\n")
      while connection.send("X-Fill: \(String(repeating: "x", count: 1000))\r\n") {}
    }
    defer { server.stop() }
    #expect(try await HTTPClient.make().failure(of: HTTPRequest(url: server.url)).kind == .tooLarge)
  }

  @Test("a body shorter than announced is not an answer")
  func truncated() async throws {
    let plain = try await error(of: Array("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf".utf8))
    #expect(plain.kind == .truncated)
    #expect(plain.mayHaveBeenSent)
    let chunked = try await error(
      of: Array("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n".utf8))
    #expect(chunked.kind == .truncated)
  }

  @Test("a connection reset or closed before the answer")
  func reset() async throws {
    #expect(try await error(of: []).kind == .reset)
    let server = try RawServer { connection in
      guard connection.request() != nil else { return }
      connection.reset()
    }
    defer { server.stop() }
    #expect(try await HTTPClient.make().failure(of: HTTPRequest(url: server.url)).kind == .reset)
  }

  @Test("what is not HTTP is not an answer")
  func notHTTP() async throws {
    #expect(try await error(of: Array("SSH-2.0-OpenSSH_9.2\r\n\r\n".utf8)).kind == .protocol)
  }
}

enum Fixture {
  /// `printf 'hello hello hello hello' | gzip -9n`
  static let gzipOfHello: [UInt8] = [
    0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0xCB, 0x48,
    0xCD, 0xC9, 0xC9, 0x57, 0xC8, 0x40, 0x27, 0x01, 0xE3, 0x51, 0x3D, 0x8D,
    0x17, 0x00, 0x00, 0x00,
  ]
}
