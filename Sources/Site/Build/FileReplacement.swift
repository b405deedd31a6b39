#if canImport(Glibc)
  import Glibc
#endif

/// Puts a file in the place of another so that a reader sees the old or the new, never half of one.
///
/// Nothing is forced to the disk: a site can be built again, and ten thousand waits for the disk take longer than
/// making the pages.
enum FileReplacement {
  /// - Returns: why it did not work; nil when it did.
  static func write(_ bytes: [UInt8], to path: String) -> String? {
    let draft = "\(path).new"
    let descriptor = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { return String(cString: strerror(errno)) }
    let problem = bytes.withUnsafeBytes { writeAll($0, to: descriptor) }
    guard close(descriptor) == 0, problem == nil, rename(draft, path) == 0 else {
      let why = problem ?? String(cString: strerror(errno))
      unlink(draft)
      return why
    }
    return nil
  }

  private static func writeAll(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> String? {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = Glibc.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
      if count < 0 {
        if errno == EINTR { continue }
        return String(cString: strerror(errno))
      }
      rest = rest.dropFirst(count)
    }
    return nil
  }
}
