import JSON
import Testing

@testable import Governance

/// What the first save in the editor made of the parameters of a corpus workflow.
struct EditorFirstSave: Sendable {
  let version: String
  let before: JSON
  let after: JSON

  /// The 56 saves that rewrote parameters; all others changed only positions, key order and settings.
  static func all() throws -> [EditorFirstSave] {
    let document = try JSON(parsing: Shared.bytes("n8n/recordings/editor/corpus.json"))
    var result: [EditorFirstSave] = []
    for version in ["1.123.81", "2.40.7"] {
      for (_, run) in try #require(document[version]?.objectValue) {
        for (file, changes) in try #require(run["other changes by file"]?.objectValue) {
          let workflow = try #require(CorpusWorkflow.all.first { $0.name == file })
          var after = workflow.json
          for change in try #require(changes.arrayValue) { try apply(change, to: &after) }
          result.append(EditorFirstSave(version: version, before: workflow.json, after: after))
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

@Suite("The editor's first save of real workflows", .enabled(if: Shared.isPresent, "needs ../shared"))
struct EditorFirstSaveTests {
  @Test("most are no change; the others removed what only the node type's display conditions tell")
  func count() throws {
    let saves = try EditorFirstSave.all()
    let diffs = saves.map { save in
      let portable = [save.before, save.after].map {
        TwoEnvironments.portable($0, EnvironmentMappings()).workflow
      }
      return WorkflowDiff.between(portable[0], portable[1], policy: Fixture.normalization, risk: Fixture.risk)
    }
    #expect(saves.count == 56)
    #expect(diffs.filter(\.isEmpty).count == 31)
    for change in diffs.flatMap(\.changes) {
      #expect([.parameterChanged, .expressionChanged, .codeChanged].contains(change.kind))
    }
  }
}
