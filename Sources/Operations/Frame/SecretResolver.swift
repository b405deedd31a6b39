package import Governance

#if canImport(Glibc)
  import Glibc
#endif

/// Finds the secret that a reference names, at the moment it is needed.
package struct SecretResolver: Sendable {
  private let variables: [String: String]

  /// - Parameter variables: the process's environment, which also tells where systemd put its credentials.
  package init(variables: [String: String]) {
    self.variables = variables
  }

  /// The secret. Errors name the reference and never the value.
  package func resolve(_ reference: SecretReference, for environment: Slug) throws(OpsError) -> String {
    let secret: String
    switch reference.source {
    case .variable(let name):
      guard let value = variables[name] else {
        throw missing(
          reference, environment, "the variable is not set", "Set \(name) for this command or its unit.")
      }
      secret = value
    case .file(let path):
      secret = try readFile(path, reference, environment, needsPrivacy: true)
    case .systemdCredential(let name):
      guard let folder = variables["CREDENTIALS_DIRECTORY"] else {
        throw missing(
          reference, environment, "no credentials were handed in by systemd",
          "Add LoadCredential=\(name):/path/to/key to the unit.")
      }
      secret = try readFile("\(folder)/\(name)", reference, environment, needsPrivacy: false)
    }
    // By bytes: as a Character, the end of a line of Windows is neither of the two.
    let line = secret.utf8.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
    guard !line.isEmpty, line.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
      throw missing(
        reference, environment, "it is empty or holds characters that no key has", "Store the key again.")
    }
    return String(decoding: line, as: UTF8.self)
  }

  private func readFile(_ path: String, _ reference: SecretReference, _ environment: Slug, needsPrivacy: Bool)
    throws(OpsError) -> String
  {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw missing(
        reference, environment, String(cString: strerror(errno)), "Create the file with the key in it.")
    }
    defer { close(descriptor) }
    var information = stat()
    guard fstat(descriptor, &information) == 0, information.st_mode & S_IFMT == S_IFREG else {
      throw missing(reference, environment, "it is not a regular file", "Name the file that holds the key.")
    }
    if needsPrivacy, information.st_mode & 0o077 != 0 {
      throw missing(reference, environment, "others than its owner can read it", "chmod 600 \(path)")
    }
    var buffer = [UInt8](repeating: 0, count: 16_384)
    let count = read(descriptor, &buffer, buffer.count)
    guard count >= 0 else {
      throw missing(reference, environment, String(cString: strerror(errno)), "Check the file.")
    }
    return String(decoding: buffer[..<count], as: UTF8.self)
  }

  private func missing(_ reference: SecretReference, _ environment: Slug, _ why: String, _ remedy: String)
    -> OpsError
  {
    var error = OpsError(
      "The key of the environment cannot be read", at: "\(environment), \(reference)", because: why,
      remedy: remedy)
    error.isTemporary = true
    return error
  }
}
