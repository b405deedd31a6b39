import Foundation
import Governance
import HTTP
import N8N
import Synchronization
import Testing

@testable import Operations

@Suite("How an instance is reached")
struct ConnectionTests {
  private let prod = Slug(from: "prod")

  /// Answers nothing.
  private struct Silence: HTTPTransport {
    func send(_ request: HTTPRequest) async throws(HTTPError) -> HTTPResponse {
      HTTPResponse(status: 204)
    }
  }

  private struct Seen: Sendable, Equatable {
    var settings: ConnectionSettings
    var certificate: HTTPClientCertificate?
  }

  private func record(_ connection: ConnectionSettings?) throws -> EnvironmentRecord {
    EnvironmentRecord(
      class: .production, url: "https://n8n.test", apiKey: try #require(SecretReference("env:KEY")),
      connection: connection)
  }

  /// What a client is made with; nil where it is reached as usual.
  private func own(_ connection: ConnectionSettings?) throws -> Seen? {
    let seen = Mutex<Seen?>(nil)
    let connector = Connector(
      http: Silence(), secrets: SecretResolver(variables: ["KEY": "k"]),
      own: { settings, certificate in
        seen.withLock { $0 = Seen(settings: settings, certificate: certificate) }
        return Silence()
      })
    _ = try connector.client(for: prod, try record(connection), purpose: .read)
    return seen.withLock(\.self)
  }

  @Test("ENV-001 an instance that is reached as usual shares what all others use")
  func usual() throws {
    #expect(try own(nil) == nil)
    #expect(try own(ConnectionSettings()) == nil)
  }

  @Test("ENV-001 authority, client certificate and time-outs of an environment reach what sends")
  func settings() throws {
    let folder = try TestFolder()
    try folder.write("a certificate", to: "client.pem")
    try folder.write("a key", to: "client.key")
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: folder("client.key"))
    var connection = ConnectionSettings()
    connection.caFile = folder("client.pem")
    connection.totalSeconds = 300
    connection.clientCertificate = .init(
      certificate: folder("client.pem"),
      key: try #require(SecretReference("file:\(folder("client.key"))")))
    let seen = try #require(try own(connection))
    #expect(seen.settings == connection)
    #expect(
      seen.certificate
        == HTTPClientCertificate(certificate: folder("client.pem"), privateKey: folder("client.key")))
  }

  @Test("ENV-001 a file that is not there is told by its name, before anything is sent")
  func missing() throws {
    var connection = ConnectionSettings()
    connection.caFile = "/nowhere/authority.pem"
    let error = #expect(throws: OpsError.self) { try own(connection) }
    #expect(error?.place == "prod, /nowhere/authority.pem" && error?.why == "No such file or directory")
  }
}
