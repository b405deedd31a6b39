/// What an `HTTPClient` may do and how far it goes.
package struct HTTPConfiguration: Sendable {
  /// The `User-Agent`. Never holds "bot": n8n answers those 204 without a body (api.md 1.2, seen in all four).
  package let userAgent: String
  /// Time-outs of a request that names none.
  package var timeouts = HTTPTimeouts()
  /// The most bytes an answer's body may have, after decoding. 256 MB: a page of 250 workflows at n8n's own
  /// bound of 16 MB each would be far larger, and no real page comes near.
  package var maximumResponseBytes = 256 << 20
  /// The most requests under way to one scheme, host and port; the others wait their turn.
  package var maximumRequestsPerHost = 8
  /// The most open connections kept for later use.
  package var maximumKeptConnections = 64
  /// Whether http (not https) may go to other machines.
  package var allowsPlainHTTP = false
  /// A PEM file of certificate authorities that is trusted instead of the system's.
  package var certificateAuthorities: String?
  /// The certificate shown to servers that ask for one.
  package var clientCertificate: HTTPClientCertificate?
  /// Proxies; nothing is read from the process's environment.
  package var proxies = HTTPProxies()

  /// The defaults, speaking as `n8n-ops/<version>`.
  package init(version: String) {
    let isUsable =
      !version.lowercased().contains("bot") && !version.isEmpty
      && version.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
    userAgent = isUsable ? "n8n-ops/\(version)" : "n8n-ops"
  }
}

/// A client certificate for mutual TLS.
package struct HTTPClientCertificate: Sendable, Hashable {
  /// Path of the certificate, PEM.
  package var certificate: String
  /// Path of the private key, PEM.
  package var privateKey: String
  /// What the key is encrypted with, if it is.
  package var passphrase: String?

  /// A certificate and its key by path.
  package init(certificate: String, privateKey: String, passphrase: String? = nil) {
    self.certificate = certificate
    self.privateKey = privateKey
    self.passphrase = passphrase
  }
}

extension HTTPClientCertificate: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  package var description: String { certificate }
  package var debugDescription: String { description }
  package var customMirror: Mirror { Mirror(self, unlabeledChildren: [description]) }
}
