import Testing

@testable import Git

@Suite("Changes between trees")
struct ChangesTests {
  @Test("changes are those of git diff-tree, over a random history")
  func asGit() throws {
    let folder = try TestFolder()
    let repository = try folder.repository()
    var random = SplitMix(seed: 99)
    var commits: [OID] = []
    for _ in 0..<30 {
      var files: [String: String?] = [:]
      for _ in 0..<Int.random(in: 1...15, using: &random) {
        let path = Self.path(&random)
        guard !files.keys.contains(where: { $0.hasPrefix(path + "/") || path.hasPrefix($0 + "/") }) else {
          continue
        }
        files[path] = Int.random(in: 0..<3, using: &random) == 0 ? .some(nil) : "\(random.next() % 4)"
      }
      commits.append(try repository.commit(files, onto: commits.last))
    }
    for _ in 0..<60 {
      let (old, new) = (commits.pick(&random), commits.pick(&random))
      let under = Bool.random(using: &random) ? Self.path(&random) : nil
      let ours = try repository.changes(from: old, to: new, under: under).map(Self.line)
      #expect(ours.joined(separator: "\n") == (try Self.git(old, new, under, repository)))
    }
    let all = try repository.changes(from: nil, to: commits[0]).map(\.path)
    #expect(all == (try repository.files(in: commits[0]).map(\.path)))
    #expect(try repository.changes(from: commits[0], to: nil).allSatisfy { $0.new == nil && $0.old != nil })
  }

  @Test("equal subtrees are never opened")
  func notOpened() throws {
    let folder = try TestFolder()
    let repository = try folder.repository()
    let old = try repository.commit(["same/a": "1", "b": "2"])
    let new = try repository.commit(["b": "3"], onto: old)
    let same = try #require(try repository.entry(at: "same", in: old))
    try Damage.removeObject(same.oid, repository)
    let fresh = try Repository.open(at: repository.path)
    #expect(try fresh.changes(from: old, to: new).map(\.path) == ["b"])
    #expect(throws: GitError.self) { try fresh.files(in: old) }
  }

  @Test("files are listed as git ls-tree lists them, in a folder, and alone")
  func files() throws {
    let folder = try TestFolder()
    let repository = try folder.repository()
    let commit = try repository.commit(["a.b": "1", "a/b": "2", "a/c/d": "3", "a0": "4", "ü/x": "5"])
    let listed = try GitCommand.run(
      "-c", "core.quotePath=false", "ls-tree", "-r", "--format=%(objectname) %(path)", commit.hex,
      in: repository.path)
    let ours = try repository.files(in: commit).map { "\($0.oid) \($0.path)" }
    #expect(ours.joined(separator: "\n") == listed)
    #expect(ours.count == 5)
    #expect(try repository.files(in: commit, under: "a").map(\.path) == ["a/b", "a/c/d"])
    #expect(try repository.files(in: commit, under: "a/b").map(\.path) == ["a/b"])
    #expect(try repository.files(in: commit, under: "none").isEmpty)
    #expect(try repository.entry(at: "a/c", in: commit)?.kind == .tree)
    #expect(try repository.entry(at: "a/b/c", in: commit) == nil)
    #expect(try repository.tree(commit).map(\.name) == ["a.b", "a", "a0", "ü"])
  }

  @Test("a change of the mode alone is a change")
  func mode() throws {
    let folder = try TestFolder()
    let repository = try folder.repository()
    let transaction = repository.makeTransaction()
    let blob = transaction.blob([1])
    let old = try transaction.tree(editing: nil, ["a": .file(blob)])
    let new = try transaction.tree(editing: nil, ["a": .file(blob, executable: true)])
    let changes = try transaction.changes(from: old, to: new)
    #expect(changes == [TreeChange(path: "a", old: blob, new: blob, oldKind: .blob, newKind: .executable)])
  }

  @Test("a tree that names itself ten to the power of nine times over is refused, not walked to its end")
  func bomb() throws {
    let folder = try TestFolder()
    let transaction = try folder.repository().makeTransaction()
    var tree = try transaction.tree(editing: nil, ["f": .file(transaction.blob([1]))])
    for _ in 0..<9 {
      let edits = (0..<10).map { ("\($0)", TreeEdit.tree(tree)) }
      tree = try transaction.tree(editing: nil, Dictionary(uniqueKeysWithValues: edits))
    }
    let bomb = tree
    let error = #expect(throws: GitError.self) { try transaction.files(in: bomb, under: nil, limit: 20_000) }
    #expect(error?.kind == .invalid)
  }

  private static let names = ["a", "a.b", "a-b", "b", "lib", "lib.x"]

  private static func path(_ random: inout SplitMix) -> String {
    (0..<Int.random(in: 1...3, using: &random)).map { _ in names.pick(&random) }.joined(separator: "/")
  }

  private static func line(_ change: TreeChange) -> String {
    "\(change.old ?? .zero) \(change.new ?? .zero) \(change.path)"
  }

  private static func git(_ old: OID, _ new: OID, _ under: String?, _ repository: Repository) throws -> String
  {
    let arguments = ["--literal-pathspecs", "diff-tree", "-r", "--no-renames", old.hex, new.hex]
    let result = try GitCommand.result(arguments + (under.map { ["--", $0] } ?? []), in: repository.path)
    return result.output.split(separator: "\n").map { line in
      let parts = line.split { $0 == " " || $0 == "\t" }
      return "\(parts[2]) \(parts[3]) \(parts[5])"
    }.joined(separator: "\n")
  }
}
