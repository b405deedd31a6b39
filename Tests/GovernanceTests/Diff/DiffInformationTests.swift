import JSON
import Testing

@testable import Governance

@Suite("What two files tell beside what runs") struct DiffInformationTests {
  /// ``SmallWorkflow`` as n8n 2.x writes it, published, with a draft.
  static func file(draft: JSON = SmallWorkflow.portable, isArchived: Bool = false) -> PortableResult {
    let published = SmallWorkflow.portable
    var document = draft.objectValue ?? [:]
    document["activeVersion"] = [
      "nodes": published["nodes"] ?? .null, "connections": published["connections"] ?? .null,
      "nodeGroups": [],
    ]
    document["isArchived"] = .bool(isArchived)
    return PortableForm.portable(
      from: .object(document), mappings: EnvironmentMappings(), policy: Fixture.normalization)
  }

  static func drafted(_ edits: (String, JSON)...) -> PortableResult {
    var draft = SmallWorkflow.portable
    for (pointer, value) in edits {
      if let pointer = try? JSONPointer(pointer) { draft.set(value, at: pointer) }
    }
    return file(draft: draft)
  }

  private static let put = drafted(("/nodes/2/parameters/method", "PUT"))
  private static let patch = drafted(
    ("/nodes/2/parameters/method", "PATCH"), ("/nodes/3/parameters/jsCode", "return [];"))

  private static func diff(_ old: PortableResult?, _ new: PortableResult?) -> WorkflowDiff {
    WorkflowDiff.between(old, new, policy: Fixture.normalization, risk: Fixture.risk)
  }

  @Test("a draft that came, changed or went is told with its nodes, and is no change of what runs")
  func drafts() {
    for (old, new, kind, nodes) in [
      (Self.file(), Self.put, DiffInformation.Kind.draftAdded, ["Send"]),
      (Self.put, Self.patch, .draftChanged, ["Send", "Work"]), (Self.put, Self.file(), .draftRemoved, []),
    ] {
      let diff = Self.diff(old, new)
      #expect(diff.information == [DiffInformation(kind: kind, nodes: nodes)])
      #expect(diff.isEmpty && diff.isCosmetic && diff.isStoredDifferently && diff.risk == nil)
    }
  }

  @Test("the same draft is no information, nor one in which n8n rewrote something") func sameDraft() {
    #expect(Self.diff(Self.put, Self.put) == WorkflowDiff(changes: [], isStoredDifferently: false))
    let spelledOut = Self.drafted(
      ("/nodes/2/parameters/method", "PUT"), ("/nodes/5/parameters/options", [:]))
    #expect(Self.diff(Self.put, spelledOut) == WorkflowDiff(changes: [], isStoredDifferently: true))
  }

  @Test("a new name of the workflow is a change of what runs, not of its draft") func renamedWorkflow() {
    let renamed = Self.drafted(("/nodes/2/parameters/method", "PUT"), ("/name", "Other"))
    let diff = Self.diff(Self.put, renamed)
    #expect(diff.changes.map(\.kind) == [.nameChanged] && diff.information.isEmpty)
  }

  @Test("connections and frames of a draft count too") func wiring() {
    let disconnected = Self.drafted(("/connections/Send/main/0", []))
    #expect(DiffInformation.draft(of: disconnected)?.nodes == ["Send"])
    let framed = Self.drafted(("/nodeGroups", [["id": "g", "name": "Frame", "nodes": []]]))
    #expect(
      DiffInformation.draft(of: framed)?.text
        == "there is an unpublished draft, which differs from what runs in the frames on the canvas")
  }

  @Test("archiving is told") func archived() {
    let archived = Self.file(isArchived: true)
    #expect(Self.diff(Self.file(), archived).information == [DiffInformation(kind: .archived)])
    #expect(Self.diff(archived, Self.file()).information == [DiffInformation(kind: .unarchived)])
    #expect(Self.diff(Self.file(), archived).isStoredDifferently)
  }

  @Test("a file that is new or gone tells its draft") func wholeFiles() {
    #expect(Self.diff(nil, Self.put).information.map(\.kind) == [.draftAdded])
    #expect(Self.diff(Self.put, nil).information.map(\.kind) == [.draftRemoved])
  }

  @Test("every form says it, beside changes and without any") func renderings() {
    let diff = Self.diff(Self.file(), Self.put)
    let words = "there is an unpublished draft, which differs from what runs in 1 node"
    #expect(
      DiffText.render(diff, colour: false) == "no change of what runs\nnote: \(words)\n")
    #expect(DiffMarkdown.render(diff) == "No change of what runs.\n\nNote: \(words).\n")
    #expect(
      DiffHTML.render(diff) == """
        <section class="n8n-diff">
        <p>No change of what runs.</p>
        <p>Note: \(words).</p>
        </section>

        """)
    #expect(
      diff.json["information"] == [["kind": "draftAdded", "text": .string(words), "nodes": ["Send"]]])
    let changed = Self.diff(
      Self.file(), Self.drafted(("/nodes/2/parameters/method", "PUT"), ("/name", "Other")))
    #expect(DiffText.render(changed, colour: false).hasSuffix("risk LOW\nnote: \(words)\n"))
    #expect(DiffMarkdown.render(changed).hasSuffix("\n\nNote: \(words).\n"))
    #expect(DiffHTML.render(changed).hasSuffix("<p>Note: \(words).</p>\n</section>\n"))
  }
}
