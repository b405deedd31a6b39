import JSON
import RulesLaws
import Testing

@testable import Governance

/// What the first save in the editor made of the parameters of a corpus workflow.
struct EditorFirstSave: Sendable {
  let version: String
  /// `first-save`, or `opened` where each node was looked at before.
  let run: String
  let file: String
  let before: JSON
  let after: JSON

  /// The 56 saves that rewrote parameters; all others changed only positions, key order and settings.
  static let all: [EditorFirstSave] = Shared.isPresent ? (try? read()) ?? [] : []

  private static func read() throws -> [EditorFirstSave] {
    let document = try JSON(parsing: Shared.bytes("n8n/recordings/editor/corpus.json"))
    var result: [EditorFirstSave] = []
    for version in ["1.123.81", "2.40.7"] {
      for (run, content) in try #require(document[version]?.objectValue) {
        for (file, changes) in try #require(content["other changes by file"]?.objectValue) {
          let workflow = try #require(CorpusWorkflow.all.first { $0.name == file })
          var after = workflow.json
          for change in try #require(changes.arrayValue) { try apply(change, to: &after) }
          result.append(
            EditorFirstSave(version: version, run: run, file: file, before: workflow.json, after: after))
        }
      }
    }
    return result
  }

  /// `[operation, /nodes/<name>/..., type, value]`.
  private static func apply(_ change: JSON, to workflow: inout JSON) throws {
    let place = try JSONPointer(try #require(change[1]?.stringValue)).tokens
    let nodes = try #require(workflow["nodes"]?.arrayValue)
    // A few node names hold slashes, which the record does not escape.
    guard let index = nodes.firstIndex(where: { $0["name"]?.stringValue == place[1] }) else { return }
    let pointer = JSONPointer(tokens: ["nodes", "\(index)"] + place.dropFirst(2))
    if change[0] == "-" {
      workflow.removeValue(at: pointer)
    } else if let text = change.arrayValue?.last?.stringValue, let value = try? JSON(parsing: text) {
      workflow.set(value, at: pointer)
    }
  }
}

extension EditorFirstSave: CustomStringConvertible {
  var description: String { "\(version) \(run) \(file)" }

  /// What the hash makes of the save: nothing where the editor only tidied up, else which parameters it lost.
  var diff: WorkflowDiff {
    let portable = [before, after].map { TwoEnvironments.portable($0, EnvironmentMappings()).workflow }
    return WorkflowDiff.between(portable[0], portable[1], policy: Fixture.normalization, risk: Fixture.risk)
  }

  /// Whether both have the same hash.
  var isSame: Bool {
    let hashes = [before, after].map {
      ContentHash.hash(
        of: TwoEnvironments.portable($0, EnvironmentMappings()).workflow, policy: Fixture.normalization)
    }
    return hashes[0] == hashes[1]
  }

  /// The saves after which the workflow is another one, by release and the number of the file, with the node:
  ///
  /// - 2.40.7 empties a node whose type version it does not have (the old OpenAI node has 1 and 1.1, the files say
  ///   1.8). 1.123.81 keeps what it says, and n8n runs such a node by its parameters. What a person wrote is gone.
  /// - 1.123.81 drops a model that is the default there; in 2.40.7 the default is another one. Without the model the
  ///   file means different things in different releases.
  static let lossy: [String: String] = [
    "2.40.7 004": "AI: Extract Data", "2.40.7 023": "AI: Classify", "2.40.7 065": "AI: Generate Response",
    "1.123.81 099": "OpenAI Chat Model",
  ]

  /// The node in which the save lost something, if it did.
  var lostIn: String? { Self.lossy["\(version) \(file.prefix(3))"] }
}

@Suite("The editor's first save of real workflows", .enabled(if: Shared.isPresent, "needs ../shared"))
struct EditorFirstSaveTests {
  @Test("all 56 saves that rewrote parameters are there") func complete() {
    #expect(EditorFirstSave.all.count == 56)
    #expect(EditorFirstSave.all.filter { $0.lostIn != nil }.count == 5)
  }

  @Test("tidying up is no change", arguments: EditorFirstSave.all.filter { $0.lostIn == nil })
  func noise(_ save: EditorFirstSave) {
    #expect(save.isSame)
    #expect(save.diff.changes.map(EditorLaw.words) == [])
  }

  @Test(
    "a loss is a change, and only in that node", arguments: EditorFirstSave.all.filter { $0.lostIn != nil })
  func loss(_ save: EditorFirstSave) {
    #expect(!save.isSame)
    #expect(Set(save.diff.changes.map(\.node)) == [save.lostIn])
  }
}
