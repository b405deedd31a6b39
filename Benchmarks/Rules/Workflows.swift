import Foundation
import Governance
import JSON

/// As many workflows as asked for: those of a folder, copied under other names until there are enough.
struct Workflows {
  /// Each in compact JSON, as an API sends it.
  let texts: [[UInt8]]

  var size: Int { texts.reduce(0) { $0 + $1.count } }

  init(folder: String, count: Int) throws {
    let originals = try FileManager.default.contentsOfDirectory(atPath: folder)
      .filter { $0.hasSuffix(".json") }
      .sorted()
      .map { try JSON(parsing: [UInt8](Data(contentsOf: URL(fileURLWithPath: "\(folder)/\($0)")))) }
      .filter { $0["nodes"]?.arrayValue != nil }
    texts =
      originals.isEmpty
      ? []
      : (0..<count).map { index in
        Self.copy(originals[index % originals.count], number: index / originals.count).bytes(.compact)
      }
  }

  private static func copy(_ workflow: JSON, number: Int) -> JSON {
    var result = workflow
    result.set(
      .string("\(workflow["name"]?.stringValue ?? "") \(number)"), at: JSONPointer().appending("name"))
    return result
  }

  /// The workflow with one node's parameters changed, as a person would.
  static func edited(_ workflow: JSON) -> JSON {
    var result = workflow
    let nodes = workflow["nodes"]?.arrayValue ?? []
    guard let index = nodes.indices.last(where: { nodes[$0]["parameters"]?.objectValue != nil }) else {
      return workflow
    }
    result.set(
      "edited",
      at: JSONPointer().appending("nodes").appending(index).appending("parameters").appending("note"))
    return result
  }
}
