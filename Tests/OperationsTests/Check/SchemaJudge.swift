import Foundation
import JSON
import Testing

/// An independent validator of JSON Schema: PyPI's `jsonschema`, which `make setup-test` installs.
struct SchemaJudge {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  private static let python = root.appendingPathComponent(".venv/bin/python").path

  static var isPresent: Bool { FileManager.default.isExecutableFile(atPath: python) }

  /// A document and the schema that it is judged by.
  struct Case {
    let schema: String
    let document: JSON
  }

  /// The places that are wrong, for each document; refuses to judge by schemas that are wrong themselves.
  static func verdicts(on cases: [Case]) throws -> [[String]] {
    let folder = try TestFolder()
    let request = JSON.array(cases.map { [.string($0.schema), $0.document] })
    try folder.write(request.text(.compact), to: "request.json")
    try folder.write("", to: "errors.txt")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: python)
    process.arguments = [
      root.appendingPathComponent("scripts/judges/schemas.py").path,
      root.appendingPathComponent("state/schemas").path,
    ]
    process.standardInput = try FileHandle(forReadingFrom: URL(fileURLWithPath: folder("request.json")))
    process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: folder("errors.txt")))
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let answer = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, "\(folder.read("errors.txt") ?? "")")
    let lists = try #require(try JSON(parsing: Array(answer)).arrayValue)
    try #require(lists.count == cases.count)
    return lists.map { $0.arrayValue?.compactMap(\.stringValue) ?? [] }
  }
}
