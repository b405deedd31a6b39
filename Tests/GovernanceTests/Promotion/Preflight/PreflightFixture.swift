import JSON
import Testing

@testable import Governance

/// Facts of a promotion against which nothing speaks, for tests to spoil one of them.
struct PreflightFixture {
  let order: Slug
  let lookup: Slug
  var facts: PreflightFacts

  init(sourceClass: EnvironmentClass = .development, targetClass: EnvironmentClass = .staging) throws {
    order = try #require(Slug("order"))
    lookup = try #require(Slug("lookup"))
    facts = PreflightFacts(
      source: try #require(Slug("dev")), sourceClass: sourceClass, target: try #require(Slug("test")),
      targetClass: targetClass, guards: GuardPolicy(actions: [:]), items: [])
    facts.guards = try Fixture.policy("environment-classes").decode(as: GuardPolicy.self)
    facts.items = [item(order), item(lookup, isActive: false)]
    facts.refusedMembers = []
  }

  func item(_ workflow: Slug, isActive: Bool = true, path: String? = nil) -> PreflightFacts.Item {
    let content: JSON = [
      "name": .string("The \(workflow)"), "active": .bool(isActive),
      "nodes": [
        [
          "id": "1", "name": "Start", "type": "n8n-nodes-base.webhook", "typeVersion": 2, "position": [0, 0],
          "parameters": ["path": .string(path ?? workflow.text)],
        ],
        [
          "id": "2", "name": "Set", "type": "n8n-nodes-base.set", "typeVersion": 3, "position": [200, 0],
          "parameters": [:],
        ],
      ],
      "connections": ["Start": ["main": [[["node": "Set", "type": "main", "index": 0]]]]],
    ]
    return PreflightFacts.Item(
      workflow: workflow, name: "The \(workflow)", content: content,
      dependencies: PortableForm.portable(
        from: content, mappings: EnvironmentMappings(), policy: Fixture.normalization
      ).dependencies,
      hashPlanned: "new", hashApprovedInSource: "new", hasDraftInSource: false, hashApprovedInTarget: "old",
      hashRunningInTarget: "old", hasDraftInTarget: false)
  }

  /// Changes the content of the first workflow.
  mutating func edit(_ change: (inout JSON) throws -> Void) rethrows {
    try change(&facts.items[0].content)
    facts.items[0].dependencies =
      PortableForm.portable(
        from: facts.items[0].content, mappings: EnvironmentMappings(), policy: Fixture.normalization
      ).dependencies
  }

  func check(_ rule: some PreflightRule) -> PreflightCheck { rule.check(facts) }
}

/// Expects a failed check that names what it found and what to do.
func expectFailed(
  _ check: PreflightCheck, _ evidence: String..., sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(check.outcome == .failed, sourceLocation: sourceLocation)
  #expect(check.evidence == evidence, sourceLocation: sourceLocation)
  #expect(check.remedy?.isEmpty == false, sourceLocation: sourceLocation)
}
