import Testing

@testable import Git

@Suite("First light")
struct SmokeTests {
  @Test("a commit made here is sound to git fsck and reads back")
  func commit() throws {
    let folder = try TestFolder()
    let repository = try folder.repository()
    let main = try RefName.branch("main")
    let first = try repository.commit(["a/b.json": "{}\n", "c": "x"])
    try repository.update(main, from: nil, to: first, message: "first")
    try GitCommand.run("fsck", "--strict", in: repository.path)
    #expect(try repository.oid(of: main) == first)
    #expect(try repository.files(in: first).map(\.path) == ["a/b.json", "c"])
    #expect(try GitCommand.run("ls-tree", "-r", "--name-only", "main", in: repository.path) == "a/b.json\nc")
    let many = Dictionary(uniqueKeysWithValues: (0..<100).map { ("d/\($0)", "\($0)") })
    let second = try repository.commit(many, onto: first)
    try repository.update(main, from: first, to: second, message: "second")
    try GitCommand.run("fsck", "--strict", in: repository.path)
    #expect(try repository.changes(from: first, to: second).count == 100)
    #expect(try GitCommand.run("count-objects", "-v", in: repository.path).contains("packs: 1"))
  }
}
