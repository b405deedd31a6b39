/// Why a server could not start.
package struct HTTPServerError: Error, Sendable, CustomStringConvertible {
  /// The address that was asked for, as `host:port`.
  package let address: String
  /// What the system said.
  package let reason: String

  package var description: String { "cannot listen on \(address): \(reason)" }
}
