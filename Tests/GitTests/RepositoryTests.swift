import Foundation
import Testing

@testable import Git

@Suite("Repositories")
struct RepositoryTests {
  @Test("a new repository is one to git, bare or not, and is not made twice", arguments: [false, true])
  func create(isBare: Bool) throws {
    let folder = try TestFolder()
    let repository = try Repository.create(at: folder("deep/er/r"), bare: isBare, initialBranch: "trunk")
    #expect(try GitCommand.run("rev-parse", "--is-bare-repository", in: folder("deep/er/r")) == "\(isBare)")
    #expect(try GitCommand.run("symbolic-ref", "HEAD", in: folder("deep/er/r")) == "refs/heads/trunk")
    #expect((repository.workTree == nil) == isBare)
    #expect(repository.path == folder(isBare ? "deep/er/r/" : "deep/er/r/.git/"))
    let error = #expect(throws: GitError.self) {
      try Repository.create(at: folder("deep/er/r"), bare: isBare, initialBranch: "x")
    }
    #expect(error?.kind == .alreadyExists)
  }

  @Test("what is no repository is not found, and folders above are not searched")
  func notFound() throws {
    let folder = try TestFolder()
    _ = try folder.repository("work", bare: false)
    try folder.write("x", to: "work/sub/file")
    for path in ["none", "work/sub", "work/sub/file"] {
      let error = #expect(throws: GitError.self) { try Repository.open(at: folder(path)) }
      #expect(error?.kind == .notFound, "\(path): \(error.map(\.description) ?? "")")
    }
  }

  @Test("a linked work tree has its own HEAD and shares objects and references")
  func linkedWorkTree() throws {
    let folder = try TestFolder()
    let repository = try folder.repository("work", bare: false)
    let one = try repository.commit(["a": "1"])
    try repository.update(.branch("main"), from: nil, to: one, message: "x")
    try GitCommand.run("reset", "-q", "--hard", in: folder("work"))
    try GitCommand.run("worktree", "add", "-q", "-b", "side", folder("side"), in: folder("work"))
    let linked = try Repository.open(at: folder("side"))
    #expect(linked.head() == (try RefName.branch("side")))
    let two = try linked.commit(["b": "2"], onto: one)
    try linked.update(.branch("side"), from: one, to: two, message: "x")
    try linked.followCheckedOutBranch(from: one, to: two)
    #expect(folder.read("side/b") == "2")
    #expect(try GitCommand.run("status", "--porcelain", in: folder("side")) == "")
    #expect(try repository.oid(of: .branch("side")) == two)
  }

  @Test("a damaged object is told from a missing one, loose or packed")
  func damaged() throws {
    let folder = try TestFolder()
    let repository = try folder.repository()
    let transaction = repository.makeTransaction()
    let oid = transaction.blob(Array(String(repeating: "some text, ", count: 100).utf8))
    try transaction.flush()
    let missing = #expect(throws: GitError.self) { try repository.blob(.zero) }
    #expect(missing?.kind == .notFound)
    try Damage.flipByte(at: 20, of: Damage.file(of: oid, repository))
    let damaged = #expect(throws: GitError.self) { try Repository.open(at: repository.path).blob(oid) }
    #expect(damaged?.kind == .corrupt, "\(damaged.map(\.description) ?? "")")
    #expect(damaged?.operation.contains(oid.hex) == true)
    try Damage.write([], to: Damage.file(of: oid, repository))
    let empty = #expect(throws: GitError.self) { try Repository.open(at: repository.path).blob(oid) }
    #expect(empty?.kind == .corrupt, "\(empty.map(\.description) ?? "")")
  }

  @Test("an object that is not what its name says is damaged")
  func swapped() throws {
    let folder = try TestFolder()
    let repository = try folder.repository()
    let transaction = repository.makeTransaction()
    let (one, two) = (transaction.blob([1]), transaction.blob([2]))
    try transaction.flush()
    try FileManager.default.removeItem(atPath: Damage.file(of: one, repository))
    try FileManager.default.copyItem(
      atPath: Damage.file(of: two, repository), toPath: Damage.file(of: one, repository))
    let error = #expect(throws: GitError.self) { try repository.blob(one) }
    #expect(error?.kind == .corrupt, "\(error.map(\.description) ?? "")")
  }

  @Test("a damaged pack gives an error for what it holds")
  func damagedPack() throws {
    let folder = try TestFolder()
    let repository = try folder.repository()
    let transaction = repository.makeTransaction()
    let oids = (0..<50).map { transaction.blob(Array(String(repeating: "text \($0) ", count: 200).utf8)) }
    try transaction.flush()
    let name = try #require(
      try FileManager.default.contentsOfDirectory(atPath: repository.path + "objects/pack").first {
        $0.hasSuffix(".pack")
      })
    let path = repository.path + "objects/pack/" + name
    try Damage.flipByte(at: 40, of: path)
    let fresh = try Repository.open(at: repository.path)
    let errors = oids.compactMap { oid -> GitError? in
      do throws(GitError) {
        _ = try fresh.blob(oid)
        return nil
      } catch {
        return error
      }
    }
    #expect(
      !errors.isEmpty && errors.allSatisfy { $0.kind == .corrupt }, "\(errors.first.map(\.description) ?? "")"
    )
  }

  @Test(
    "trees and commits from outside that break the format are damaged, not a crash",
    arguments: [
      "100644 a", "100644 a\u{0}short", "abc", "1234567 a\u{0}", "100644 \u{0}aaaaaaaaaaaaaaaaaaaa",
    ])
  func badTree(text: String) throws {
    let folder = try TestFolder()
    let repository = try folder.repository()
    let tree = try Self.hash("tree", text, repository)
    #expect(throws: GitError.self) { try repository.tree(tree) }
    let commit = try Self.hash("commit", text, repository)
    let error = #expect(throws: GitError.self) { try repository.commit(commit) }
    #expect(error?.kind == .corrupt)
    let tag = try Self.hash("tag", text, repository)
    #expect(throws: GitError.self) { try repository.tag(tag) }
  }

  @Test("an object of another kind is told")
  func wrongKind() throws {
    let folder = try TestFolder()
    let repository = try folder.repository()
    let commit = try repository.commit(["a": "1"])
    let blob = try #require(try repository.entry(at: "a", in: commit)).oid
    for oid in [commit, try repository.treeOID(of: commit)] {
      #expect(#expect(throws: GitError.self) { try repository.blob(oid) }?.kind == .invalid)
      #expect(#expect(throws: GitError.self) { try repository.blobSize(oid) }?.kind == .invalid)
    }
    #expect(#expect(throws: GitError.self) { try repository.commit(blob) }?.kind == .invalid)
    #expect(#expect(throws: GitError.self) { try repository.tree(blob) }?.kind == .invalid)
    #expect(try repository.blobSize(blob) == 1)
  }

  private static func hash(_ kind: String, _ text: String, _ repository: Repository) throws -> OID {
    let hex = try GitCommand.run(
      "hash-object", "--literally", "-w", "-t", kind, "--stdin", in: repository.path, input: text)
    return try #require(OID(hex: hex))
  }
}
