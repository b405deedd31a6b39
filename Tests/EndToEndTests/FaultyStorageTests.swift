import Foundation
import Testing

/// A repository that cannot be written, or is damaged: each command says what, where, why and what to do, nothing is lost,
/// and what is mended works.
@Suite("Faulty storage")
struct FaultyStorageTests {
  @Test(
    "a repository that can only be read is read, and refuses decisions",
    .enabled(if: FaultyStorage.hasNamespaces, "needs unshare -rm"))
  func readOnly() throws {
    let storage = try FaultyStorage("read-only")
    for words in [["team", "list"], ["check"], ["verify"], ["audit", "log"]] {
      try expect(storage.run(words, readOnly: storage.repository))
    }
    try expect(
      storage.run(
        ["team", "invite", "x@example.com", "--name", "X", "--dry-run"], readOnly: storage.repository))
    try storage.refuses(readOnly: storage.repository, saying: ["Read-only file system", storage.repository])
    try storage.works()
  }

  @Test("a lock that somebody left is named, with what to do about it")
  func lock() throws {
    let storage = try FaultyStorage("stale-lock")
    let lock = "\(storage.repository)/refs/heads/main.lock"
    try storage.write("", to: lock)
    try storage.refuses(saying: [lock, "remove the file"])
    try FileManager.default.removeItem(at: storage.scratch.url.appendingPathComponent(lock))
    try storage.works()
  }

  @Test("the lock of an index that somebody left is named, and the branch does not move without its files")
  func indexLock() throws {
    let storage = try FaultyStorage("index-lock")
    let scratch = storage.scratch
    try expect(scratch.git.run("clone", "--quiet", scratch.path(storage.repository), scratch.path("clone")))
    let program = storage.program.with(["N8N_OPS_REPO": scratch.path("clone")])
    let words = ["team", "invite", "x@example.com", "--name", "X"]
    try storage.write("", to: "clone/.git/index.lock")
    let before = try scratch.content(of: "clone") + scratch.files(of: "clone")
    let refused = try program.run(words)
    #expect(refused.status == 1 && refused.errors.contains("index.lock exists"), "\(refused.all)")
    #expect(try scratch.content(of: "clone") + scratch.files(of: "clone") == before)
    try FileManager.default.removeItem(at: scratch.url.appendingPathComponent("clone/.git/index.lock"))
    try expect(program.run(words))
    #expect(try scratch.lines("clone", "status", "--porcelain") == [])
  }

  @Test("a reference that a power cut left empty, half written, or leading nowhere", arguments: [0, 20, 41])
  func reference(length: Int) throws {
    let storage = try FaultyStorage("broken-ref")
    let path = "\(storage.repository)/refs/heads/main"
    let whole = try storage.scratch.text(path)
    try storage.write(
      length < 41 ? String(whole.prefix(length)) : String(repeating: "1", count: 40), to: path)
    try storage.refuses(isReadable: false, saying: [length < 41 ? "refs/heads/main" : "1111", "git fsck"])
    try storage.write(whole, to: path)
    try storage.works()
  }

  @Test(
    "a damaged object is named, also by who only reads",
    arguments: ["main", "main^{tree}", "main:state/tenants/acme/tenant.json"])
  func object(revision: String) throws {
    let storage = try FaultyStorage("broken-object")
    try expect(storage.program.run("team", "invite", "y@example.com", "--name", "Y"))
    let path = try storage.object(revision, in: storage.repository)
    let hash = path.split(separator: "/").suffix(2).joined()
    try storage.halving(path) {
      try storage.refuses(isReadable: false, saying: [hash, "git fsck"])
      let read = try storage.program.run("check")
      #expect(read.status == 1 && read.errors.contains(hash), "\(read.all)")
    }
    try storage.works()
  }

  @Test("a pack or its index that is cut off is told with what to do", arguments: ["pack", "idx"])
  func pack(kind: String) throws {
    let storage = try FaultyStorage("broken-pack")
    let folder = "\(storage.repository)/objects/pack"
    try expect(storage.scratch.git.run("-C", storage.scratch.path(storage.repository), "repack", "-adq"))
    let names = try FileManager.default.contentsOfDirectory(atPath: storage.scratch.path(folder))
    let name = try #require(names.first { $0.hasSuffix(".\(kind)") })
    try storage.halving("\(folder)/\(name)") {
      try storage.refuses(isReadable: false, saying: ["read object", "git fsck"])
    }
    try storage.works()
  }

  @Test(
    "a work tree that cannot be written stops a decision before it is made",
    .enabled(if: FaultyStorage.hasNamespaces, "needs unshare -rm"))
  func workTree() throws {
    let storage = try FaultyStorage("read-only-tree")
    let scratch = storage.scratch
    try expect(scratch.git.run("clone", "--quiet", scratch.path(storage.repository), scratch.path("clone")))
    let words = ["team", "invite", "x@example.com", "--name", "X", "--repo", scratch.path("clone")]
    let before = try scratch.lines("clone", "rev-parse", "main")
    let refused = try storage.run(words, readOnly: "clone/state/tenants")
    #expect(refused.status == 1 && refused.errors.contains("clone/state/tenants"), "\(refused.all)")
    #expect(try scratch.lines("clone", "rev-parse", "main") == before)
    #expect(try scratch.lines("clone", "status", "--porcelain") == [])
    try expect(storage.program.run(words))
    #expect(try scratch.lines("clone", "status", "--porcelain") == [])
  }
}
