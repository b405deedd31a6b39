import Foundation
import Testing

@testable import Git

@Suite("Object transactions")
struct ObjectTransactionTests {
  @Test("many objects become one pack that git finds sound")
  func onePack() throws {
    let folder = try TestFolder()
    let repository = try folder.repository()
    var random = SplitMix(seed: 1)
    let transaction = repository.makeTransaction()
    var contents: [OID: [UInt8]] = [:]
    for _ in 0..<3000 {
      let bytes = Self.bytes(&random)
      contents[transaction.blob(bytes)] = bytes
    }
    let edits = Dictionary(uniqueKeysWithValues: contents.keys.map { ("d/\($0)", TreeEdit.file($0)) })
    let tree = try transaction.tree(editing: nil, edits)
    for (oid, bytes) in contents { #expect(try transaction.blob(oid) == bytes) }
    let commit = transaction.commit(
      tree: tree, parents: [], author: .robot, committer: .robot, message: "x")
    #expect(try transaction.commit(commit).tree == tree)
    #expect(throws: GitError.self) { try repository.commit(commit) }
    try transaction.flush()
    try repository.update(.branch("main"), from: nil, to: commit, message: "x")
    #expect(try GitCommand.run("fsck", "--strict", "--full", in: repository.path) == "")
    #expect(try Self.packs(repository).count == 1)
    for pack in try Self.packs(repository) {
      try GitCommand.run("verify-pack", repository.path + "objects/pack/" + pack, in: repository.path)
    }
    for (oid, bytes) in contents { #expect(try repository.blob(oid) == bytes) }
    let count = try GitCommand.run("count-objects", "-v", in: repository.path)
    #expect(count.contains("count: 0\n") && count.contains("garbage: 0\n"))
  }

  @Test("few objects become loose ones, as each small commit with a pack would slow down later reads")
  func loose() throws {
    let folder = try TestFolder()
    let repository = try folder.repository()
    let commit = try repository.commit(["a/b": "1", "c": "2"])
    #expect(try Self.packs(repository).isEmpty)
    #expect(try GitCommand.run("count-objects", in: repository.path).hasPrefix("5 objects"))
    try GitCommand.run("fsck", "--strict", in: repository.path)
    #expect(try GitCommand.run("show", "\(commit):a/b", in: repository.path) == "1")
  }

  @Test("what the repository has is not stored again")
  func noDuplicates() throws {
    let folder = try TestFolder()
    let repository = try folder.repository()
    _ = try repository.commit(["a": "1"])
    let transaction = repository.makeTransaction()
    _ = transaction.blob(Array("1".utf8))
    _ = transaction.blob(Array("2".utf8))
    _ = transaction.blob(Array("2".utf8))
    #expect(transaction.count == 1)
  }

  @Test("an empty transaction writes nothing, a flushed one can be used again")
  func reuse() throws {
    let folder = try TestFolder()
    let repository = try folder.repository()
    let transaction = repository.makeTransaction()
    try transaction.flush()
    #expect(try Self.objectFiles(repository).isEmpty)
    let first = transaction.blob([1])
    try transaction.flush()
    let second = transaction.blob([2])
    try transaction.flush()
    #expect(try repository.blob(first) == [1] && repository.blob(second) == [2])
  }

  @Test("a transaction that is dropped leaves nothing behind")
  func dropped() throws {
    let folder = try TestFolder()
    let repository = try folder.repository()
    var random = SplitMix(seed: 2)
    do {
      let transaction = repository.makeTransaction()
      // Enough that does not compress to move to the disk.
      for _ in 0..<300 { _ = transaction.blob(Self.noise(10_000, &random)) }
      #expect(try Self.objectFiles(repository).count == 1)
    }
    #expect(try Self.objectFiles(repository).isEmpty)
  }

  @Test("temporary files of killed processes go when they are a day old")
  func leftovers() throws {
    let folder = try TestFolder()
    let repository = try folder.repository()
    let old = ["pack/tmp_pack_old", "tmp_obj_old", "pack/pack_git2_old"].map {
      "repository.git/objects/" + $0
    }
    let new = ["pack/tmp_pack_new", "pack/keep"].map { "repository.git/objects/" + $0 }
    for name in old + new { try folder.write("x", to: name) }
    let past = Date(timeIntervalSinceNow: -2 * 24 * 60 * 60)
    for name in old + [new[1]] {
      try FileManager.default.setAttributes([.modificationDate: past], ofItemAtPath: folder(name))
    }
    let transaction = repository.makeTransaction()
    for number in 0..<50 { _ = transaction.blob([UInt8(number)]) }
    try transaction.flush()
    #expect(old.allSatisfy { folder.read($0) == nil })
    #expect(new.allSatisfy { folder.read($0) == "x" })
  }

  @Test("several threads may fill one transaction")
  func threads() async throws {
    let folder = try TestFolder()
    let repository = try folder.repository()
    let transaction = repository.makeTransaction()
    await withTaskGroup(of: Void.self) { group in
      for thread in 0..<4 {
        group.addTask {
          // Half of the blobs are made by two threads each.
          for number in 0..<500 { _ = transaction.blob(Array("blob \(number + thread / 2 * 250)".utf8)) }
        }
      }
    }
    #expect(transaction.count == 750)
    try transaction.flush()
    try GitCommand.run("fsck", "--strict", "--no-dangling", in: repository.path)
    #expect(try repository.blob(SHA1.objectID(.blob, Array("blob 700".utf8))) == Array("blob 700".utf8))
  }

  @Test("a disk that fails is told by flush, and nothing is half there")
  func failingDisk() throws {
    let folder = try TestFolder()
    let repository = try folder.repository()
    try FileManager.default.removeItem(atPath: repository.path + "objects/pack")
    try Data().write(to: URL(fileURLWithPath: repository.path + "objects/pack"))
    var random = SplitMix(seed: 3)
    let transaction = repository.makeTransaction()
    for _ in 0..<200 { _ = transaction.blob(Self.noise(10_000, &random)) }
    let error = #expect(throws: GitError.self) { try transaction.flush() }
    #expect(error?.kind == .io)
  }

  @Test(
    "blobs of every size around the borders of the size header",
    arguments: [0, 1, 15, 16, 2047, 2048, 300_000])
  func sizes(count: Int) throws {
    let folder = try TestFolder()
    let repository = try folder.repository()
    let transaction = repository.makeTransaction()
    let bytes = [UInt8](repeating: 7, count: count)
    let oid = transaction.blob(bytes)
    for number in 0..<20 { _ = transaction.blob(Array("\(number)".utf8)) }
    try transaction.flush()
    #expect(try repository.blob(oid) == bytes)
    #expect(try repository.blobSize(oid) == count)
    #expect(try GitCommand.run("cat-file", "-s", oid.hex, in: repository.path) == "\(count)")
  }

  private static func bytes(_ random: inout SplitMix) -> [UInt8] {
    let count = Int.random(in: 0...6000, using: &random)
    return Bool.random(using: &random)
      ? noise(count, &random)
      : Array(String(repeating: "{\"a\": \(random.next())}\n", count: count / 30).utf8)
  }

  private static func noise(_ count: Int, _ random: inout SplitMix) -> [UInt8] {
    (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
  }

  private static func packs(_ repository: Repository) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: repository.path + "objects/pack")
      .filter { $0.hasSuffix(".pack") }
  }

  private static func objectFiles(_ repository: Repository) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: repository.path + "objects").filter { path in
      var isFolder: ObjCBool = false
      return FileManager.default.fileExists(
        atPath: repository.path + "objects/" + path, isDirectory: &isFolder)
        && !isFolder.boolValue
    }
  }
}
