import JSON
import RulesLaws
import Testing

@testable import Governance

@Suite("WF-005 An analysis shows no secret") struct AnalysisLeakTests {
  /// Of known form, so that they are found wherever they stand.
  private static let secrets =
    SecretSamples.issued().map(\.secret).filter { !$0.contains("/") } + [SecretSamples.jsonWebToken]
  private static let texts = [
    "§", "a text\n§", "={{ 'https://api.acme.io'+$json.p+'&token=§' }}", "https://§.example.com/x",
    "https://user:§@example.com/x", "={{ $json.x || '§' }}", "* * * * * §", "https://§",
  ]

  /// Everything that people and programs get to see, in small letters.
  private static func shown(_ analysis: WorkflowAnalysis) -> String {
    (analysis.json.text(.compact) + AnalysisMarkdown.render(analysis) + "\(analysis.lines)" + analysis.name)
      .lowercased()
  }

  private static func shown(_ workflow: JSON) -> String {
    let portable = PortableForm.portable(
      from: workflow, mappings: EnvironmentMappings(), policy: Fixture.normalization
    ).workflow
    return shown(WorkflowAnalysis(of: portable, source: workflow, policy: Fixture.normalization))
  }

  @Test("neither in a call, nor in the path of a webhook, nor in a name") func places() {
    let secret = "gh" + "p_" + SecretSamples.random(36)
    let nodes: [JSON] = [
      [
        "name": "H", "type": "n8n-nodes-base.httpRequest",
        "parameters": ["url": .string("={{ 'https://api.acme.io'+$json.p+'&token=\(secret)' }}")],
      ],
      ["name": "Hook", "type": "n8n-nodes-base.webhook", "parameters": ["path": .string(secret)]],
      [
        "name": .string("N \(secret)"), "type": .string("n8n-nodes-\(secret).thing"), "disabled": true,
        "onError": "continueErrorOutput", "retryOnFail": true,
        "credentials": ["x": ["id": .string(secret), "name": .string(secret)]],
        "parameters": [secret: "https://u:\(secret)@example.com", "headers": [secret: .string(secret)]],
      ],
    ]
    let analysis = WorkflowAnalysis(
      of: ["name": .string(secret), "nodes": .array(nodes)], policy: Fixture.normalization)
    #expect(!Self.shown(analysis).contains(secret.lowercased()))
    #expect(analysis.hosts == ["api.acme.io"])
    #expect(analysis.triggers.map(\.words) == ["Hook (GET /<n8n-ops:redacted>)"])
    #expect(analysis.name == "<n8n-ops:redacted>")
  }

  @Test("one that its name tells is known wherever else it stands, in small letters too") func named() {
    let secret = "vQ7x-Lm2Kp9Zt4Rw"
    let node: JSON = [
      "name": .string("N \(secret)"), "type": "n8n-nodes-base.httpRequest",
      "parameters": [
        "url": .string("https://\(secret).example.com/"),
        "headers": ["parameters": [["name": "X-Api-Key", "value": .string(secret)]]],
      ],
    ]
    let analysis = WorkflowAnalysis(of: ["nodes": [node]], policy: Fixture.normalization)
    #expect(!Self.shown(analysis).contains(secret.lowercased()))
    #expect(analysis.hosts == ["<n8n-ops:redacted>.example.com"])
  }

  @Test("a word of the analysis stays, also where it is somebody's password") func words() {
    let node: JSON = [
      "name": "N", "type": "n8n-nodes-base.extractFromFile",
      "parameters": ["options": ["password": "simple"]],
    ]
    let analysis = WorkflowAnalysis(of: ["nodes": [node]], policy: Fixture.normalization)
    #expect(analysis.secrets.count == 1)
    #expect(analysis.json["complexityLevel"] == "simple")
    #expect(analysis.lines.first?.texts == ["3 of 100, simple"])
  }

  @Test("an expression of a clock that is none is shown whole or not at all") func clock() {
    let secret = "gh" + "p_" + SecretSamples.random(36)
    for length in [0, 20, 50, 60, 70] {
      let text = String(repeating: "x", count: length) + " " + secret
      let node: JSON = [
        "name": "T", "type": "n8n-nodes-base.scheduleTrigger",
        "parameters": ["rule": ["interval": [["field": "cronExpression", "expression": .string(text)]]]],
      ]
      let analysis = WorkflowAnalysis(of: ["nodes": [node]], policy: Fixture.normalization)
      #expect(!Self.shown(analysis).contains(secret.prefix(12).lowercased()), "\(length)")
    }
  }

  @Test("pinned and static data of a file are looked at, which the portable form has not") func file() {
    let secret = "gh" + "p_" + SecretSamples.random(36)
    let workflow: JSON = [
      "nodes": [["name": "N", "type": "n8n-nodes-base.noOp"]],
      "pinData": ["N": [["json": ["x": .string(secret)]]]], "staticData": ["x": .string(secret)],
    ]
    let portable = PortableForm.portable(
      from: workflow, mappings: EnvironmentMappings(), policy: Fixture.normalization
    ).workflow
    let analysis = WorkflowAnalysis(of: portable, source: workflow, policy: Fixture.normalization)
    #expect(analysis.secrets.map(\.pointer.description) == ["/pinData/N/0/json/x", "/staticData/x"])
  }

  @Test(
    "so it is in every place of real workflows", .enabled(if: Shared.isPresent, "needs ../shared"))
  func corpus() {
    var count = 0
    for (number, workflow) in CorpusWorkflow.all.enumerated() {
      let secret = Self.secrets[number % Self.secrets.count]
      let text = Self.texts[number % Self.texts.count].replacing("§", with: secret)
      for isAll in [false, true] {
        let planted = Self.planting(text, in: workflow.json, isAll: isAll, &count)
        #expect(!Self.shown(planted).contains(secret.lowercased()), "\(workflow) \(text)")
      }
    }
    #expect(count > 20_000)
  }

  /// The document with the text in the place of its strings; the types of nodes stay, so that each is read as what it is.
  ///
  /// - Parameter isAll: also of names.
  private static func planting(_ text: String, in json: JSON, isAll: Bool, _ count: inout Int) -> JSON {
    switch json {
    case .string:
      count += 1
      return .string(text)
    case .array(let elements): return .array(elements.map { planting(text, in: $0, isAll: isAll, &count) })
    case .object(let object):
      return .object(
        JSONObject(
          object.map { key, value in
            let stays = key == "type" || key == "connections" || key == "field" || !isAll && key == "name"
            return (key, stays ? value : planting(text, in: value, isAll: isAll, &count))
          }))
    case .null, .bool, .number: return json
    }
  }
}
