package import Git
package import Governance

extension SecretReference {
  /// What signs with the key in this place.
  ///
  /// - Parameter variables: the process's environment, which tells where systemd put its credentials.
  package func signer(variables: [String: String]) throws(OpsError) -> any CommitSigner {
    switch source {
    case .file(let path): return SSHSigner(keyPath: path)
    case .systemdCredential(let name):
      guard let folder = variables["CREDENTIALS_DIRECTORY"] else {
        throw OpsError(
          "Commits cannot be signed", at: "\(self)", because: "no credentials were handed in by systemd",
          remedy: "Add LoadCredential=\(name):/path/to/key to the unit.")
      }
      return SSHSigner(keyPath: "\(folder)/\(name)")
    case .variable, .sealedFile:
      throw OpsError(
        "Commits cannot be signed", at: "\(self)", because: "ssh-keygen takes a key only from a file",
        remedy: "Name the key as file:PATH or systemd:NAME.")
    }
  }
}

extension Workspace {
  /// Signs from now on with the key that is configured: `named` before what `state/platform.json` says.
  ///
  /// The platform's key is for those who run as one of its machines; others sign with their own or not at all.
  ///
  /// - Parameter machine: the mail address of the machine as which it is run.
  package mutating func sign(with named: String?, as machine: String, variables: [String: String])
    throws(OpsError)
  {
    if let named {
      guard let reference = SecretReference(named) else {
        throw OpsError(
          "The signing key is no reference", because: "it is neither file:PATH nor systemd:NAME",
          remedy: "Set N8N_OPS_SIGNING_KEY=file:/path/to/key.")
      }
      signer = try reference.signer(variables: variables)
      return
    }
    guard let platform = (try? mainTree().value(Platform.self, at: Platform.path)) ?? nil,
      platform.machines.contains(where: { $0.email.lowercased() == machine.lowercased() })
    else { return }
    signer = try platform.signingKey?.signer(variables: variables)
  }
}
