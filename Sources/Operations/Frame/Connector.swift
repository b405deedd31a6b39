package import Governance
package import HTTP
package import N8N

#if canImport(Glibc)
  import Glibc
#endif

/// Makes clients for instances; resolves keys late and keeps none.
package struct Connector: Sendable {
  /// What the key is needed for.
  package enum Purpose: Sendable {
    case read, write
  }

  /// Makes what sends for an instance that is reached in a way of its own.
  package typealias OwnTransport =
    @Sendable (ConnectionSettings, HTTPClientCertificate?) -> any HTTPTransport

  private let http: any HTTPTransport
  private let secrets: SecretResolver
  private let own: OwnTransport?

  /// - Parameters:
  ///   - http: what sends to all instances that are reached as usual.
  ///   - own: what sends to the others; nil sends to them as usual.
  package init(http: any HTTPTransport, secrets: SecretResolver, own: OwnTransport? = nil) {
    self.http = http
    self.secrets = secrets
    self.own = own
  }

  /// Why the secret of a reference is not found here; nil where it is.
  func problem(of reference: SecretReference, for environment: Slug) -> OpsError? {
    do {
      _ = try secrets.resolve(reference, for: environment)
      return nil
    } catch {
      return error
    }
  }

  /// A client for the environment's instance.
  package func client(for environment: Slug, _ record: EnvironmentRecord, purpose: Purpose) throws(OpsError)
    -> N8NClient
  {
    let reference = purpose == .write ? record.deployKey ?? record.apiKey : record.apiKey
    let key = try secrets.resolve(reference, for: environment)
    guard let apiKey = APIKey(key) else {
      throw OpsError(
        "The key of the environment is no API key", at: "\(environment), \(reference)",
        remedy: "Make a key in n8n under Settings, n8n API, and store it there.")
    }
    let transport = try transport(for: environment, record)
    do {
      return try N8NClient(
        baseURL: record.url, apiKey: apiKey, http: transport, environmentName: environment.text)
    } catch {
      throw OpsError(n8nError: error)
    }
  }

  private func transport(for environment: Slug, _ record: EnvironmentRecord) throws(OpsError)
    -> any HTTPTransport
  {
    guard let own, let connection = record.connection?.ifAny else { return http }
    if let file = connection.caFile { try requireReadable(file, "certificate authorities", environment) }
    let certificate = try connection.clientCertificate.map {
      (client) throws(OpsError) -> HTTPClientCertificate in
      try requireReadable(client.certificate, "the client certificate", environment)
      return HTTPClientCertificate(
        certificate: client.certificate,
        privateKey: try secrets.path(of: client.key, at: "\(environment), client certificate"))
    }
    return own(connection, certificate)
  }

  /// libcurl would only say that TLS failed.
  private func requireReadable(_ path: String, _ what: String, _ environment: Slug) throws(OpsError) {
    guard access(path, R_OK) != 0 else { return }
    var error = OpsError(
      "The file with \(what) cannot be read", at: "\(environment), \(path)",
      because: String(cString: strerror(errno)),
      remedy: "Put it there, or name another one: n8n-ops env edit \(environment)")
    error.isTemporary = true
    throw error
  }
}
