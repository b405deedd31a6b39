import Foundation
import JSON
import Simulator
import Terminal

/// A folder with workflow documents.
struct WorkflowFolder {
  let path: String

  /// Stores the documents of all `*.json` files, in the order of their names.
  func store(in simulator: Simulator, copies: Int, active: Bool) throws {
    let documents = try fileNames.map { try document($0) }
    for copy in 1...max(1, copies) {
      for document in documents {
        try simulator.load(workflow: copy == 1 ? document : numbered(document, copy), active: active)
      }
    }
  }

  private var fileNames: [String] {
    get throws(Unreadable) {
      guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
        throw Unreadable(place: path, reason: "the folder cannot be read")
      }
      return names.filter { $0.hasSuffix(".json") }.sorted()
    }
  }

  private func document(_ name: String) throws -> JSON {
    let file = URL(filePath: path).appending(path: name)
    do {
      let document = try JSON(parsing: Array(try Data(contentsOf: file)))
      guard document["nodes"]?.arrayValue != nil else { throw SimulatorError.noWorkflow("it has no nodes") }
      return document
    } catch {
      throw Unreadable(place: file.path, reason: "\(error)")
    }
  }

  private func numbered(_ document: JSON, _ number: Int) -> JSON {
    guard var object = document.objectValue else { return document }
    object["name"] = .string("\(object["name"]?.stringValue ?? "My workflow") \(number)")
    return .object(object)
  }

  /// A folder or file that gives no workflow.
  struct Unreadable: PresentableError {
    let place: String
    let reason: String

    var what: String { "the workflows to load cannot be read" }
    var `where`: String? { place }
    var why: String? { reason }
    var remedy: String? { "name a folder whose *.json files are n8n workflows" }
  }
}
