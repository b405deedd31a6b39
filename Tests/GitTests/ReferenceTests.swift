import Foundation
import Testing

@testable import Git

@Suite("References")
struct ReferenceTests {
  @Test("a reference is made, moved and deleted only from the value that was read")
  func compareAndSwap() throws {
    let folder = try TestFolder()
    let repository = try folder.repository()
    let main = try RefName.branch("main")
    let (one, two) = (try repository.commit(["a": "1"]), try repository.commit(["a": "2"]))
    func fails(from old: OID?, to new: OID?, found: OID?) throws {
      let error = #expect(throws: GitError.self) {
        try repository.update(main, from: old, to: new, message: "x")
      }
      #expect(error?.kind == .refMoved(ref: main.full, expected: old, found: found))
      #expect(error?.isRefMoved == true)
      #expect(try repository.oid(of: main) == found)
    }
    try fails(from: one, to: two, found: nil)
    try fails(from: one, to: nil, found: nil)
    try repository.update(main, from: nil, to: one, message: "create")
    try fails(from: nil, to: two, found: one)
    try fails(from: two, to: one, found: one)
    try fails(from: two, to: nil, found: one)
    try repository.update(main, from: one, to: two, message: "move")
    #expect(try GitCommand.run("rev-parse", "main", in: repository.path) == two.hex)
    try GitCommand.run("pack-refs", "--all", in: repository.path)
    try fails(from: one, to: nil, found: two)
    try repository.update(main, from: two, to: nil, message: "delete")
    #expect(try repository.oid(of: main) == nil)
    #expect(try GitCommand.run("for-each-ref", in: repository.path) == "")
  }

  @Test("eight threads count up one reference; every step lands exactly once")
  func threads() async throws {
    let folder = try TestFolder()
    let repository = try folder.repository()
    let main = try RefName.branch("main")
    try repository.update(main, from: nil, to: repository.commit(["n": "0"]), message: "start")
    let steps = 10
    try await withThrowingTaskGroup(of: Void.self) { group in
      for thread in 0..<8 {
        // Half of them share a repository, the others have one each, as other processes would.
        let mine = thread % 2 == 0 ? repository : try Repository.open(at: repository.path)
        group.addTask {
          for _ in 0..<steps { try Self.countUp(main, mine) }
        }
      }
      try await group.waitForAll()
    }
    let end = try #require(try repository.oid(of: main))
    let entry = try #require(try repository.entry(at: "n", in: end))
    #expect(try repository.blob(entry.oid) == Array("\(8 * steps)".utf8))
    #expect(try repository.log(from: end).count == 8 * steps + 1)
    try GitCommand.run("fsck", "--strict", "--no-dangling", in: repository.path)
  }

  private static func countUp(_ ref: RefName, _ repository: Repository) throws {
    while true {
      guard let old = try repository.oid(of: ref), let entry = try repository.entry(at: "n", in: old) else {
        return
      }
      let count = Int(String(decoding: try repository.blob(entry.oid), as: UTF8.self)) ?? 0
      let new = try repository.commit(["n": "\(count + 1)"], onto: old)
      do {
        return try repository.update(ref, from: old, to: new, message: "count")
      } catch {
        guard error.isRefMoved else { throw error }
      }
    }
  }

  @Test("several references move together or not at all")
  func together() throws {
    let folder = try TestFolder()
    let repository = try folder.repository()
    let (one, two) = (try repository.commit(["a": "1"]), try repository.commit(["a": "2"]))
    let names = try ["b", "a", "c/d"].map { try RefName.branch($0) }
    try repository.update(names.map { RefUpdate($0, from: nil, to: one) }, message: "create")
    let error = #expect(throws: GitError.self) {
      try repository.update(
        [
          RefUpdate(names[0], from: one, to: two), RefUpdate(names[1], from: one, to: nil),
          RefUpdate(names[2], from: two, to: one),
        ], message: "move")
    }
    #expect(error?.isRefMoved == true)
    #expect(try repository.references(prefix: "refs/heads/").map(\.oid) == [one, one, one])
    try repository.update(
      [
        RefUpdate(names[0], from: one, to: two), RefUpdate(names[1], from: one, to: nil),
        RefUpdate(names[2], from: one, to: one),
      ], message: "move")
    let left = try repository.references(prefix: "refs/").map { "\($0.name) \($0.oid)" }
    #expect(left == ["refs/heads/b \(two)", "refs/heads/c/d \(one)"])
    let twice = #expect(throws: GitError.self) {
      try repository.update(
        [RefUpdate(names[0], from: two, to: one), RefUpdate(names[0], from: two, to: nil)], message: "x")
    }
    #expect(twice?.kind == .invalid)
    #expect(try Self.locks(repository).isEmpty)
  }

  @Test("references are listed by prefix, sorted, packed and loose ones alike")
  func listed() throws {
    let folder = try TestFolder()
    let repository = try folder.repository()
    let one = try repository.commit(["a": "1"])
    for name in ["heads/observed/acme/prod", "heads/observed/acme-x/prod", "n8n-ops/status/a", "heads/main"] {
      try repository.update(RefName("refs/" + name), from: nil, to: one, message: "x")
    }
    try GitCommand.run("pack-refs", "--all", in: repository.path)
    try repository.update(.branch("observed/acme/dev"), from: nil, to: one, message: "x")
    func names(_ prefix: String) throws -> [String] {
      try repository.references(prefix: prefix).map(\.name.full)
    }
    #expect(
      try names("refs/heads/observed/acme") == [
        "refs/heads/observed/acme-x/prod", "refs/heads/observed/acme/dev", "refs/heads/observed/acme/prod",
      ])
    #expect(try names("refs/heads/observed/acme/").count == 2)
    #expect(try names("refs/n8n-ops/") == ["refs/n8n-ops/status/a"])
    #expect(try names("refs/").count == 5)
    #expect(try names("refs/heads/*").isEmpty)
    #expect(try names("refs/none").isEmpty)
  }

  @Test("a name below or above another reference is refused, packed or not", arguments: [false, true])
  func inTheWay(isPacked: Bool) throws {
    let folder = try TestFolder()
    let repository = try folder.repository()
    let one = try repository.commit(["a": "1"])
    try repository.update(.branch("a/b"), from: nil, to: one, message: "x")
    if isPacked { try GitCommand.run("pack-refs", "--all", in: repository.path) }
    for name in ["a", "a/b/c", "a/b/c/d"] {
      let error = #expect(throws: GitError.self) {
        try repository.update(.branch(name), from: nil, to: one, message: "x")
      }
      #expect(error?.kind == .alreadyExists, "\(name): \(error.map(\.description) ?? "")")
    }
    #expect(try Self.locks(repository).isEmpty)
    try repository.update(.branch("a/b"), from: one, to: nil, message: "x")
    try repository.update(.branch("a"), from: nil, to: one, message: "x")
    try repository.update(.branch("a"), from: one, to: nil, message: "x")
    try repository.update(.branch("a/b/c"), from: nil, to: one, message: "x")
    try GitCommand.run("fsck", "--strict", in: repository.path)
  }

  @Test("a deleted branch's log is not in the way of a branch below its name")
  func logInTheWay() throws {
    let folder = try TestFolder()
    let repository = try folder.repository("work", bare: false)
    let one = try repository.commit(["a": "1"])
    try repository.update(.branch("x"), from: nil, to: one, message: "made")
    #expect(try GitCommand.run("reflog", "show", "x", in: folder("work")).contains("made"))
    try repository.update(.branch("x"), from: one, to: nil, message: "gone")
    try repository.update(.branch("x/y"), from: nil, to: one, message: "below", signature: .robot)
    #expect(try GitCommand.run("reflog", "show", "x/y", in: folder("work")).contains("below"))
    #expect(
      folder.read("work/.git/logs/refs/heads/x/y")?.contains("Robot <robot@example.org> 1700000000 +0130")
        == true)
  }

  @Test("a reference to an object that is not here is refused")
  func missingObject() throws {
    let folder = try TestFolder()
    let repository = try folder.repository()
    let oid = try #require(OID(hex: String(repeating: "1", count: 40)))
    let error = #expect(throws: GitError.self) {
      try repository.update(.branch("main"), from: nil, to: oid, message: "x")
    }
    #expect(error?.kind == .notFound)
  }

  @Test("a lock of somebody else stays, and the error says which file it is")
  func locked() throws {
    let folder = try TestFolder()
    let repository = try folder.repository()
    let one = try repository.commit(["a": "1"])
    let lock = repository.path + "refs/heads/main.lock"
    try Data().write(to: URL(fileURLWithPath: lock))
    let error = #expect(throws: GitError.self) {
      try repository.update(.branch("main"), from: nil, to: one, message: "x")
    }
    #expect(error?.kind == .locked)
    #expect(error?.detail.contains(lock) == true)
    #expect(FileManager.default.fileExists(atPath: lock))
    try FileManager.default.removeItem(atPath: lock)
    try repository.update(.branch("main"), from: nil, to: one, message: "x")
  }

  @Test("a lock that a killed process of ours left is removed")
  func abandonedLock() throws {
    let folder = try TestFolder()
    let repository = try folder.repository()
    let one = try repository.commit(["a": "1"])
    let lock = repository.path + "refs/heads/main.lock"
    try Data().write(to: URL(fileURLWithPath: lock))
    try folder.write("lock \(lock)\n", to: "repository.git/ops-journal")
    try repository.update(.branch("main"), from: nil, to: one, message: "x")
    #expect(try repository.oid(of: .branch("main")) == one)
    #expect(try Self.locks(repository).isEmpty)
    #expect(folder.read("repository.git/ops-journal") == "")
  }

  @Test("the note of a killed process survives a run that does not touch its lock")
  func laterRun() throws {
    let folder = try TestFolder()
    let repository = try folder.repository()
    let one = try repository.commit(["a": "1"])
    let lock = repository.path + "refs/heads/main.lock"
    try Data().write(to: URL(fileURLWithPath: lock))
    try folder.write("lock \(lock)\n", to: "repository.git/ops-journal")
    try repository.update(.branch("other"), from: nil, to: one, message: "x")
    try repository.update(.branch("main"), from: nil, to: one, message: "x")
    #expect(try Self.locks(repository).isEmpty)
  }

  @Test(
    "an update of several references that was interrupted is finished by who comes next",
    arguments: [false, true])
  func interrupted(byOpening: Bool) throws {
    let folder = try TestFolder()
    let repository = try folder.repository()
    let (one, two) = (try repository.commit(["a": "1"]), try repository.commit(["a": "2"]))
    for name in ["moved", "left", "gone", "theirs"] {
      try repository.update(.branch(name), from: nil, to: one, message: "x")
    }
    // Killed after the first of: moved and left go to two, gone goes, new comes, theirs is moved by somebody else.
    try repository.update(.branch("moved"), from: one, to: two, message: "x")
    let three = try repository.commit(["a": "3"])
    try repository.update(.branch("theirs"), from: one, to: three, message: "x")
    let lock = repository.path + "refs/heads/left.lock"
    try Data().write(to: URL(fileURLWithPath: lock))
    let note = """
      lock \(lock)
      move refs/heads/moved \(one) \(two)
      move refs/heads/left \(one) \(two)
      move refs/heads/gone \(one) \(OID.zero)
      move refs/heads/new \(OID.zero) \(two)
      move refs/heads/theirs \(one) \(two)

      """
    try folder.write(note, to: "repository.git/ops-journal")
    let early = try Repository.open(at: repository.path)
    #expect(try early.oid(of: .branch("new")) == nil, "a note without its end does not count")
    try folder.write(note + "end\n", to: "repository.git/ops-journal")
    if byOpening {
      _ = try Repository.open(at: repository.path)
    } else {
      try repository.update(.branch("other"), from: nil, to: one, message: "x")
    }
    let found = try repository.references(prefix: "refs/heads/").filter { $0.name.shortName != "other" }
    #expect(found.map(\.name.shortName) == ["left", "moved", "new", "theirs"])
    #expect(found.map(\.oid) == [two, two, two, three])
    #expect(try Self.locks(repository).isEmpty)
    #expect(folder.read("repository.git/ops-journal") == "")
  }

  @Test("HEAD names its branch, born or not, and nothing when it is detached")
  func head() throws {
    let folder = try TestFolder()
    let repository = try folder.repository()
    #expect(repository.head() == (try RefName.branch("main")))
    let one = try repository.commit(["a": "1"])
    try repository.update(.branch("main"), from: nil, to: one, message: "x")
    #expect(repository.head() == (try RefName.branch("main")))
    try GitCommand.run("update-ref", "--no-deref", "HEAD", one.hex, in: repository.path)
    #expect(repository.head() == nil)
  }

  @Test("a symbolic reference is read through, and not replaced by an update")
  func symbolic() throws {
    let folder = try TestFolder()
    let repository = try folder.repository()
    let one = try repository.commit(["a": "1"])
    try repository.update(.branch("main"), from: nil, to: one, message: "x")
    try GitCommand.run("symbolic-ref", "refs/heads/link", "refs/heads/main", in: repository.path)
    try GitCommand.run("symbolic-ref", "refs/heads/broken", "refs/heads/none", in: repository.path)
    #expect(try repository.oid(of: .branch("link")) == one)
    #expect(try repository.oid(of: .branch("broken")) == nil)
    #expect(try repository.references(prefix: "refs/heads/").map(\.name.shortName) == ["link", "main"])
    let error = #expect(throws: GitError.self) {
      try repository.update(.branch("link"), from: one, to: nil, message: "x")
    }
    #expect(error?.kind == .invalid)
  }

  private static func locks(_ repository: Repository) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: repository.path).filter { $0.hasSuffix(".lock") }
  }
}
