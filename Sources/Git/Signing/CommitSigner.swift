#if canImport(Glibc)
  import Glibc
#endif

/// Makes signatures of commits.
package protocol CommitSigner: Sendable {
  /// The armoured signature of `bytes`, the commit without its signature.
  func sign(_ bytes: [UInt8]) throws(GitError) -> String
}

/// Signs with a key of SSH through `ssh-keygen -Y sign`, as git itself does.
package struct SSHSigner: CommitSigner {
  /// The private key, or a public key whose private one the running agent has.
  private let keyPath: String

  package init(keyPath: String) { self.keyPath = keyPath }

  /// - Throws: ``GitError/Kind/unusableKey`` where the key cannot be used: it is not there, others may read it, or it
  ///   wants a passphrase; ``GitError/Kind/notFound`` without the command.
  package func sign(_ bytes: [UInt8]) throws(GitError) -> String {
    try checkIsNoPipe()
    // Nobody is there to be asked for a passphrase.
    let process = try GitProcess(
      ["-Y", "sign", "-q", "-n", SSHSignature.gitNamespace, "-f", keyPath], program: "ssh-keygen",
      variables: ["SSH_ASKPASS_REQUIRE": "force", "SSH_ASKPASS": "false", "LC_ALL": "C"])
    var failure: GitError?
    bytes.withUnsafeBytes { buffer in
      guard let start = buffer.baseAddress?.assumingMemoryBound(to: CChar.self) else { return }
      do throws(GitError) { try process.write(start, count: buffer.count) } catch { failure = error }
    }
    process.endInput()
    // It reads nothing where it cannot use the key, which is an error of reading and of writing here: what it says of the
    // key tells more.
    let output = try? process.output(limit: 65_536)
    let complaint = Self.words(of: process.complaint())
    guard process.finish() == 0, failure == nil, let output else {
      throw unusable(complaint.isEmpty ? "ssh-keygen did not sign" : "ssh-keygen: \(complaint)")
    }
    let text = String(decoding: output, as: UTF8.self).trimmed
    guard SSHSignature(armoured: text) != nil else { throw unusable("the answer is no signature") }
    return text
  }

  /// ssh-keygen would wait for a pipe until somebody writes into it.
  private func checkIsNoPipe() throws(GitError) {
    var status = stat()
    guard stat(keyPath, &status) == 0, status.st_mode & S_IFMT != S_IFREG else { return }
    throw unusable("it is not a regular file")
  }

  private func unusable(_ detail: String) -> GitError {
    GitError(.unusableKey, operation: "sign with the key \(keyPath)", detail: detail)
  }

  /// What ssh-keygen says in many lines and with a frame of at signs, in one.
  private static func words(of complaint: String) -> String {
    complaint.split(whereSeparator: \.isNewline).filter { !$0.hasPrefix("@") }.joined(separator: " ")
  }

  /// The public key that belongs to ``keyPath``, as a line of `authorized_keys`.
  package func publicKey() throws(GitError) -> SSHPublicKey {
    let operation = "read the key \(keyPath)"
    guard let signature = SSHSignature(armoured: try sign([])) else {
      throw GitError(.unusableKey, operation: operation, detail: "it does not sign")
    }
    guard let key = SSHPublicKey(blob: signature.publicKey) else {
      throw GitError(.invalid, operation: operation, detail: "its kind is unknown")
    }
    return key
  }
}
