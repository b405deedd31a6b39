import JSON
import Testing

@testable import Operations

@Suite(
  "What people get wrong", .enabled(if: SchemaJudge.isPresent, "needs jsonschema in .venv: make setup-test"))
struct RefusedValuesTests {
  /// Schema, place in its first example, and a value that may not stand there.
  static let refused: [(schema: String, pointer: String, value: JSON)] = [
    ("tenant", "/plan", "gold"), ("member", "/role", "owner"), ("member", "/signingKeys", "ssh-ed25519 AAAA"),
    ("environment", "/class", "prod"), ("environment", "/apiKey", "n8n_api_0123456789"),
    ("environment", "/apiKey", "env:"), ("environment", "/apiKey", "env:A B"),
    ("environment", "/apiKey", "file:"),
    ("environment", "/apiKey", "systemd:a/b"), ("environment", "/deployKey", "systemd:.."),
    ("workflow", "/mappings/Prod", ["id": "1", "status": "LINKED"]),
    ("workflow", "/mappings/staging/status", "MISSING"), ("workflow", "/mappings/staging/id", 1),
    ("credential", "/mappings/a_b", ["id": "1", "name": "n"]), ("pipeline", "/stages/0/source", ""),
    ("pipeline", "/stages/0/source", "Dev"), ("pipeline", "/stages/0/source", "-a"),
    ("pipeline", "/stages/0/target", "a-"), ("pipeline", "/stages/0/target", "con"),
    ("pipeline", "/stages/0/target", .string(String(repeating: "a", count: 65))),
    ("pipeline", "/stages/0/approval/role", "nobody"), ("drift", "/severity/qa", ["HIGH": "low"]),
    ("drift", "/severity/production/high", "low"), ("drift", "/severity/production/HIGH", "CRITICAL"),
    ("drift", "/timeToLiveHours/low", 1.5), ("drift", "/timeToLiveHours/none", 1),
    ("drift", "/incidentClasses/0", "all"), ("environment-classes", "/actions/fly", [:]),
    ("environment-classes", "/actions/promoteInto/production", "perhaps"),
    ("environment-classes", "/actions/promoteInto/live", "blocked"), ("incident", "/openedAt", "yesterday"),
    ("incident", "/openedAt", "2026-13-01T00:00:00.000Z"), ("incident", "/openedAt", "2026-11-24"),
    ("incident", "/id", "20261124T174015Z"), ("promotion", "/status", "APPROVED"),
    ("risk", "/rules/0/match/changes", ["everything"]), ("risk", "/otherwise/risk", "category"),
    ("normalization", "/workflowReferences/a", ["workflowId"]),
    ("overlay", "/order-intake/Stock in the ERP/~1name", "B"),
    ("overlay", "/order-intake/Stock in the ERP/~1parameters~1workflow", "workflow:error-alert"),
  ]

  @Test("neither the program, nor its check, nor an independent validator takes these")
  func refusals() throws {
    let documents = try Self.refused.map { refused in
      var document = try #require(SchemaExamples.all.first { $0.schema == refused.schema }?.document)
      #expect(document.set(refused.value, at: try JSONPointer(refused.pointer)), "\(refused.pointer)")
      return SchemaJudge.Case(schema: refused.schema, document: document)
    }
    let schemas = StateSchemas.builtIn()
    for (document, wrongPlaces) in zip(documents, try SchemaJudge.verdicts(on: documents)) {
      let text = "\(document.schema) \(document.document.text(.compact))"
      #expect(!wrongPlaces.isEmpty, "\(text)")
      #expect(!schemas.violations(of: document.document, schema: document.schema).isEmpty, "\(text)")
      let reader = try #require(ModelReader.all[document.schema])
      #expect(!reader.accepts(document.document), "\(text)")
    }
  }
}
