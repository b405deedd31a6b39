import Foundation
import JSON

/// The judge of files by their JSON Schemas: `scripts/judges/schemas.py`, which asks the jsonschema package.
enum SchemaJudge {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  private static let python = root.appendingPathComponent(".venv/bin/python").path

  static var isPresent: Bool { FileManager.default.isExecutableFile(atPath: python) }

  /// A file of this package.
  static func source(_ path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: root.appendingPathComponent(path)))
  }

  /// Names of the schemas in `state/schemas`, sorted.
  static func names() throws -> [String] {
    let suffix = ".schema.json"
    return try FileManager.default.contentsOfDirectory(
      atPath: root.appendingPathComponent("state/schemas").path
    )
    .map { $0.hasSuffix(suffix) ? String($0.dropLast(suffix.count)) : $0 }.sorted()
  }

  static func schema(_ name: String) throws -> JSON {
    try JSON(parsing: try source("state/schemas/\(name).schema.json"))
  }

  /// Path of each file -> what is wrong with it, nil where nothing is. The schemas are judged along with the files.
  static func verdicts(on files: [String: [UInt8]]) throws -> [String: String?] {
    let folder = try TestFolder()
    for name in try names() {
      let path = "state/schemas/\(name).schema.json"
      try folder.write(String(decoding: try source(path), as: UTF8.self), to: path)
    }
    for (path, bytes) in files { try folder.write(String(decoding: bytes, as: UTF8.self), to: path) }
    var verdicts: [String: String?] = [:]
    for line in try output(folder.path).split(separator: "\n") {
      if line.hasPrefix("yes ") { verdicts[String(line.dropFirst(4))] = .some(nil) }
      guard line.hasPrefix("no "), let colon = line.firstRange(of: ": ") else { continue }
      verdicts[String(line[..<colon.lowerBound].dropFirst(3))] = String(line[colon.upperBound...])
    }
    return verdicts
  }

  private static func output(_ folder: String) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: python)
    process.arguments = [root.appendingPathComponent("scripts/judges/schemas.py").path, folder]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Broken(status: process.terminationStatus) }
    return String(decoding: data, as: UTF8.self)
  }

  /// The judge itself did not get through.
  struct Broken: Error {
    let status: Int32
  }
}
