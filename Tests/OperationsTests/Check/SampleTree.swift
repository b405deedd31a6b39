import Git
import Governance
import JSON
import Ledger
import Resources
import Testing

@testable import Operations

/// A tree of decisions in which everything is right, for tests that spoil one thing.
struct SampleTree {
  static let promotion = "20261124T174015Z-k3f9qz"
  static let incident = "20261124T174502Z-m7wq2x"
  static let tenant = "state/tenants/acme"

  /// Path to text.
  private(set) var files: [String: String] = [:]

  init() throws {
    for path in Resources.paths(under: "state/schemas") + Resources.paths(under: "policies")
    where path != PolicyFiles.nodeKnowledge {
      files[path] = Resources.text(path)
    }
    try put(FormatFile(), at: FormatFile.path)
    try put(Tenant(name: "Acme", timeZone: "Europe/Madrid"), at: "tenant.json")
    try put(Member(name: "Ada", email: "ada@example.com", role: .admin), at: "team/ada.json")
    try put(Member(name: "Dev", email: "dev@example.com", role: .developer), at: "team/dev.json")
    let (staging, production) = (try slug("staging"), try slug("production"))
    for (name, environmentClass) in [(staging, EnvironmentClass.staging), (production, .production)] {
      try put(
        EnvironmentRecord(
          class: environmentClass, url: "https://\(name).example.com",
          apiKey: try #require(SecretReference("env:KEY"))), at: "environments/\(name)/environment.json")
    }
    for (number, name) in ["order-intake", "stock-sync"].enumerated() {
      let mapping = WorkflowMapping(id: "W\(number)")
      try put(
        CanonicalWorkflow(name: name, mappings: [staging: mapping, production: mapping]),
        at: "workflows/\(name).json")
      let content: JSON = ["name": .string(name), "nodes": [], "connections": [:]]
      put(content.text(.prettySorted), at: "environments/production/baseline/\(name).json")
    }
    try put(
      CredentialRecord(
        name: "CRM", type: "postgres", mappings: [staging: CredentialMapping(id: "C0", name: "CRM")]),
      at: "credentials/crm.json")
    try put(
      Pipeline(name: "delivery", stages: [PipelineStage(source: staging, target: production)]),
      at: "pipelines/delivery.json")
    try put(examplePromotion(), at: "promotions/\(Self.promotion)/promotion.json")
    try put(exampleIncident(production), at: "incidents/\(Self.incident).json")
  }

  private func examplePromotion() throws -> Promotion {
    let document = try #require(SchemaExamples.all.first { $0.schema == "promotion" }?.document)
    return try document.decode(as: Promotion.self)
  }

  private func exampleIncident(_ environment: Slug) throws -> Incident {
    Incident(
      id: try #require(RecordID(Self.incident)), environment: environment, severity: .high,
      openedAt: Instant(seconds: 1_800_000_000), expiresAt: nil, findings: [], events: [])
  }

  /// The path of a tenant's file, or of one that begins with `state/` or `policies/`.
  static func path(_ name: String) -> String {
    name.hasPrefix("state/") || name.hasPrefix("policies/") ? name : "\(tenant)/\(name)"
  }

  /// Writes a state file as the program does.
  mutating func put<Value: StateFile>(_ value: Value, at name: String) throws {
    let path = Self.path(name)
    files[path] = String(decoding: try StateCoding.bytes(value, at: path), as: UTF8.self)
  }

  /// Writes a text; nil removes the file.
  mutating func put(_ text: String?, at name: String) { files[Self.path(name)] = text }

  /// Changes the JSON of a file; nil removes the value.
  mutating func set(_ value: JSON?, at pointer: String, of name: String) throws {
    var json = try JSON(parsing: try #require(files[Self.path(name)]))
    if let value {
      #expect(json.set(value, at: try JSONPointer(pointer)))
    } else {
      #expect(json.removeValue(at: try JSONPointer(pointer)) != nil)
    }
    put(json.text(.prettySorted), at: name)
  }

  /// Moves a file as it is.
  mutating func move(_ name: String, to other: String) {
    files[Self.path(other)] = files.removeValue(forKey: Self.path(name))
  }

  /// What `check` finds in it.
  func findings(commands: Set<String>? = nil) throws -> [CheckFinding] {
    let folder = try TestFolder()
    let repository = try Repository.create(at: folder("repository"), bare: true, initialBranch: "main")
    let workspace = Workspace(repository: repository, main: try RefName.branch("main"))
    let person = Person(name: "Ada", email: "ada@example.com")
    let act = Act(actor: person, at: Instant(seconds: 1_800_000_000), machine: person)
    try workspace.commit(to: workspace.main, as: act) { (_, edit) throws(OpsError) in
      for (path, text) in files { edit.put(Array(text.utf8), at: path) }
      return CommitNote("test", "tree", tenant: nil, action: "test")
    }
    return try CheckWorkspace(tree: try workspace.treeToCheck(branch: nil), commands: commands).run()
  }

  private func slug(_ text: String) throws -> Slug { try #require(Slug(text)) }
}

/// A finding as a test expects it: rule, file and place.
struct Expected: Hashable, CustomStringConvertible {
  let rule: String
  let path: String
  let pointer: String?

  init(_ rule: String, _ name: String, _ pointer: String? = nil) {
    self.rule = rule
    path = SampleTree.path(name)
    self.pointer = pointer
  }

  init(_ finding: CheckFinding) {
    rule = finding.rule
    path = finding.path
    pointer = finding.pointer?.description
  }

  var description: String { "\(rule) \(path) \(pointer ?? "")" }
}

extension SampleTree {
  /// Expects exactly these findings, each with a problem and a remedy.
  func expect(_ expected: Expected..., sourceLocation: SourceLocation = #_sourceLocation) throws {
    let findings = try findings()
    #expect(
      Set(findings.map(Expected.init)) == Set(expected), "\(findings)", sourceLocation: sourceLocation)
    #expect(findings.count == expected.count, sourceLocation: sourceLocation)
    for finding in findings {
      #expect(!finding.problem.isEmpty && !finding.remedy.isEmpty, sourceLocation: sourceLocation)
      #expect(
        (finding.pointer == nil) == (finding.place == nil) || finding.rule == "readable",
        sourceLocation: sourceLocation)
    }
  }
}
