import Foundation
import Testing

@testable import Git

@Suite("Work tree")
struct WorkTreeTests {
  /// A repository with a work tree at a first commit.
  private struct Fixture {
    let folder: TestFolder
    let repository: Repository
    let main: RefName
    let first: OID

    init() throws {
      folder = try TestFolder()
      repository = try folder.repository("work", bare: false)
      main = try RefName.branch("main")
      first = try repository.commit(["a": "1", "d/b": "2", "d/c": "3", "keep": "k"])
      try repository.update(main, from: nil, to: first, message: "first")
      try repository.followCheckedOutBranch(from: nil, to: first)
    }

    func status() throws -> String { try GitCommand.run("status", "--porcelain", in: folder("work")) }

    /// Moves branch and work tree to a commit with `files`.
    func move(_ files: [String: String?]) throws -> OID {
      let next = try repository.commit(files, onto: first)
      try repository.checkWorkTree(canMoveFrom: first, to: next)
      try repository.update(main, from: first, to: next, message: "next")
      try repository.followCheckedOutBranch(from: first, to: next)
      return next
    }

    /// Expects that a move to `files` is refused because of `paths`, and that nothing was touched.
    func refuses(_ files: [String: String?], because paths: [String]) throws {
      let before = try status()
      let next = try repository.commit(files, onto: first)
      for call in [repository.checkWorkTree(canMoveFrom:to:), repository.followCheckedOutBranch(from:to:)] {
        let error = #expect(throws: GitError.self) { try call(first, next) }
        #expect(error?.kind == .workTreeDirty(paths), "\(error.map(\.description) ?? "")")
      }
      #expect(try status() == before)
    }
  }

  @Test("after a move the work tree is clean: files added, changed, removed, folders too")
  func follows() throws {
    let fixture = try Fixture()
    #expect(try fixture.status() == "")
    #expect(fixture.folder.read("work/d/b") == "2")
    _ = try fixture.move(["a": "changed", "d/b": nil, "d/c": nil, "new/deep/er": "n"])
    #expect(try fixture.status() == "")
    #expect(fixture.folder.read("work/a") == "changed")
    #expect(fixture.folder.read("work/new/deep/er") == "n")
    #expect(!FileManager.default.fileExists(atPath: fixture.folder("work/d")))
  }

  @Test("a file becomes a folder, and a folder a file")
  func changesOfKind() throws {
    let fixture = try Fixture()
    _ = try fixture.move(["a/x": "x", "d": "file"])
    #expect(try fixture.status() == "")
    #expect(fixture.folder.read("work/a/x") == "x")
    #expect(fixture.folder.read("work/d") == "file")
  }

  @Test("changes of one's own in other files stay")
  func othersStay() throws {
    let fixture = try Fixture()
    try fixture.folder.write("mine", to: "work/keep")
    try fixture.folder.write("untracked", to: "work/u")
    try fixture.folder.write("staged", to: "work/s")
    try GitCommand.run("add", "s", in: fixture.folder("work"))
    _ = try fixture.move(["a": "changed"])
    #expect(try fixture.status() == " M keep\nA  s\n?? u")
    #expect(fixture.folder.read("work/keep") == "mine")
  }

  @Test("a changed file in the way stops everything")
  func dirtyFile() throws {
    let fixture = try Fixture()
    try fixture.folder.write("mine", to: "work/a")
    try fixture.refuses(["a": "2", "d/b": "x"], because: ["a"])
    try fixture.refuses(["a": nil], because: ["a"])
    #expect(fixture.folder.read("work/a") == "mine")
    #expect(fixture.folder.read("work/d/b") == "2")
  }

  @Test("a staged change in the way stops everything, though the file was put back")
  func staged() throws {
    let fixture = try Fixture()
    try fixture.folder.write("staged", to: "work/a")
    try GitCommand.run("add", "a", in: fixture.folder("work"))
    try fixture.folder.write("1", to: "work/a")
    try fixture.refuses(["a": "2"], because: ["a"])
  }

  @Test("untracked files, links and folders in the way stop everything")
  func untracked() throws {
    let fixture = try Fixture()
    try fixture.folder.write("mine", to: "work/n")
    try fixture.folder.write("mine", to: "work/e/x/y")
    try fixture.folder.write("mine", to: "work/d/extra")
    try FileManager.default.createSymbolicLink(
      atPath: fixture.folder("work/link"), withDestinationPath: fixture.folder.path)
    try fixture.refuses(["n": "theirs"], because: ["n"])
    try fixture.refuses(["n/below": "theirs"], because: ["n"])
    try fixture.refuses(["e/x": "theirs"], because: ["e/x/y"])
    try fixture.refuses(["link/through": "theirs"], because: ["link"])
    try fixture.refuses(["d": "theirs"], because: ["d/extra"])
    #expect(fixture.folder.read("through") == nil)
  }

  @Test("a file that was deleted by hand comes back with its new content")
  func deleted() throws {
    let fixture = try Fixture()
    try FileManager.default.removeItem(atPath: fixture.folder("work/a"))
    _ = try fixture.move(["a": "2"])
    #expect(try fixture.status() == "")
  }

  @Test("a call that was interrupted can be repeated")
  func repeated() throws {
    let fixture = try Fixture()
    let next = try fixture.repository.commit(["a": "2", "d/b": "x", "new": "n"], onto: fixture.first)
    try fixture.repository.update(fixture.main, from: fixture.first, to: next, message: "next")
    // Half of the files are written, the index is not, its lock is left.
    try fixture.folder.write("2", to: "work/a")
    try fixture.folder.write("n", to: "work/new")
    let lock = fixture.folder("work/.git/index.lock")
    try fixture.folder.write("", to: "work/.git/index.lock")
    let stopped = #expect(throws: GitError.self) {
      try fixture.repository.followCheckedOutBranch(from: fixture.first, to: next)
    }
    #expect(stopped?.kind == .locked)
    try fixture.folder.write("lock \(lock)\nend\n", to: "work/.git/ops-journal")
    try fixture.repository.followCheckedOutBranch(from: fixture.first, to: next)
    #expect(try fixture.status() == "")
    try fixture.repository.followCheckedOutBranch(from: fixture.first, to: next)
    #expect(try fixture.status() == "")
  }

  @Test("a branch and its work tree advance together, or not at all")
  func advance() throws {
    let fixture = try Fixture()
    let next = try fixture.repository.commit(["a": "2", "new": "n"], onto: fixture.first)
    try fixture.repository.advance(fixture.main, from: fixture.first, to: next, message: "next")
    #expect(try fixture.status() == "")
    #expect(fixture.folder.read("work/a") == "2")
    try fixture.folder.write("mine", to: "work/a")
    let third = try fixture.repository.commit(["a": "3", "x": "x"], onto: next)
    let dirty = #expect(throws: GitError.self) {
      try fixture.repository.advance(fixture.main, from: next, to: third, message: "third")
    }
    #expect(dirty?.kind == .workTreeDirty(["a"]))
    #expect(try fixture.repository.oid(of: fixture.main) == next)
    try fixture.folder.write("2", to: "work/a")
    let moved = #expect(throws: GitError.self) {
      try fixture.repository.advance(fixture.main, from: fixture.first, to: third, message: "third")
    }
    #expect(moved?.isRefMoved == true)
    #expect(try fixture.status() == "")
    try fixture.repository.advance(.branch("side"), from: nil, to: third, message: "another branch")
    #expect(try fixture.status() == "")
  }

  @Test(
    "a work tree whose process was killed follows when the repository is opened, unless somebody works there")
  func killed() throws {
    let fixture = try Fixture()
    let next = try fixture.repository.commit(["a": "2", "new": "n"], onto: fixture.first)
    let note = JournalNote(
      following: JournalNote.Following(
        update: RefUpdate(fixture.main, from: fixture.first, to: next), folder: fixture.repository.path))
    // Killed before the branch moved: nothing happens.
    try fixture.folder.write(note.text, to: "work/.git/ops-journal")
    _ = try Repository.open(at: fixture.folder("work"))
    #expect(fixture.folder.read("work/a") == "1")
    #expect(fixture.folder.read("work/.git/ops-journal") == "")
    // Killed after that: the files follow, but not over somebody's work.
    try fixture.repository.update(fixture.main, from: fixture.first, to: next, message: "x")
    try fixture.folder.write(note.text, to: "work/.git/ops-journal")
    try fixture.folder.write("mine", to: "work/a")
    _ = try Repository.open(at: fixture.folder("work"))
    #expect(fixture.folder.read("work/a") == "mine")
    #expect(fixture.folder.read("work/.git/ops-journal") == "")
    try fixture.folder.write("1", to: "work/a")
    try fixture.folder.write(note.text, to: "work/.git/ops-journal")
    _ = try Repository.open(at: fixture.folder("work"))
    #expect(try fixture.status() == "")
    #expect(fixture.folder.read("work/new") == "n")
  }

  @Test("line ends that .gitattributes asks for are no changes")
  func lineEnds() throws {
    let folder = try TestFolder()
    let repository = try folder.repository("work", bare: false)
    let first = try repository.commit([".gitattributes": "*.txt eol=crlf\n", "a.txt": "1\n2\n"])
    try repository.update(.branch("main"), from: nil, to: first, message: "first")
    try repository.followCheckedOutBranch(from: nil, to: first)
    #expect(folder.read("work/a.txt") == "1\r\n2\r\n")
    let second = try repository.commit(["a.txt": "1\n2\n3\n"], onto: first)
    try repository.update(.branch("main"), from: first, to: second, message: "second")
    try repository.followCheckedOutBranch(from: first, to: second)
    #expect(folder.read("work/a.txt") == "1\r\n2\r\n3\r\n")
    #expect(try GitCommand.run("status", "--porcelain", in: folder("work")) == "")
  }

  @Test("names with characters of patterns are names")
  func patterns() throws {
    let fixture = try Fixture()
    try fixture.folder.write("mine", to: "work/keep")
    _ = try fixture.move(["*": "star", "[ab]": "brackets", "k?": "question", "!x": "bang"])
    #expect(try fixture.status() == " M keep")
    #expect(fixture.folder.read("work/*") == "star")
  }

  @Test("in a bare repository nothing happens")
  func bare() throws {
    let folder = try TestFolder()
    let repository = try folder.repository()
    let one = try repository.commit(["a": "1"])
    try repository.checkWorkTree(canMoveFrom: nil, to: one)
    try repository.followCheckedOutBranch(from: nil, to: one)
  }
}
