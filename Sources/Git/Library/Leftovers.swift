#if canImport(Glibc)
  import Glibc
#endif

/// Temporary files that killed processes left behind.
enum Leftovers {
  /// How long a temporary file is believed to be in use, in seconds.
  private static let age = 24 * 60 * 60

  /// Removes temporary files of ours and of libgit2 (`…_git2_…`) in `folder` that are a day older than `newFile`.
  ///
  /// Git would do so too, when it collects garbage, but in a repository that only programs work with nobody asks it to.
  /// What cannot be removed stays: it does no harm but to take space.
  static func remove(in folder: String, olderThan newFile: String) {
    guard let now = modificationTime(of: newFile) else { return }
    for name in names(in: folder) where name.hasPrefix("tmp_") || name.contains("_git2_") {
      let path = "\(folder)/\(name)"
      if let time = modificationTime(of: path), now - time > age { unlink(path) }
    }
  }

  /// Removes the files (`_git2_…`) by which libgit2, while it made a repository, tried in `folder` what the file system can.
  static func removeTrials(in folder: String) {
    for name in names(in: folder) where name.hasPrefix("_git2_") { unlink("\(folder)/\(name)") }
  }

  private static func names(in folder: String) -> [String] {
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      names.append(
        withUnsafeBytes(of: entry.pointee.d_name) { bytes in
          String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        })
    }
    return names
  }

  private static func modificationTime(of path: String) -> Int? {
    var status = stat()
    return lstat(path, &status) == 0 ? status.st_mtim.tv_sec : nil
  }
}
