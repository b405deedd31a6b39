import Governance
import HTTP

extension HTTPConfiguration {
  /// The same for an instance that is reached in a way of its own.
  func with(_ connection: ConnectionSettings, _ certificate: HTTPClientCertificate?) -> HTTPConfiguration {
    var configuration = self
    if let file = connection.caFile { configuration.certificateAuthorities = file }
    if let certificate { configuration.clientCertificate = certificate }
    if let seconds = connection.totalSeconds { configuration.timeouts.total = .seconds(seconds) }
    if let seconds = connection.stallSeconds { configuration.timeouts.stall = .seconds(seconds) }
    if connection.allowPlainHTTP == true { configuration.allowsPlainHTTP = true }
    return configuration
  }
}
