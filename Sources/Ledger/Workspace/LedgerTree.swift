package import Git
package import Governance
import JSON

/// The files of one commit, read only.
package struct LedgerTree: Sendable {
  package let repository: Repository
  /// The commit; nil where the branch does not exist yet, which reads as an empty tree.
  package let commit: OID?

  package init(repository: Repository, commit: OID?) {
    self.repository = repository
    self.commit = commit
  }

  /// Git blob of a file; nil where there is none.
  package func blob(at path: String) throws(GitError) -> OID? {
    guard let commit, let entry = try repository.entry(at: path, in: commit) else { return nil }
    return entry.kind == .blob || entry.kind == .executable ? entry.oid : nil
  }

  /// Content of a file; nil where there is none.
  package func bytes(at path: String) throws(GitError) -> [UInt8]? {
    guard let blob = try blob(at: path) else { return nil }
    return try repository.blob(blob)
  }

  /// The value of a state file; nil where there is none.
  package func value<Value: StateFile>(_ type: Value.Type, at path: String) throws(OpsError) -> Value? {
    guard let bytes = try readGit({ () throws(GitError) in try bytes(at: path) }) else { return nil }
    return try StateCoding.value(type, from: bytes, at: path)
  }

  /// The files directly in a folder that are JSON, by name without extension, sorted.
  package func documents(in folder: String) throws(GitError) -> [(name: String, oid: OID)] {
    try entries(in: folder).compactMap { entry in
      guard entry.kind == .blob, entry.name.hasSuffix(".json") else { return nil }
      return (String(entry.name.dropLast(5)), entry.oid)
    }
  }

  /// The names of the folders in a folder, sorted.
  package func folders(in folder: String) throws(GitError) -> [String] {
    try entries(in: folder).filter { $0.kind == .tree }.map(\.name)
  }

  /// All state files of one kind in a folder (empty: at the root), by slug; a file whose name is no slug is an error.
  package func values<Value: StateFile>(_ type: Value.Type, in folder: String) throws(OpsError) -> [Slug:
    Value]
  {
    var result: [Slug: Value] = [:]
    for (name, oid) in try readGit({ () throws(GitError) in try documents(in: folder) }) {
      let path = folder.isEmpty ? "\(name).json" : "\(folder)/\(name).json"
      guard let slug = Slug(name) else {
        throw OpsError(
          "A state file has a name that is not allowed", at: path,
          because: "names are 1 to 64 of a-z, 0-9 and '-'",
          remedy: "Rename the file with `git mv` and commit.")
      }
      let bytes = try readGit { () throws(GitError) in try repository.blob(oid) }
      result[slug] = try StateCoding.value(type, from: bytes, at: path)
    }
    return result
  }

  /// Git tree of a folder; nil where there is none.
  package func folder(at path: String) throws(GitError) -> OID? {
    guard let commit, let entry = try repository.entry(at: path, in: commit) else { return nil }
    return entry.kind == .tree ? entry.oid : nil
  }

  private func entries(in folder: String) throws(GitError) -> [TreeEntry] {
    guard let commit else { return [] }
    guard !folder.isEmpty else { return try repository.tree(commit) }
    guard let entry = try repository.entry(at: folder, in: commit), entry.kind == .tree else { return [] }
    return try repository.tree(entry.oid)
  }
}

/// Turns an error of Git into one for people.
package func readGit<Result>(_ body: () throws(GitError) -> Result) throws(OpsError) -> Result {
  do {
    return try body()
  } catch {
    throw OpsError(gitError: error)
  }
}

extension LedgerTree {
  /// The blobs of all files by their paths.
  package func blobs() throws(GitError) -> [String: OID] {
    guard let commit else { return [:] }
    let files = try repository.files(in: commit, under: nil)
    return Dictionary(files.map { ($0.path, $0.oid) }, uniquingKeysWith: { first, _ in first })
  }

  /// The paths of all files, sorted.
  package func files(under folder: String? = nil) throws(GitError) -> [String] {
    guard let commit else { return [] }
    return try repository.files(in: commit, under: folder).map(\.path)
  }
}
