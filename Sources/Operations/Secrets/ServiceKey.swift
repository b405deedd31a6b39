package import Governance

/// The identity of age that opens what this service has sealed; read when it is needed and kept nowhere.
package struct ServiceKey: Sendable {
  /// The environment variable that holds the reference to it.
  package static let variable = "N8N_OPS_AGE_IDENTITY"

  package let reference: SecretReference
  private let resolver: SecretResolver

  /// - Parameter text: the reference; one to a sealed file would need itself.
  package init(_ text: String, variables: [String: String]) throws(OpsError) {
    guard let reference = SecretReference(text) else {
      throw OpsError(
        "The service key is no reference", at: Self.variable,
        because: "a reference is file:PATH, systemd:NAME or env:NAME",
        remedy: "Make a key with age-keygen -o FILE, chmod 600 it, and set \(Self.variable)=file:FILE.")
    }
    if case .sealedFile = reference.source {
      throw OpsError(
        "The service key cannot be sealed to itself", at: Self.variable,
        remedy: "Use file:PATH or systemd:NAME.")
    }
    self.reference = reference
    resolver = SecretResolver(variables: variables)
  }

  /// The key of the process's environment; nil where none is configured.
  package static func configured(in variables: [String: String]) throws(OpsError) -> ServiceKey? {
    guard let text = variables[variable], !text.isEmpty else { return nil }
    return try ServiceKey(text, variables: variables)
  }

  /// The identity's own line, from a file as `age-keygen` writes it.
  func identity() throws(OpsError) -> String {
    let text = try resolver.text(of: reference, at: Self.variable)
    guard
      let line = text.split(whereSeparator: \.isNewline).first(where: { $0.hasPrefix("AGE-SECRET-KEY-1") })
    else {
      throw OpsError(
        "The service key is no identity of age", at: "\(Self.variable), \(reference)",
        remedy: "Make one with age-keygen.")
    }
    return String(line)
  }

  /// Seals to the service and to whom the policy names besides.
  package func seal(_ bytes: [UInt8], policy: SecretPolicy) throws(OpsError) -> [UInt8] {
    try Age.seal(bytes, to: [Age.recipient(of: identity())] + (policy.recipients ?? []))
  }

  package func open(_ sealed: [UInt8]) throws(OpsError) -> [UInt8] {
    try Age.open(sealed, with: identity())
  }
}
