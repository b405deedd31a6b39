import HTTP
import Synchronization
import Testing

@Suite("HTTP requests on the wire")
struct RequestTests {
  /// Sends the request to a server that keeps what it got.
  private func received(_ request: HTTPRequest) async throws -> RawRequest {
    let kept = Mutex<RawRequest?>(nil)
    let server = try RawServer { connection in
      guard let request = connection.request() else { return }
      kept.withLock { $0 = request }
      connection.answer()
    }
    defer { server.stop() }
    var request = request
    request.url = server.url + request.url
    _ = try await HTTPClient.make().send(request)
    return try #require(kept.withLock { $0 })
  }

  @Test("the user agent names the program and never holds \"bot\"")
  func userAgent() async throws {
    #expect(try await received(HTTPRequest(url: "/")).header("User-Agent") == "n8n-ops/1.0")
    #expect(HTTPConfiguration(version: "2-Bottom").userAgent == "n8n-ops")
    #expect(HTTPConfiguration(version: "1\r\nX: y").userAgent == "n8n-ops")
  }

  @Test("a GET carries its headers, path and query and no body")
  func get() async throws {
    let got = try await received(
      HTTPRequest(url: "/a/b?limit=250&x=%20", headers: ["X-N8N-API-KEY": "k", "X-Empty": ""]))
    #expect(got.head.hasPrefix("GET /a/b?limit=250&x=%20 HTTP/1.1\r\n"))
    #expect(got.header("X-N8N-API-KEY") == "k")
    #expect(got.header("X-Empty") == "")
    #expect(got.header("Accept-Encoding") == "gzip")
    #expect(got.header("Content-Length") == nil)
  }

  @Test(
    "a body goes out as it is, with its length, by any method", arguments: ["POST", "PUT", "PATCH", "DELETE"])
  func body(_ method: String) async throws {
    let bytes = (0..<2_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    let got = try await received(
      HTTPRequest(method: method, url: "/x", headers: ["Content-Type": "application/json"], body: bytes))
    #expect(got.head.hasPrefix("\(method) /x "))
    #expect(got.body == bytes)
    #expect(got.header("Content-Type") == "application/json")
    #expect(got.header("Expect") == nil)
  }

  @Test("a POST without a body says length 0 and no content type")
  func emptyPost() async throws {
    let got = try await received(HTTPRequest(method: "POST", url: "/x"))
    #expect(got.header("Content-Length") == "0")
    #expect(got.header("Content-Type") == nil)
  }

  @Test("a header value cannot add another header", arguments: ["a\r\nX: y", "a\nX: y", "a\0b", "a\u{7F}"])
  func headerInjection(_ value: String) async throws {
    let error = try await HTTPClient.make().failure(
      of: HTTPRequest(url: "http://127.0.0.1:1/", headers: ["X-Test": value]))
    #expect(error.kind == .invalid)
    #expect(!error.mayHaveBeenSent)
  }

  @Test(
    "a URL that is not plain http or https is refused before anything is sent",
    arguments: [
      "", "localhost", "file:///etc/passwd", "ftp://127.0.0.1/", "http://user:secret@127.0.0.1/", "http://",
      "https://exa mple.com/", "gopher://x/", "http://127.0.0.1:1/\0",
    ])
  func refusedURLs(_ url: String) async throws {
    let error = try await HTTPClient.make().failure(of: HTTPRequest(url: url))
    #expect(error.kind == .invalid)
    #expect(!"\(error)".contains("secret"))
  }

  @Test("plain http goes to this machine only, unless the configuration allows more")
  func plainHTTP() async throws {
    for url in [
      "http://n8n.example/", "http://10.0.0.1/", "http://127.0.0.1.example.com/", "http://localhost.evil/",
    ] {
      #expect(try await HTTPClient.make().failure(of: HTTPRequest(url: url)).kind == .insecure)
    }
    let allowed = HTTPClient.make {
      $0.allowsPlainHTTP = true
      $0.timeouts.connect = .milliseconds(50)
    }
    #expect(try await allowed.failure(of: HTTPRequest(url: "http://192.0.2.1/")).kind != .insecure)
    for url in ["http://127.0.0.1:1/", "http://localhost:1/", "http://[::1]:1/", "http://0x7f.1:1/"] {
      #expect(try await HTTPClient.make().failure(of: HTTPRequest(url: url)).kind == .connect)
    }
  }

  @Test("secrets stand in no description and no error")
  func secrets() async throws {
    let request = HTTPRequest(
      url: "http://127.0.0.1:1/services/T0/hook?token=query-secret",
      headers: HTTPHeaders().adding("X-N8N-API-KEY", "key-secret").adding(
        "X-Own", "own-secret", isSensitive: true),
      body: Array("body-secret".utf8), isPathSensitive: true)
    let error = try await HTTPClient.make().failure(of: request)
    var dumped = ""
    dump(request, to: &dumped)
    dump(error, to: &dumped)
    let all =
      "\(request)\(request.headers)\(error)\(String(reflecting: request))\(String(reflecting: request.headers))"
    for text in [all, dumped] {
      #expect(!text.contains("secret"))
      #expect(!text.contains("hook"))
      #expect(text.contains("127.0.0.1"))
    }
  }

  @Test("header names compare without case and repeated fields are all there")
  func headers() {
    var headers: HTTPHeaders = ["Content-Type": "a", "Set-Cookie": "1"]
    headers.append("set-cookie", "2")
    #expect(headers["content-TYPE"] == "a")
    #expect(headers.values(of: "SET-COOKIE") == ["1", "2"])
    headers["CONTENT-type"] = nil
    #expect(headers["Content-Type"] == nil)
    #expect(headers.description == "Set-Cookie: (hidden), set-cookie: (hidden)")
  }

  @Test("a proxy is taken from the configuration, and this machine is reached directly")
  func proxy() async throws {
    let seen = Mutex<[String]>([])
    let server = try RawServer { connection in
      guard let request = connection.request() else { return }
      seen.withLock { $0.append(String(request.head.prefix { $0 != "\r\n" })) }
      connection.answer(request.head.hasPrefix("CONNECT") ? "403 No" : "200 OK")
    }
    defer { server.stop() }
    let client = HTTPClient.make {
      $0.allowsPlainHTTP = true
      $0.proxies = HTTPProxies(environment: [
        "http_proxy": server.url, "HTTPS_PROXY": server.url, "HTTP_PROXY": "http://127.0.0.1:1",
        "no_proxy": "direct.invalid",
      ])
    }
    #expect(try await client.send(HTTPRequest(url: "http://n8n.invalid/x")).status == 200)
    _ = try await client.failure(of: HTTPRequest(url: "https://n8n.invalid/x"))
    #expect(try await client.failure(of: HTTPRequest(url: "http://direct.invalid/x")).kind == .resolve)
    #expect(try await client.send(HTTPRequest(url: server.url + "/own")).status == 200)
    #expect(
      seen.withLock { $0 } == [
        "GET http://n8n.invalid/x HTTP/1.1", "CONNECT n8n.invalid:443 HTTP/1.1", "GET /own HTTP/1.1",
      ])
  }
}
