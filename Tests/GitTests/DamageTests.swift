import Foundation
import Testing

@testable import Git

@Suite("Damage")
struct DamageTests {
  @Test("whatever happens to a pack or its index, each object is right or an error, and reading ends")
  func packs() throws {
    let folder = try TestFolder()
    let repository = try folder.repository()
    let transaction = repository.makeTransaction()
    var random = SplitMix(seed: 77)
    var contents: [OID: [UInt8]] = [:]
    for number in 0..<60 {
      let bytes = Array(
        String(repeating: "text \(number % 7) \(random.next() % 3) ", count: number * 20).utf8)
      contents[transaction.blob(bytes)] = bytes
    }
    try transaction.flush()
    // Deltas too: git packs again what is here.
    let packs = try Self.packFiles(repository)
    try GitCommand.run(
      "pack-objects", "-q", "objects/pack/pack", in: repository.path,
      input: contents.keys.map(\.hex).joined(separator: "\n") + "\n")
    for file in packs { try FileManager.default.removeItem(atPath: file) }
    let files = try Self.packFiles(repository)
    for round in 0..<150 {
      let file = files.pick(&random)
      let original = try Data(contentsOf: URL(fileURLWithPath: file))
      try Self.damage(file, original, &random)
      if let fresh = try? Repository.open(at: repository.path) {
        for (oid, bytes) in contents {
          if let read = try? fresh.blob(oid) { #expect(read == bytes, "round \(round)") }
          _ = try? fresh.blobSize(oid)
        }
      }
      try FileManager.default.removeItem(atPath: file)
      try original.write(to: URL(fileURLWithPath: file))
    }
  }

  @Test("whatever happens to a loose object, it is right or an error, and reading ends")
  func loose() throws {
    let folder = try TestFolder()
    let repository = try folder.repository()
    let commit = try repository.commit(["a": String(repeating: "some text ", count: 50)])
    let entry = try #require(try repository.entry(at: "a", in: commit))
    let content = try repository.blob(entry.oid)
    let file = Damage.file(of: entry.oid, repository)
    let original = try Data(contentsOf: URL(fileURLWithPath: file))
    var random = SplitMix(seed: 78)
    for round in 0..<300 {
      try Self.damage(file, original, &random)
      let fresh = try Repository.open(at: repository.path)
      if let read = try? fresh.blob(entry.oid) { #expect(read == content, "round \(round)") }
      _ = try? fresh.blobSize(entry.oid)
    }
    #expect(throws: GitError.self) { try repository.files(in: entry.oid) }
  }

  @Test("history over a damaged commit is an error, and the walk ends")
  func history() throws {
    let folder = try TestFolder()
    let repository = try folder.repository()
    let first = try repository.commit(["a": "1"])
    let second = try repository.commit(["a": "2"], onto: first)
    let file = Damage.file(of: first, repository)
    let original = try Data(contentsOf: URL(fileURLWithPath: file))
    for length in [0, 1, 10, original.count / 2, original.count - 1] {
      try Damage.write(original.prefix(length), to: file)
      let fresh = try Repository.open(at: repository.path)
      #expect(throws: GitError.self) { try fresh.log(from: second) }
      #expect(throws: GitError.self) { try fresh.log(from: second, firstParent: true) }
      #expect(throws: GitError.self) { try fresh.commit(first) }
    }
  }

  private static func packFiles(_ repository: Repository) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: repository.path + "objects/pack").sorted()
      .map { repository.path + "objects/pack/" + $0 }
  }

  /// Changes a few bytes, or cuts the end off.
  private static func damage(_ file: String, _ original: Data, _ random: inout SplitMix) throws {
    var bytes = Array(original)
    if Int.random(in: 0..<4, using: &random) == 0 {
      bytes.removeLast(Int.random(in: 1...bytes.count, using: &random))
    } else {
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
    }
    try Damage.write(bytes, to: file)
  }
}
