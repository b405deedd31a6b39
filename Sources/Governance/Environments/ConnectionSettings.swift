/// How an instance is reached, where that differs from the usual: certificates, time-outs, plain http. What is nil is as
/// everywhere.
package struct ConnectionSettings: Sendable, Hashable, Codable {
  /// Absolute path of a PEM file with the certificate authorities that are trusted.
  package var caFile: String?
  /// What is shown to a server that asks who calls (mutual TLS).
  package var clientCertificate: ClientCertificate?
  /// Seconds that a request may take as a whole.
  package var totalSeconds: Int?
  /// Seconds for which nothing may arrive.
  package var stallSeconds: Int?
  /// Whether http, not https, may go to another machine.
  package var allowPlainHTTP: Bool?

  package struct ClientCertificate: Sendable, Hashable, Codable {
    /// Absolute path of the certificate, PEM; it is no secret.
    package var certificate: String
    /// Where the private key lies: `file:PATH` or `systemd:NAME`, PEM.
    package var key: SecretReference

    package init(certificate: String, key: SecretReference) {
      self.certificate = certificate
      self.key = key
    }
  }

  package init() {}

  /// Nil where nothing differs from the usual.
  package var ifAny: ConnectionSettings? { self == ConnectionSettings() ? nil : self }

  /// The settings for people, one a line.
  package var lines: [(label: String, text: String)] {
    [
      ("certificate authorities", caFile),
      ("client certificate", clientCertificate.map { "\($0.certificate), key in \($0.key)" }),
      ("time-out", totalSeconds.map { "\($0) s" }), ("stall time-out", stallSeconds.map { "\($0) s" }),
      ("plain http", allowPlainHTTP == true ? "allowed" : nil),
    ].compactMap { label, text in text.map { (label, $0) } }
  }
}
