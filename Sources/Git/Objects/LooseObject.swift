import CZlib

#if canImport(Glibc)
  import Glibc
#endif

/// An object in a file of its own (gitformat-loose): `kind SP size NUL content`, compressed.
///
/// Read here rather than by libgit2, which in release 1.5 never returns from a file that ends too early, as a
/// power cut leaves them.
struct LooseObject {
  /// What it is.
  let kind: ObjectKind
  /// The size of its content, in bytes.
  let size: Int

  private let file: [UInt8]
  private let headerLength: Int

  /// More than a header takes: the longest kind, a size of 64 bits, a space and a NUL.
  private static let longestHeader = 32
  /// No zlib stream grows by more than this (zlib's documentation: 1032:1).
  private static let largestGrowth = 1032

  /// Reads the file at `path` and its header; nil when there is no such file.
  ///
  /// - Throws: ``GitError/Kind/corrupt``.
  init?(path: String) throws(GitError) {
    guard let file = try Self.contents(path) else { return nil }
    let head = Inflater.beginning(of: file, count: Self.longestHeader)
    guard let end = head.firstIndex(of: 0), let (kind, size) = Self.parse(head[..<end]),
      size / Self.largestGrowth <= file.count
    else { throw Self.damaged(path) }
    self.file = file
    self.kind = kind
    self.size = size
    headerLength = end + 1
  }

  /// The content; nil when it is damaged.
  func content() -> [UInt8]? {
    let all = file.withUnsafeBytes { Inflater.inflate($0, count: headerLength + size) }
    return all.map { Array($0[headerLength...]) }
  }

  private static func parse(_ header: ArraySlice<UInt8>) -> (ObjectKind, Int)? {
    let parts = header.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
    guard parts.count == 2, let kind = ObjectKind(rawValue: String(decoding: parts[0], as: UTF8.self)),
      let size = Int(String(decoding: parts[1], as: UTF8.self)), size >= 0
    else { return nil }
    return (kind, size)
  }

  private static func contents(_ path: String) throws(GitError) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw SystemError.current("read \(path)")
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw SystemError.current("read \(path)") }
    var failure: GitError?
    let bytes = [UInt8](unsafeUninitializedCapacity: Int(status.st_size)) { buffer, count in
      while count < buffer.count {
        let got = read(descriptor, buffer.baseAddress.map { $0 + count }, buffer.count - count)
        if got < 0, errno == EINTR { continue }
        if got < 0 { failure = SystemError.current("read \(path)") }
        if got <= 0 { break }
        count += got
      }
    }
    if let failure { throw failure }
    return bytes
  }

  private static func damaged(_ path: String) -> GitError {
    GitError(.corrupt, operation: "read \(path)", detail: "the file is damaged")
  }
}
