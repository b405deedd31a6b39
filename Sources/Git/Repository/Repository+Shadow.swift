extension Repository {
  /// Makes a bare repository at `folder` that has the references of this one and borrows its objects.
  ///
  /// What is written there is seen by nobody else and goes with the folder; nothing is ever written here. It has no
  /// remotes and none of this repository's own configuration.
  package func makeShadow(at folder: String) throws(GitError) -> Repository {
    let operation = "borrow the objects of \(path)"
    guard !objectsPath.contains("\n") else {
      throw GitError(.invalid, operation: operation, detail: "the path of the repository has a line break")
    }
    let branch = head()?.shortName ?? "main"
    _ = try Repository.create(at: folder, bare: true, initialBranch: branch)
    try Self.write("\(objectsPath)\n", to: "\(folder)/objects/info", as: "alternates")
    let lines = try references(prefix: "refs/").map { "\($0.oid.hex) \($0.name)\n" }
    // Not said to be peeled: the reader looks at the objects itself (gitrepository-layout, packed-refs).
    try Self.write("# pack-refs with: sorted \n" + lines.joined(), to: folder, as: "packed-refs")
    return try Repository.open(at: folder)
  }

  private static func write(_ text: String, to folder: String, as name: String) throws(GitError) {
    let file = try TemporaryFile(in: folder, name: name, mode: 0o600)
    try file.write(Array(text.utf8), at: 0)
    try file.keep(as: "\(folder)/\(name)")
  }
}
