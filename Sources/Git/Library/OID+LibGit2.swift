import CGit2

extension OID {
  /// Copies a libgit2 object id.
  init(_ oid: git_oid) {
    self = withUnsafeBytes(of: oid.id) { OID($0) }
  }

  /// Copies the libgit2 object id at `pointer`; nil for a null pointer.
  init?(_ pointer: UnsafePointer<git_oid>?) {
    guard let pointer else { return nil }
    self.init(pointer.pointee)
  }

  /// The same id as libgit2 has it.
  var libgit2: git_oid {
    var oid = git_oid()
    withBytes { bytes in
      withUnsafeMutableBytes(of: &oid.id) { $0.copyMemory(from: bytes) }
    }
    return oid
  }
}
