import JSON
import Testing

@testable import Governance

@Suite("The editor's recordings are the law of noise", .enabled(if: Shared.isPresent, "needs ../shared"))
struct EditorRecordingTests {
  @Test("all 54 actions in both releases are there") func complete() {
    #expect(EditorRecording.all.count == 108)
  }

  @Test("the diff names what the person did and nothing else", arguments: EditorRecording.all)
  func diff(_ row: EditorRecording) throws {
    if row.action == "import-file" || row.action == "paste-workflow" { return }
    let expected = try #require(EditorLaw.expected(row), "no expectation for \(row)")
    #expect(row.diff.changes.map(EditorLaw.words).sorted() == expected)
  }

  @Test("the hash differs where what runs differs, and only there", arguments: EditorRecording.all)
  func hash(_ row: EditorRecording) {
    let isSemantic = row.diff.changes.contains { !$0.isCosmetic }
    #expect((row.hash(row.before) != row.hash(row.after)) == isSemantic)
  }

  @Test("an import adds the file's nodes to what is there", arguments: EditorRecording.all)
  func imports(_ row: EditorRecording) {
    guard row.action == "import-file" || row.action == "paste-workflow" else { return }
    let changes = row.diff.changes
    let kinds = Set(changes.map(\.kind))
    let tags: Set<WorkflowChange.Kind> = row.action == "import-file" ? [.tagAdded] : []
    #expect(kinds == tags.union([.nameChanged, .nodeAdded, .connectionAdded]))
    #expect(changes.filter { $0.kind == .nodeAdded }.count == 48)
    #expect(changes.filter { $0.kind == .connectionAdded }.count == 38)
  }

  @Test("an unpublished draft is information, not a change of what runs")
  func draft() throws {
    let row = try #require(
      EditorRecording.all.first { $0.version == "2.40.7" && $0.action == "publish-then-edit" })
    let result = row.portable(row.after)
    #expect(result.workflow == row.portable(row.before).workflow)
    let draft = try #require(result.draft)
    let diff = WorkflowDiff.between(
      result.workflow, draft, policy: Fixture.normalization, risk: Fixture.risk)
    #expect(
      diff.changes.map(EditorLaw.words)
        == ["HIGH parameterChanged HTTP Request /parameters/method", "~ nodeMoved Code"])
  }
}
