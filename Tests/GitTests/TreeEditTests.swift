import Testing

@testable import Git

@Suite("Tree edits")
struct TreeEditTests {
  @Test("random edits make the tree that git update-index and write-tree make")
  func asGit() throws {
    let folder = try TestFolder()
    let repository = try folder.repository()
    var random = SplitMix(seed: 42)
    let transaction = repository.makeTransaction()
    var tree = try transaction.tree(editing: nil, [:])
    for round in 0..<40 {
      var edits: [String: TreeEdit] = [:]
      for _ in 0..<Int.random(in: 1...12, using: &random) {
        let path = Self.path(&random)
        // Neither a file below a file of the same round, nor the other way round.
        guard !edits.keys.contains(where: { $0.hasPrefix(path + "/") || path.hasPrefix($0 + "/") }) else {
          continue
        }
        let isRemoved = Int.random(in: 0..<4, using: &random) == 0
        let blob = transaction.blob(Array("\(random.next() % 5)".utf8))
        edits[path] = isRemoved ? .remove : .file(blob, executable: Bool.random(using: &random))
      }
      let edited = try transaction.tree(editing: tree, edits)
      try transaction.flush()
      #expect(try edited.hex == Self.git(editing: tree, edits, repository), "round \(round)")
      tree = edited
    }
    try GitCommand.run("fsck", "--strict", "--no-dangling", in: repository.path)
  }

  @Test("folders without edits are not opened")
  func notOpened() throws {
    let folder = try TestFolder()
    let repository = try folder.repository()
    let base = try repository.commit(["big/a": "1", "small/b": "2"])
    let big = try #require(try repository.entry(at: "big", in: base))
    try Damage.removeObject(big.oid, repository)
    let transaction = try Repository.open(at: repository.path).makeTransaction()
    let tree = try transaction.tree(editing: base, ["small/b": .remove, "c": .file(transaction.blob([1]))])
    #expect(try transaction.tree(tree).map(\.name) == ["big", "c"])
    #expect(throws: GitError.self) { try transaction.tree(editing: base, ["big/a": .remove]) }
  }

  @Test("a folder is removed as a whole, grafted as a whole, replaced, and replaces a file")
  func folders() throws {
    let folder = try TestFolder()
    let repository = try folder.repository()
    let base = try repository.commit(["a/b/c": "1", "a/d": "2", "e": "3"])
    let transaction = repository.makeTransaction()
    let blob = transaction.blob([9])
    func paths(_ edits: [String: TreeEdit]) throws -> [String] {
      try transaction.files(in: transaction.tree(editing: base, edits)).map(\.path)
    }
    #expect(try paths(["a": .remove]) == ["e"])
    #expect(try paths(["a/b": .remove]) == ["a/d", "e"])
    #expect(try paths(["a": .remove, "a/x": .file(blob)]) == ["a/x", "e"])
    #expect(try paths(["a": .file(blob)]) == ["a", "e"])
    #expect(try paths(["e/f": .file(blob)]) == ["a/b/c", "a/d", "e/f"])
    #expect(try paths(["e/f": .remove]) == ["a/b/c", "a/d", "e"])
    #expect(try paths(["nothing/here": .remove]) == ["a/b/c", "a/d", "e"])
    let subtree = try #require(try repository.entry(at: "a", in: base))
    #expect(try paths(["e": .tree(subtree.oid)]) == ["a/b/c", "a/d", "e/b/c", "e/d"])
    #expect(try paths(["e": .tree(subtree.oid), "e/b": .remove]) == ["a/b/c", "a/d", "e/d"])
    #expect(try paths(["a": .tree(.emptyTree)]) == ["e"])
    #expect(try transaction.tree(editing: base, [:]) == repository.treeOID(of: base))
    #expect(try transaction.tree(editing: base, ["a": .remove, "e": .remove]) == .emptyTree)
  }

  @Test("a file with edits below it is a contradiction")
  func contradiction() throws {
    let folder = try TestFolder()
    let transaction = try folder.repository().makeTransaction()
    let blob = transaction.blob([1])
    let error = #expect(throws: GitError.self) {
      try transaction.tree(editing: nil, ["a": .file(blob), "a/b": .file(blob)])
    }
    #expect(error?.kind == .invalid)
    #expect(throws: GitError.self) { try transaction.tree(editing: nil, ["../a": .file(blob)]) }
  }

  private static let names = ["a", "a.b", "a-b", "b", "lib", "lib.x", "z"]

  private static func path(_ random: inout SplitMix) -> String {
    (0..<Int.random(in: 1...3, using: &random)).map { _ in names.pick(&random) }.joined(separator: "/")
  }

  /// The same edits by the git command; a file in the way of a folder, or a folder of a file, goes first.
  private static func git(editing tree: OID, _ edits: [String: TreeEdit], _ repository: Repository) throws
    -> String
  {
    try GitCommand.run("read-tree", tree.hex, in: repository.path)
    let listed = try GitCommand.run("ls-files", in: repository.path).split(separator: "\n").map(String.init)
    var input = ""
    for (path, edit) in edits {
      let isFile = edit != .remove
      for old in listed
      where old == path || old.hasPrefix(path + "/") || (isFile && path.hasPrefix(old + "/")) {
        input += "0 \(OID.zero)\t\(old)\n"
      }
    }
    for (path, edit) in edits {
      guard case .file(let oid, let isExecutable) = edit else { continue }
      input += "\(isExecutable ? "100755" : "100644") \(oid)\t\(path)\n"
    }
    try GitCommand.run("update-index", "--add", "--index-info", in: repository.path, input: input)
    return try GitCommand.run("write-tree", in: repository.path)
  }
}
