import Foundation
import HTTP
import Testing

@Suite("HTTP over TLS", .enabled(if: OpenSSL.isPresent, "needs openssl"), .timeLimit(.minutes(2)))
struct TLSTests {
  private func client(_ authorities: TestIdentity?, _ certificate: TestIdentity? = nil) -> HTTPClient {
    .make {
      $0.certificateAuthorities = authorities?.certificate
      if let certificate {
        $0.clientCertificate = .init(certificate: certificate.certificate, privateKey: certificate.key)
      }
    }
  }

  @Test("a certificate nobody vouches for is refused before anything is sent")
  func selfSigned() async throws {
    let identity = try TestIdentity()
    let server = try OpenSSLServer(identity, ["-www"])
    defer { server.stop() }
    let error = try await client(nil).failure(
      of: HTTPRequest(method: "POST", url: "https://localhost:\(server.port)/", body: [1]))
    #expect(error.kind == .tls)
    #expect(!error.mayHaveBeenSent)
  }

  @Test("a certificate of another authority than the configured one is refused")
  func otherAuthority() async throws {
    let server = try OpenSSLServer(try TestIdentity(), ["-www"])
    defer { server.stop() }
    let error = try await client(try TestIdentity()).failure(
      of: HTTPRequest(url: "https://localhost:\(server.port)/"))
    #expect(error.kind == .tls)
  }

  @Test("the configured authority is trusted, for the names in the certificate only")
  func customAuthority() async throws {
    let identity = try TestIdentity()
    let server = try OpenSSLServer(identity, ["-www"])
    defer { server.stop() }
    let response = try await client(identity).send(HTTPRequest(url: "https://localhost:\(server.port)/"))
    #expect(response.status == 200)
    let wrongName = try await client(identity).failure(
      of: HTTPRequest(url: "https://other.localhost:\(server.port)/"))
    #expect(wrongName.kind == .tls)
  }

  @Test("a client certificate is shown to a server that asks for one")
  func clientCertificate() async throws {
    let (identity, own) = (try TestIdentity(), try TestIdentity())
    let server = try OpenSSLServer(identity, ["-www", "-Verify", "1", "-CAfile", own.certificate])
    defer { server.stop() }
    let request = HTTPRequest(url: "https://localhost:\(server.port)/")
    let response = try await client(identity, own).send(request)
    #expect(response.text.contains("Client certificate"))
    let error = try await client(identity).failure(of: request)
    #expect(error.kind == .tls)
  }

  @Test("TLS 1.1 is not spoken")
  func oldTLS() async throws {
    let identity = try TestIdentity()
    let server = try OpenSSLServer(identity, ["-www", "-tls1_1", "-cipher", "ALL:@SECLEVEL=0"])
    defer { server.stop() }
    let error = try await client(identity).failure(of: HTTPRequest(url: "https://localhost:\(server.port)/"))
    #expect(error.kind == .tls)
  }

  @Test("HTTP/2 is spoken where the server offers it, requests sharing one connection")
  func http2() async throws {
    let identity = try TestIdentity()
    let server = try OpenSSLServer(identity, ["-alpn", "h2"])
    defer { server.stop() }
    let (port, client) = (server.port, client(identity))
    let task = Task {
      var texts: [String] = []
      for _ in 0..<3 {
        let response = try await client.send(HTTPRequest(url: "https://localhost:\(port)/"))
        texts.append("\(response.version) \(response.text)")
      }
      return texts
    }
    // The server blocks while it reads, and must not take one of the few threads that tests share.
    nonisolated(unsafe) let answered = server
    let streams: [UInt8] = try await withCheckedThrowingContinuation { continuation in
      Thread.detachNewThread {
        var answering = HTTP2Server(answered)
        continuation.resume(with: Result { try answering.answer(3) }.map { answering.streams })
      }
    }
    #expect(try await task.value == ["2 two", "2 two", "2 two"])
    #expect(streams == [1, 3, 5])
  }
}
