import CGit2

/// The owner of a `git_signature`.
struct LibGit2Signature: ~Copyable {
  /// The signature; null when there is none.
  let pointer: UnsafeMutablePointer<git_signature>?

  init(_ signature: Signature?) throws(GitError) {
    guard let signature else {
      pointer = nil
      return
    }
    var made: UnsafeMutablePointer<git_signature>?
    try LibGit2.check(
      git_signature_new(
        &made, Signature.cleaned(signature.name), Signature.cleaned(signature.email), Int64(signature.time),
        Int32(clamping: signature.offsetMinutes)),
      "use the signature of \(signature.name)")
    pointer = made
  }

  deinit { git_signature_free(pointer) }
}
