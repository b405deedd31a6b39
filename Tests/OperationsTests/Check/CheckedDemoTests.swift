import Foundation
import Git
import Governance
import JSON
import Ledger
import Testing

@testable import Operations

/// Holds what the program really writes, in a whole story on three instances, against the schemas.
@Suite("Files of the demo", .enabled(if: Demo.isPresent, "needs the n8n-ops executable beside the tests"))
struct CheckedDemoTests {
  @Test("every file of every ref is as its schema says, by check and by an independent validator")
  func files() async throws {
    let demo = try Demo()
    let documents = try demo.documents()
    #expect(Set(documents.map(\.schema)).count >= 15)
    let schemas = StateSchemas.builtIn()
    for document in documents {
      #expect(schemas.violations(of: document.json, schema: document.schema) == [], "\(document.place)")
    }
    #expect(try CheckWorkspace(tree: try demo.workspace.mainTree()).run() == [])
    guard SchemaJudge.isPresent else { return }
    let verdicts = try SchemaJudge.verdicts(on: documents.map { .init(schema: $0.schema, document: $0.json) })
    for (document, wrongPlaces) in zip(documents, verdicts) {
      #expect(wrongPlaces == [], "\(document.place)")
    }
  }
}

/// The demo's ops repository.
struct Demo {
  /// A JSON file with the schema that it names; portable content names none.
  struct Document {
    let place: String
    let schema: String
    let json: JSON
  }

  private static let executable = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    .deletingLastPathComponent().appendingPathComponent("n8n-ops").path

  static var isPresent: Bool { FileManager.default.isExecutableFile(atPath: executable) }

  let folder: TestFolder
  let workspace: Workspace

  init() throws {
    folder = try TestFolder()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Self.executable)
    process.arguments = ["demo", folder("demo")]
    process.environment = ["PATH": "/usr/bin:/bin", "HOME": folder.path, "GIT_CONFIG_NOSYSTEM": "1"]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
    workspace = try Workspace.open(at: folder("demo/ops.git"))
  }

  /// The documents of all branches and of the refs without history.
  func documents() throws -> [Document] {
    let repository = workspace.repository
    let schemas = Set(try workspace.mainTree().files(under: "state/schemas"))
    let references =
      try repository.references(prefix: "refs/heads/") + repository.references(prefix: "refs/n8n-ops/")
    var result: [Document] = []
    for (name, commit) in references {
      for (path, oid) in try repository.files(in: commit, under: nil)
      where path.hasSuffix(".json") && !path.hasPrefix("state/schemas/") && !path.hasPrefix(".") {
        let json = try JSON(parsing: try repository.blob(oid))
        let place = "\(name):\(path)"
        guard let reference = json["$schema"]?.stringValue else {
          #expect(path.contains("baseline/") || name.shortName.hasPrefix("observed/"), "\(place)")
          result.append(Document(place: place, schema: "portable-workflow", json: json))
          continue
        }
        let target = resolved(reference, from: path)
        #expect(schemas.contains(target), "\(place) names \(reference)")
        let schema = target.dropFirst("state/schemas/".count).dropLast(".schema.json".count)
        result.append(Document(place: place, schema: String(schema), json: json))
      }
    }
    return result
  }

  private func resolved(_ reference: String, from path: String) -> String {
    var place = path.split(separator: "/").dropLast().map(String.init)
    for part in reference.split(separator: "/").map(String.init) {
      if part == ".." { _ = place.popLast() } else { place.append(part) }
    }
    return place.joined(separator: "/")
  }
}
