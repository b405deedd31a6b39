import JSON
import Testing

@testable import Operations

@Suite(
  "Schemas, judged by an independent validator",
  .enabled(if: SchemaJudge.isPresent, "needs jsonschema in .venv: make setup-test"))
struct SchemaAgreementTests {
  private struct Trial {
    let schema: String
    let mutation: DocumentMutation
    let wrongPlaces: [String]

    var isValid: Bool { wrongPlaces.isEmpty }
    var description: String {
      "\(schema) \(mutation.kind) \(mutation.pointer): \(mutation.document.text(.compact))"
    }
  }

  private static func trials() throws -> [Trial] {
    let mutations = SchemaExamples.all.flatMap { example in
      DocumentMutation.all(of: example.document).map { (example.schema, $0) }
    }
    let verdicts = try SchemaJudge.verdicts(on: mutations.map { .init(schema: $0, document: $1.document) })
    return zip(mutations, verdicts).map { Trial(schema: $0.0, mutation: $0.1, wrongPlaces: $1) }
  }

  @Test("every schema is one by the meta-schema, and its examples are valid")
  func examples() throws {
    let verdicts = try SchemaJudge.verdicts(on: SchemaExamples.all)
    for (example, wrongPlaces) in zip(SchemaExamples.all, verdicts) {
      #expect(wrongPlaces == [], "\(example.schema)")
    }
  }

  @Test("the examples are read, and written as they were")
  func roundTrips() throws {
    for example in SchemaExamples.all {
      guard let reader = ModelReader.all[example.schema] else { continue }
      #expect(reader.accepts(example.document), "\(example.schema)")
      if let rewritten = reader.rewritten(example.document) {
        #expect(rewritten == example.document, "\(example.schema)")
      }
    }
  }

  @Test("what a schema takes, the program reads; what the program refuses, the schema refuses")
  func schemaIsNotWeaker() throws {
    let trials = try Self.trials()
    #expect(trials.count { $0.isValid } > 100)
    for trial in trials where trial.isValid {
      guard let reader = ModelReader.all[trial.schema] else { continue }
      #expect(reader.accepts(trial.mutation.document), "\(trial.description)")
    }
  }

  @Test("what misses a member, has one too many, or another type or form, is refused by both")
  func modelIsNotWeaker() throws {
    // Schemas ask more of texts and numbers (hashes, addresses, counts), of what is n8n's own (undo, status) and of
    // the names in overlays; check holds files to that.
    let kinds: Set<DocumentMutation.Kind> = [.dropped, .retyped, .unknownMember, .renamed, .form]
    let trials = try Self.trials().filter { !$0.isValid && kinds.contains($0.mutation.kind) }
    #expect(trials.count > 1000)
    for trial in trials {
      guard let reader = ModelReader.all[trial.schema], !Self.isLooser(trial) else { continue }
      #expect(!reader.accepts(trial.mutation.document), "\(trial.description)")
    }
  }

  private static func isLooser(_ trial: Trial) -> Bool {
    switch (trial.schema, trial.mutation.kind, trial.mutation.pointer.description) {
    case ("status", .retyped, "/capabilities"), ("undo", .retyped, "/document"), ("overlay", .renamed, ""):
      true
    default: false
    }
  }

  @Test("check finds what the validator finds, at the same places")
  func evaluation() throws {
    let schemas = StateSchemas.builtIn()
    for trial in try Self.trials() {
      let document = trial.mutation.document
      // The calendar is for the program's own reading, not for the schemas' evaluation.
      guard !document.text(.compact).contains("2026-02-29") else { continue }
      let found = schemas.violations(of: document, schema: trial.schema).map { violation in
        violation.isAboutName ? violation.pointer.parent : violation.pointer
      }
      #expect(Set(found.map(\.description)) == Set(trial.wrongPlaces), "\(trial.description)")
    }
  }
}

extension JSONPointer {
  /// The place of the object or array around this one.
  var parent: JSONPointer { JSONPointer(tokens: tokens.dropLast()) }
}
