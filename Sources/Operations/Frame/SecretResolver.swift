package import Governance

#if canImport(Glibc)
  import Glibc
#endif

/// Finds the secret that a reference names, at the moment it is needed.
package struct SecretResolver: Sendable {
  private let variables: [String: String]
  /// Opens a sealed file, told its path and where it is needed.
  private let sealed: (@Sendable (String, String) throws(OpsError) -> [UInt8])?

  /// - Parameters:
  ///   - variables: the process's environment, which also tells where systemd put its credentials.
  ///   - sealed: opens files of the repository; nil where no service key is configured.
  package init(variables: [String: String], sealed: SealedFiles? = nil) {
    self.variables = variables
    if let sealed {
      self.sealed = { @Sendable (path: String, place: String) throws(OpsError) -> [UInt8] in
        try sealed.open(path, at: place)
      }
    } else {
      self.sealed = nil
    }
  }

  /// The secret. Errors name the reference and never the value.
  package func resolve(_ reference: SecretReference, for environment: Slug) throws(OpsError) -> String {
    try line(of: reference, at: environment.text)
  }

  /// The secret, which is one line. Errors say where it was needed.
  func line(of reference: SecretReference, at place: String) throws(OpsError) -> String {
    let secret = try text(of: reference, at: place)
    // By bytes: as a Character, the end of a line of Windows is neither of the two.
    let line = secret.utf8.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
    guard !line.isEmpty, line.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
      throw missing(
        reference, place, "it is empty or holds characters that no key has", "Store the key again."
      )
    }
    return String(decoding: line, as: UTF8.self)
  }

  /// All that the reference names. Errors say where it was needed.
  func text(of reference: SecretReference, at place: String) throws(OpsError) -> String {
    switch reference.source {
    case .variable(let name):
      guard let value = variables[name] else {
        throw missing(
          reference, place, "the variable is not set", "Set \(name) for this command or its unit.")
      }
      return value
    case .file(let path):
      return try readFile(path, reference, place, needsPrivacy: true)
    case .systemdCredential(let name):
      guard let folder = variables["CREDENTIALS_DIRECTORY"] else {
        throw missing(
          reference, place, "no credentials were handed in by systemd",
          "Add LoadCredential=\(name):/path/to/key to the unit.")
      }
      return try readFile("\(folder)/\(name)", reference, place, needsPrivacy: false)
    case .sealedFile(let path):
      guard let sealed else {
        throw missing(
          reference, place, "no service key is configured",
          "Set \(ServiceKey.variable), or use another reference.")
      }
      return String(decoding: try sealed(path, "\(place), \(reference)"), as: UTF8.self)
    }
  }

  /// The file of a private key, for what takes a key from a file only.
  func path(of reference: SecretReference, at place: String) throws(OpsError) -> String {
    // Reading it first tells what is wrong with it.
    _ = try text(of: reference, at: place)
    switch reference.source {
    case .file(let path): return path
    case .systemdCredential(let name): return "\(variables["CREDENTIALS_DIRECTORY"] ?? "")/\(name)"
    case .variable, .sealedFile:
      throw missing(
        reference, place, "a private key is taken from a file only", "Name it as file:PATH or systemd:NAME.")
    }
  }

  private func readFile(_ path: String, _ reference: SecretReference, _ place: String, needsPrivacy: Bool)
    throws(OpsError) -> String
  {
    // A pipe would else be waited for until somebody writes into it.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      let code = errno
      throw missing(reference, place, String(cString: strerror(code)), Self.remedy(code, path))
    }
    defer { close(descriptor) }
    var information = stat()
    guard fstat(descriptor, &information) == 0, information.st_mode & S_IFMT == S_IFREG else {
      throw missing(reference, place, "it is not a regular file", "Name the file that holds the key.")
    }
    if needsPrivacy, information.st_mode & 0o077 != 0 {
      throw missing(reference, place, "others than its owner can read it", "chmod 600 \(path)")
    }
    var buffer = [UInt8](repeating: 0, count: 16_384)
    let count = read(descriptor, &buffer, buffer.count)
    guard count >= 0 else {
      throw missing(reference, place, String(cString: strerror(errno)), "Check the file.")
    }
    return String(decoding: buffer[..<count], as: UTF8.self)
  }

  /// What helps a file that could not be opened.
  static func remedy(_ code: Int32, _ path: String) -> String {
    switch code {
    case EACCES, EPERM:
      "Let whoever runs n8n-ops own \(path), with chmod 600, and enter every folder above it."
    case ENOENT: "Create the file with the key in it."
    default: "Name the file that holds the key."
    }
  }

  private func missing(_ reference: SecretReference, _ place: String, _ why: String, _ remedy: String)
    -> OpsError
  {
    var error = OpsError(
      "A key cannot be read", at: "\(place), \(reference)", because: why,
      remedy: remedy)
    error.isTemporary = true
    return error
  }
}
