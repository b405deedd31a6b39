import Governance
import JSON
import Resources
import Testing

@testable import Ledger

@Suite("JSON Schemas of the files of an ops repository")
struct SchemaTests {
  /// A kind of file: its schema's name, where such a file lies, and whether Swift takes a text for one.
  struct Kind: Sendable, CustomTestStringConvertible {
    let schema: String
    let path: String
    let value: @Sendable () throws -> JSON
    let read: @Sendable (JSON) throws -> Void

    init(_ sample: SampleState.Sample) {
      schema = sample.schema
      path = sample.path
      value = { try JSON(parsing: try sample.bytes()) }
      read = { json in try sample.read(json.bytes(.pretty)) }
    }

    init(policy schema: String, read: @escaping @Sendable (JSON) throws -> Void) {
      let path = "policies/\(schema).json"
      self.schema = schema
      self.path = path
      value = { try JSON(parsing: try SchemaJudge.source(path)) }
      self.read = read
    }

    init(overlay path: String) {
      schema = "overlay"
      self.path = path
      value = {
        [
          "$schema": .string(StateCoding.schemaReference("overlay", from: path)),
          "order-intake": [
            "Ask the CRM": ["/parameters/url": "https://crm.example.com", "/parameters/a~1b/0": [1]]
          ],
        ]
      }
      read = { json in _ = try Overlay(json) }
    }

    func accepts(_ json: JSON) -> Bool {
      do { try read(json) } catch { return false }
      return true
    }

    var testDescription: String { schema }
  }

  static let kinds: [Kind] =
    SampleState.all.map(Kind.init) + [
      Kind(policy: "risk") { json in _ = try RiskPolicy(json) },
      Kind(policy: "normalization") { json in _ = try NormalizationPolicy(json, nodes: .none) },
      Kind(overlay: "state/tenants/acme/environments/prod/overlay.json"),
    ]

  @Test("every kind of file has its schema, and every schema its kind of file")
  func names() throws {
    #expect(try SchemaJudge.names() == Self.kinds.map(\.schema).sorted())
  }

  @Test("schemas are written as the ledger writes, and travel in the executable", arguments: kinds)
  func form(_ kind: Kind) throws {
    let path = "state/schemas/\(kind.schema).schema.json"
    let bytes = try SchemaJudge.source(path)
    let isInForm = try JSON(parsing: bytes).bytes(.prettySorted) == bytes
    #expect(isInForm)
    let isEmbedded = Resources.data(path) == bytes
    #expect(isEmbedded, "scripts/embed-resources, and build again")
  }

  @Test("the examples of a schema can be read", arguments: kinds)
  func examples(_ kind: Kind) throws {
    let examples = try #require(try SchemaJudge.schema(kind.schema)["examples"]?.arrayValue)
    for example in examples { try kind.read(example) }
  }

  @Test("policies name their schema from where they lie in an ops repository")
  func policies() throws {
    for path in Resources.paths(under: "policies") where path != PolicyFiles.nodeKnowledge {
      let name = String(path.dropFirst("policies/".count).dropLast(".json".count))
      let reference = try JSON(parsing: Resources.data(path) ?? [])["$schema"]?.stringValue
      #expect(reference == StateCoding.schemaReference(name, from: path))
    }
  }

  @Test(
    "schemas are sound, and every file is valid by the schema that it names",
    .enabled(if: SchemaJudge.isPresent, "needs .venv: make setup-test"))
  func files() throws {
    var files: [String: [UInt8]] = [:]
    for kind in Self.kinds { files[kind.path] = try kind.value().bytes(.prettySorted) }
    for path in Resources.paths(under: "policies") where path != PolicyFiles.nodeKnowledge {
      files[path] = try SchemaJudge.source(path)
    }
    let verdicts = try SchemaJudge.verdicts(on: files)
    #expect(verdicts.count == files.count + Self.kinds.count)
    for (path, why) in verdicts { #expect(why == nil, "\(path)") }
  }

  @Test(
    "what Swift refuses the schema refuses, what lacks a member or has one of another kind both judge alike",
    .enabled(if: SchemaJudge.isPresent, "needs .venv: make setup-test"), arguments: kinds)
  func mutations(_ kind: Kind) throws {
    let examples = try SchemaJudge.schema(kind.schema)["examples"]?.arrayValue ?? []
    let bases = try [kind.schema == "risk" || kind.schema == "normalization" ? [] : [kind.value()], examples]
    let mutations = bases.joined().flatMap(Mutation.all)
    let verdicts = try verdicts(on: mutations.map { ($0.json, kind) })
    var refusals = 0
    for (mutation, why) in zip(mutations, verdicts) {
      let isTaken = kind.accepts(mutation.json)
      if !isTaken { refusals += 1 }
      if mutation.isOnlyForSwift && isTaken { continue }
      #expect((why == nil) == isTaken, "\(mutation.what): \(why ?? "valid")")
    }
    #expect(refusals > 0)
  }

  /// Places and values that neither may take, by schema.
  static let refused: [(schema: String, pointer: String, value: JSON)] = [
    ("tenant", "/plan", "gold"), ("member", "/role", "owner"), ("member", "/signingKeys", "ssh-ed25519 AAAA"),
    ("environment", "/class", "prod"), ("environment", "/apiKey", "n8n_api_0123456789"),
    ("environment", "/apiKey", "env:"), ("environment", "/apiKey", "env:A B"),
    ("environment", "/apiKey", "file:"), ("environment", "/apiKey", "systemd:a/b"),
    ("environment", "/deployKey", "systemd:.."),
    ("workflow", "/mappings/Prod", ["id": "1", "status": "LINKED"]),
    ("workflow", "/mappings/prod/status", "MISSING"), ("workflow", "/mappings/prod/id", 1),
    ("credential", "/mappings/a_b", ["id": "1", "name": "n"]), ("pipeline", "/stages/0/source", ""),
    ("pipeline", "/stages/0/source", "Dev"), ("pipeline", "/stages/0/source", "-a"),
    ("pipeline", "/stages/0/target", "a-"), ("pipeline", "/stages/0/target", "con"),
    ("pipeline", "/stages/0/target", .string(String(repeating: "a", count: 65))),
    ("pipeline", "/stages/0/approval/role", "nobody"), ("drift", "/severity/qa", ["HIGH": "low"]),
    ("drift", "/severity/production/high", "low"), ("drift", "/severity/production/HIGH", "CRITICAL"),
    ("drift", "/timeToLiveHours/low", 1.5), ("drift", "/timeToLiveHours/none", 1),
    ("drift", "/incidentClasses/0", "all"), ("environment-classes", "/actions/fly", [:]),
    ("environment-classes", "/actions/delete/production", "perhaps"),
    ("environment-classes", "/actions/delete/live", "blocked"), ("incident", "/openedAt", "yesterday"),
    ("incident", "/openedAt", "2026-13-01T00:00:00.000Z"), ("incident", "/openedAt", "2026-11-24"),
    ("incident", "/id", "20261124T174015Z"), ("promotion", "/status", "APPROVED"),
    ("risk", "/rules/0/match/changes", ["everything"]), ("risk", "/otherwise/risk", "category"),
    ("normalization", "/workflowReferences/a", ["workflowId"]),
    ("overlay", "/order-intake/Ask the CRM/~1name", "B"),
    ("overlay", "/order-intake/Ask the CRM/~1parameters~1workflow", "workflow:error-alert"),
  ]

  @Test(
    "neither Swift nor the schema takes these",
    .enabled(if: SchemaJudge.isPresent, "needs .venv: make setup-test")
  )
  func refusals() throws {
    var values: [(json: JSON, kind: Kind)] = []
    for refused in Self.refused {
      let kind = try #require(Self.kinds.first { $0.schema == refused.schema })
      var json = try kind.value()
      #expect(json.set(refused.value, at: try JSONPointer(refused.pointer)), "\(refused.pointer)")
      values.append((json, kind))
    }
    for ((json, kind), why) in zip(values, try verdicts(on: values)) {
      #expect(why != nil, "\(json.text(.compact))")
      #expect(!kind.accepts(json), "\(json.text(.compact))")
    }
  }

  /// What is wrong with each by the schema of its kind, in order.
  private func verdicts(on values: [(json: JSON, kind: Kind)]) throws -> [String?] {
    var files: [String: [UInt8]] = [:]
    for (number, value) in values.enumerated() {
      var json = value.json
      let path = "state/\(number).json"
      let reference = StateCoding.schemaReference(value.kind.schema, from: path)
      json.set(.string(reference), at: try JSONPointer("/$schema"))
      files[path] = json.bytes(.pretty)
    }
    let verdicts = try SchemaJudge.verdicts(on: files)
    return try values.indices.map { try #require(verdicts["state/\($0).json"]) }
  }
}
