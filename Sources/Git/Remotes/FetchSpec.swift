import CGit2

/// Which references of a remote go where, in Git's notation: `+refs/heads/*:refs/remotes/origin/*`.
struct FetchSpec: ~Copyable {
  private let spec: Owned
  private let text: String
  /// The left side.
  let source: String

  /// Reads `text`, whose left side is a full name, `HEAD` or a pattern that begins with `refs/`.
  init(_ text: String) throws(GitError) {
    let operation = "use refspec \(text.prefix(200).debugDescription)"
    let spec = try Owned(operation, releasedBy: git_refspec_free) { git_refspec_parse(&$0, text, 1) }
    let source = git_refspec_src(spec.pointer).map { String(cString: $0) } ?? ""
    guard source == "HEAD" || source.hasPrefix("refs/") else {
      throw GitError(.invalid, operation: operation, detail: "write the full name, beginning with refs/")
    }
    self.spec = spec
    self.text = text
    self.source = source
  }

  /// True when a reference may also go back or sideways.
  var isForced: Bool { git_refspec_force(spec.pointer) == 1 }

  /// True when it names many references.
  var isPattern: Bool { source.contains("*") }

  /// The local reference for `remoteName`; nil when that is none of these or goes nowhere.
  func destination(for remoteName: String) throws(GitError) -> RefName? {
    guard git_refspec_src_matches(spec.pointer, remoteName) == 1,
      let destination = git_refspec_dst(spec.pointer), destination.pointee != 0
    else { return nil }
    return try RefName(transformed(remoteName, git_refspec_transform))
  }

  /// The reference of the remote that the local `ref` mirrors; nil when it mirrors none of these.
  func origin(of ref: RefName) throws(GitError) -> String? {
    guard isPattern, git_refspec_dst_matches(spec.pointer, ref.full) == 1 else { return nil }
    return try transformed(ref.full, git_refspec_rtransform)
  }

  private func transformed(
    _ name: String,
    _ transform: (UnsafeMutablePointer<git_buf>?, OpaquePointer?, UnsafePointer<CChar>?) -> Int32
  ) throws(GitError) -> String {
    var buffer = git_buf()
    try LibGit2.check(transform(&buffer, spec.pointer, name), "use refspec \(text)")
    defer { git_buf_dispose(&buffer) }
    return buffer.ptr.map { String(cString: $0) } ?? ""
  }
}
