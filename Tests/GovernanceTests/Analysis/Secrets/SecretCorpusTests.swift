import JSON
import Testing

@testable import Governance

@Suite("WF-005 Secrets among real workflows", .enabled(if: Shared.isPresent, "needs ../shared"))
struct SecretCorpusTests {
  private static let scanner = SecretScanner(nodes: Fixture.normalization.nodes)

  @Test("of the corpus two findings, both real, counted by hand: docs/secret-scanner.md") func findings() {
    let found = CorpusWorkflow.all.flatMap { workflow in
      Self.scanner.findings(in: workflow.json).map {
        "\(workflow) \($0.detector) \($0.node ?? "") \($0.pointer)"
      }
    }
    #expect(CorpusWorkflow.all.count == 102)
    #expect(
      found == [
        "022 password-field Extract invoice /nodes/2/parameters/options/password",
        "022 password-field Extract payment /nodes/3/parameters/options/password",
      ])
  }

  /// What people write, with `§` for the secret, and where: code and other long texts get another line, lists of names
  /// and values another pair.
  private static let lines = [
    ("code-constant", "const apiKey = '§';"), ("code-constant", "headers['X-Api-Key'] = \"§\""),
    ("url-parameter", "fetch('https://api.example.com/v1?api_key=§&page=1')"),
    ("url-password", "postgres://shop:§@db.internal/shop"), ("markup", "<Password>§</Password>"),
    ("command-option", "mysql --password §"), ("connection-text", "Server=db;User Id=sa;Password=§;x=1"),
  ]

  @Test("what is planted in the texts of real workflows is found, exactly, and nothing else") func planted() {
    let secret = SecretSamples.random(28)
    let key = "gh" + "p_" + SecretSamples.random(36)
    var count = 0
    for workflow in CorpusWorkflow.all where workflow.name.prefix(3) != "022" {
      for text in Self.texts(of: workflow.json["nodes"] ?? .null) where text.contains("\n") {
        count += 1
        let (detector, line) = Self.lines[count % Self.lines.count]
        let planted = "\(text)\n\(line.replacing("§", with: secret))\n\(key)"
        #expect(
          SecretSamples.found(in: planted) == [[detector, secret], ["github-token", key]],
          "\(workflow): \(line)")
      }
    }
    #expect(count > 600)
  }

  @Test("so it is for pairs of names and values") func plantedPairs() {
    let secret = SecretSamples.random(28)
    var count = 0
    for workflow in CorpusWorkflow.all {
      let before = Self.scanner.findings(in: workflow.json).count
      let planted = Self.planting(
        ["name": "X-Api-Key", "value": .string("Bearer \(secret)")], in: workflow.json, &count)
      let found = Self.scanner.findings(in: planted).filter { $0.detector == "named-value" }
      #expect(Self.scanner.findings(in: planted).count == before + found.count)
      #expect(found.allSatisfy { $0.range == 7..<35 })
      count -= found.count
    }
    #expect(count == 0)
  }

  private static func texts(of json: JSON) -> [String] {
    switch json {
    case .string(let text): [text]
    case .array(let elements): elements.flatMap(texts)
    case .object(let object): object.flatMap { texts(of: $0.value) }
    case .null, .bool, .number: []
    }
  }

  /// The document with the pair in every list of names and values of its nodes' parameters.
  private static func planting(_ pair: JSON, in json: JSON, _ count: inout Int) -> JSON {
    switch json {
    case .array(let elements):
      let planted = elements.map { planting(pair, in: $0, &count) }
      guard elements.contains(where: { $0["name"] != nil && $0["value"] != nil }) else {
        return .array(planted)
      }
      count += 1
      return .array(planted + [pair])
    case .object(let object):
      return .object(JSONObject(object.map { ($0.key, planting(pair, in: $0.value, &count)) }))
    default: return json
    }
  }
}
