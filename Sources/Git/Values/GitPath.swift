/// A path inside a tree, known to be one that is safe in every checkout: relative, `/` between its parts.
package struct GitPath: Sendable, Hashable {
  /// The names from the root down; never empty.
  package let parts: [String]

  /// Takes a relative path and refuses what Git refuses to check out (path.c `verify_path`, fsck `hasDotgit`):
  /// empty parts, `.`, `..`, any spelling of `.git` on any file system, NUL, and a backslash.
  ///
  /// - Throws: ``GitError/Kind/invalid``.
  package init(_ path: String) throws(GitError) {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard path.utf8.count <= Self.longest else {
      throw Self.refused(path, "it is longer than \(Self.longest) bytes")
    }
    for part in parts {
      if let reason = Self.reasonToRefuse(part) { throw Self.refused(path, reason) }
    }
    self.parts = parts
  }

  /// The path as text.
  package var text: String { parts.joined(separator: "/") }

  /// The longest accepted path, in bytes (PATH_MAX of Linux).
  static let longest = 4096

  private static func refused(_ path: String, _ reason: String) -> GitError {
    GitError(.invalid, operation: "use \(path.prefix(200).debugDescription) as a path", detail: reason)
  }

  private static func reasonToRefuse(_ part: String) -> String? {
    if part.isEmpty { return "a part of it is empty" }
    if part == "." || part == ".." { return "it has a part \(part)" }
    if part.utf8.contains(0) { return "it has a NUL" }
    if part.utf8.contains(UInt8(ascii: "\\")) { return "it has a backslash" }
    if part.utf8.count > 255 { return "a part of it is longer than 255 bytes" }
    if isDotGit(part) { return "a part of it means .git on some file system" }
    return nil
  }

  /// True for `.git`, for what HFS+ reads as `.git` (ignorable code points, utf8.c `is_hfs_dotgit`) and for what
  /// NTFS reads as `.git` (`git~1`, trailing dots, spaces and streams, path.c `is_ntfs_dotgit`).
  private static func isDotGit(_ part: String) -> Bool {
    let visible = String(String.UnicodeScalarView(part.unicodeScalars.filter { !isIgnoredByHFS($0) }))
      .lowercased()
    let withoutStream =
      visible.split(separator: ":", omittingEmptySubsequences: false).first.map(String.init) ?? ""
    var name = withoutStream[...]
    while name.hasSuffix(".") || name.hasSuffix(" ") { name.removeLast() }
    return name == ".git" || name == "git~1"
  }

  private static func isIgnoredByHFS(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x200c...0x200f, 0x202a...0x202e, 0x206a...0x206f, 0xfeff: true
    default: false
    }
  }
}

extension GitPath: CustomStringConvertible {
  package var description: String { text }
}
