import JSON
import RulesLaws
import Testing

@testable import Governance

@Suite("Each kind of edit shows as its kind of change") struct WorkflowEditTests {
  /// Portable forms of the corpus, or where there is none, of one workflow that has something for each edit.
  static let workflows: [JSON] = {
    let all = CorpusWorkflow.all.map { TwoEnvironments.portable($0.json, EnvironmentMappings()).workflow }
    return all + [SmallWorkflow.portable, SmallWorkflow.withDisabledNode]
  }()

  @Test("DRIFT-003 each edit is named with its risk, and nothing else is", arguments: WorkflowEdit.all)
  func edit(_ edit: WorkflowEdit) {
    var tried = 0
    for workflow in Self.workflows {
      guard let (edited, expected) = edit.apply(workflow) else { continue }
      tried += 1
      let diff = WorkflowDiff.between(workflow, edited, policy: Fixture.normalization, risk: Fixture.risk)
      #expect(diff.changes.map(EditorLaw.words).sorted() == expected.sorted(), "\(workflow["name"] ?? "")")
      let hashes = [workflow, edited].map { ContentHash.hash(of: $0, policy: Fixture.normalization) }
      #expect((hashes[0] == hashes[1]) == diff.isCosmetic, "\(workflow["name"] ?? "")")
    }
    #expect(tried > 0)
  }

  @Test("there is an edit for each kind of change but those of whole workflows") func complete() {
    var kinds: Set<String> = []
    for edit in WorkflowEdit.all {
      for workflow in Self.workflows.suffix(2) {
        for words in edit.apply(workflow)?.1 ?? [] { kinds.insert(String(words.split(separator: " ")[1])) }
      }
    }
    let all = Set(WorkflowChange.Kind.allCases).subtracting([.workflowAdded, .workflowRemoved])
    #expect(kinds == Set(all.map(\.rawValue)))
  }
}

extension SmallWorkflow {
  fileprivate static let withDisabledNode: JSON = {
    var result = portable
    result.set(true, at: JSONPointer(tokens: ["nodes", "5", "disabled"]))
    return result
  }()
}
