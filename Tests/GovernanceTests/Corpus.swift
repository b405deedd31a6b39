import JSON

@testable import Governance

/// A real workflow of the corpus.
struct CorpusWorkflow: Sendable, CustomStringConvertible {
  let name: String
  let json: JSON

  var description: String { String(name.prefix(3)) }

  /// All of them, by file name; empty where the machine has no corpus.
  static let all: [CorpusWorkflow] = {
    guard let names = try? Shared.names(in: "corpus", suffix: ".json") else { return [] }
    return names.compactMap { name in
      guard let bytes = try? Shared.bytes("corpus/\(name)"), let json = try? JSON(parsing: bytes) else {
        return nil
      }
      return CorpusWorkflow(name: name, json: json)
    }
  }()
}
