import Foundation
import JSON
import RulesLaws
import Testing

@testable import Governance

@Suite("A second implementation, written from docs/content-hash.md") struct ContentHashByTheBookTests {
  private static let python = "/usr/bin/python3"

  @Test(
    "agrees on the corpus and on generated workflows",
    .enabled(if: FileManager.default.isExecutableFile(atPath: python), "needs python3"))
  func agrees() throws {
    let directory = FileManager.default.temporaryDirectory.appending(
      path: "content-hash-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: directory) }
    let generated = (0..<200).map { seed -> JSON in
      var generator = WorkflowGenerator(seed: UInt64(seed) &+ 31_000)
      return generator.workflow()
    }
    let portable = (CorpusWorkflow.all.map(\.json) + MapperWorkflows.all + generated).map {
      TwoEnvironments.portable($0, EnvironmentMappings()).workflow
    }
    let files = try portable.enumerated().map { index, json -> String in
      let file = directory.appending(path: "\(index).json")
      try Data(json.bytes(.prettySorted)).write(to: file)
      return file.path
    }
    let expected = portable.map { ContentHash.hash(of: $0, policy: Fixture.normalization).hex }
    #expect(try Self.hashes(of: files) == expected)
  }

  private static func hashes(of files: [String]) throws -> [String] {
    let process = Process()
    process.executableURL = URL(filePath: python)
    process.arguments = [Shared.root.appending(path: "scripts/content-hash-by-the-book").path] + files
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
  }
}
