import Testing

@testable import Git

@Suite("Garbage")
struct GarbageTests {
  @Test("what nothing leads to goes, the rest stays and is readable through the open repository")
  func collected() throws {
    let folder = try TestFolder()
    let repository = try folder.repository()
    var tips: [OID] = []
    for number in 0..<5 {
      let files = (0..<20).map { ("\($0)", "\(number) \($0)") }
      tips.append(try repository.commit(Dictionary(uniqueKeysWithValues: files), onto: tips.last))
    }
    try repository.update(RefName("refs/n8n-ops/status/x"), from: nil, to: tips[2], message: "x")
    try repository.collectGarbage(onlyIfNeeded: true)
    #expect(try GitCommand.run("count-objects", "-v", in: repository.path).contains("packs: 5"))
    try repository.collectGarbage(onlyIfNeeded: false)
    #expect(try GitCommand.run("count-objects", "-v", in: repository.path).contains("packs: 1\n"))
    #expect(try repository.log(from: tips[2]).count == 3)
    #expect(try repository.files(in: tips[2]).count == 20)
    #expect(try repository.oid(of: RefName("refs/n8n-ops/status/x")) == tips[2])
    try repository.update(RefName("refs/n8n-ops/status/x"), from: tips[2], to: tips[0], message: "x")
    try GitCommand.run("fsck", "--strict", in: repository.path)
  }

  @Test("what only a log still names goes when it is old enough")
  func logged() throws {
    let folder = try TestFolder()
    let repository = try folder.repository("work", bare: false)
    let (one, two) = (try repository.commit(["a": "1"]), try repository.commit(["a": "2"]))
    let branch = try RefName.branch("observed/acme/prod")
    let old = Signature(name: "R", email: "r@x", time: 1_600_000_000)
    try repository.update(branch, from: nil, to: one, message: "x", signature: old)
    try repository.update(branch, from: one, to: two, message: "re-rooted", signature: old)
    let aged = try Command.run([
      "find", repository.path + "objects", "-exec", "touch", "-d", "3 days ago", "{}", "+",
    ])
    #expect(aged.status == 0)
    try repository.collectGarbage(onlyIfNeeded: false, pruningOlderThan: 5)
    #expect(repository.contains(one))
    try repository.collectGarbage(onlyIfNeeded: false, pruningOlderThan: 2)
    #expect(try !Repository.open(at: repository.path).contains(one))
    #expect(try repository.files(in: two).count == 1)
  }

  @Test("a repository that git cannot tidy is told in git's words")
  func damaged() throws {
    let folder = try TestFolder()
    let repository = try folder.repository()
    let one = try repository.commit(["a": "1"])
    try repository.update(.branch("main"), from: nil, to: one, message: "x")
    try Damage.removeObject(try repository.treeOID(of: one), repository)
    let error = #expect(throws: GitError.self) { try repository.collectGarbage(onlyIfNeeded: false) }
    #expect(
      error?.kind == .other && error?.detail.contains("fatal") == true, "\(error.map { "\($0)" } ?? "")")
  }
}
