import CGit2

extension Array<String> {
  /// Calls `body` with these texts as libgit2 takes them.
  func withLibGit2<Result>(_ body: (UnsafePointer<git_strarray>) -> Result) -> Result {
    let copies = map { text in
      text.utf8CString.withUnsafeBufferPointer { source in
        let copy = UnsafeMutablePointer<CChar>.allocate(capacity: source.count)
        _ = UnsafeMutableBufferPointer(start: copy, count: source.count).initialize(fromContentsOf: source)
        return copy
      }
    }
    defer { copies.forEach { $0.deallocate() } }
    var pointers = copies.map { Optional($0) }
    let count = pointers.count
    return pointers.withUnsafeMutableBufferPointer { buffer in
      var array = git_strarray(strings: buffer.baseAddress, count: count)
      return body(&array)
    }
  }
}
