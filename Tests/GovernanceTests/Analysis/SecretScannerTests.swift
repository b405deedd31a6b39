import JSON
import RulesLaws
import Testing

@testable import Governance

@Suite("WF-005 Secrets in the clear") struct SecretScannerTests {
  /// Characters that look random, so that no key stands in this file.
  private static func random(
    _ count: Int, _ alphabet: String = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJK0123456789"
  )
    -> String
  {
    var generator = SeededGenerator(seed: UInt64(count))
    let characters = Array(alphabet)
    return String((0..<count).map { _ in generator.pick(characters) })
  }

  private static let upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
  private static let hexadecimal = "0123456789abcdef"

  private static func findings(_ parameters: JSON, type: String = "n8n-nodes-base.httpRequest")
    -> [SecretFinding]
  {
    let workflow: JSON = ["nodes": [["name": "N", "type": .string(type), "parameters": parameters]]]
    return SecretScanner(nodes: Fixture.normalization.nodes).findings(in: workflow)
  }

  @Test(
    "keys of known form are found wherever they stand",
    arguments: [
      ("openai-key", "sk-" + "proj-" + random(40)), ("anthropic-key", "sk-" + "ant-" + random(60)),
      ("slack-token", "xox" + "b-" + random(40)), ("github-token", "gh" + "p_" + random(36)),
      ("github-token", "github" + "_pat_" + random(60)), ("gitlab-token", "gl" + "pat-" + random(20)),
      ("aws-key", "AK" + "IA" + random(16, upper)), ("google-key", "AI" + "za" + random(35)),
      ("stripe-key", "sk" + "_live_" + random(24)),
      ("sendgrid-key", "S" + "G." + random(22) + "." + random(43)),
      ("shopify-token", "shp" + "at_" + random(32, hexadecimal)), ("npm-token", "np" + "m_" + random(36)),
      ("huggingface-token", "h" + "f_" + random(34)), ("telegram-token", "1234567890:" + random(35)),
      ("json-web-token", "eyJ" + random(30) + ".eyJ" + random(40) + "." + random(43)),
      ("slack-webhook", "https://hooks.slack.com/services/" + "T" + random(40)),
      ("discord-webhook", "https://discord.com/api/webhooks/" + "123456789012345678/" + random(68)),
      ("url-password", "postgres://shop:" + random(12) + "@db.internal:5432/shop"),
      (
        "private-key",
        "-----BEGIN " + "RSA PRIVATE KEY-----\n" + random(200) + "\n-----END RSA PRIVATE KEY-----"
      ),
    ])
  func knownFormats(_ detector: String, _ secret: String) throws {
    for text in [
      secret, "const x = \"\(secret)\";", "={{ '\(secret)' }}", "Bearer \(secret)", "a\n\(secret)\nb",
    ] {
      let found = Self.findings(["jsCode": .string(text)])
      #expect(found.map(\.detector) == [detector], "\(text)")
      let finding = try #require(found.first)
      #expect(finding.confidence == .certain)
      #expect(finding.node == "N")
      #expect(finding.pointer.description == "/nodes/0/parameters/jsCode")
      let marked = String(decoding: Array(text.utf8)[finding.range], as: UTF8.self)
      #expect(secret.contains(marked))
    }
  }

  @Test(
    "values named like a secret are found",
    arguments: [
      ["headerParameters": ["parameters": [["name": "Authorization", "value": "Bearer abc123def456"]]]],
      ["headerParameters": ["parameters": [["name": "X-API-Key", "value": "abc123def456"]]]],
      ["queryParameters": ["parameters": [["name": "api_key", "value": "abc123def456"]]]],
      [
        "assignments": [
          "assignments": [["id": "1", "name": "clientSecret", "value": "abc123def456", "type": "string"]]
        ]
      ],
      ["options": ["accessToken": "=abc123def456"]], ["jsonBody": "{\"password\": \"abc123def456\"}"],
      ["jsCode": "const apiKey = 'abc123def456';"], ["jsCode": "headers: { 'x-api-key': 'abc123def456' }"],
      ["url": "https://example.com/x?api_key=abc123def456&y=1"],
    ] as [JSON])
  func named(_ parameters: JSON) throws {
    let found = Self.findings(parameters)
    #expect(found.count == 1)
    let finding = try #require(found.first)
    #expect(finding.confidence == .likely)
    let workflow: JSON = ["nodes": [["parameters": parameters]]]
    let text = try #require(workflow.value(at: finding.pointer)?.stringValue)
    #expect(String(decoding: Array(text.utf8)[finding.range], as: UTF8.self) == "abc123def456")
  }

  @Test("what a node type declares a password is one, however plain") func declared() {
    let found = Self.findings(["options": ["password": "sesame"]], type: "n8n-nodes-base.extractFromFile")
    #expect(found.map(\.detector) == ["password-field"])
    #expect(Self.findings(["options": ["password": ""]], type: "n8n-nodes-base.extractFromFile").isEmpty)
  }

  @Test(
    "good practice and placeholders are no findings",
    arguments: [
      ["headerParameters": ["parameters": [["name": "Authorization", "value": "=Bearer {{ $env.TOKEN }}"]]]],
      ["headerParameters": ["parameters": [["name": "x-api-key", "value": "={{ $vars.apiKey }}"]]]],
      [
        "headerParameters": [
          "parameters": [["name": "Authorization", "value": "Bearer YOUR_OPENAI_API_KEY"]]
        ]
      ],
      ["headerParameters": ["parameters": [["name": "Authorization", "value": "Bearer "]]]],
      [
        "assignments": [
          "assignments": [["name": "token", "value": "bot[your-telegram-bot-token]", "type": "string"]]
        ]
      ],
      ["assignments": ["assignments": [["name": "api-key", "value": "ENTER API KEY", "type": "string"]]]],
      ["nodeCredentialType": "qdrantApi"], ["options": ["maxTokens": "=4096"]],
      ["pageToken": "CAUQAA1234567890"],
      ["webhookUri": "https://discord.com/api/webhooks/<YOUR WEBHOOK HERE>"],
      ["url": "postgres://user:password@localhost/db"], ["url": "https://user@example.com:8080/a:b@c"],
      ["jsCode": "if (token === 'administrator1') { return apiKey == \"abc123def456\"; }"],
      ["jsCode": "const apiKey = process.env.API_KEY; const secret = $vars.secret;"],
      ["text": "sk-this-is-a-long-slug-of-words-without-any-digit"], ["text": "The token: \"hello world\""],
      ["id": "6a6f0b1e-0000-4000-8000-000000000000"],
      ["hash": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b"],
      ["text": "eyJhbGciOiJIUzI1NiJ9 alone"], ["text": "123456789:short"],
    ] as [JSON])
  func innocent(_ parameters: JSON) {
    #expect(Self.findings(parameters).isEmpty)
  }

  @Test("pinned data, notes and static data are looked at too") func elsewhere() {
    let key = "gh" + "p_" + Self.random(36)
    let workflow: JSON = [
      "nodes": [
        [
          "name": "N", "type": "n8n-nodes-base.stickyNote", "parameters": ["content": .string(key)],
          "notes": .string(key),
        ]
      ],
      "pinData": ["N": [["json": ["headers": ["authorization": .string("Bearer \(key)")]]]]],
      "staticData": ["node:N": ["x": .string(key)]],
    ]
    let found = SecretScanner(nodes: .none).findings(in: workflow)
    #expect(
      found.map(\.pointer.description) == [
        "/nodes/0/parameters/content", "/nodes/0/notes", "/pinData/N/0/json/headers/authorization",
        "/staticData/node:N/x",
      ])
  }

  @Test(
    "of the corpus two findings, both real, counted by hand",
    .enabled(if: Shared.isPresent, "needs ../shared"))
  func corpus() {
    let scanner = SecretScanner(nodes: Fixture.normalization.nodes)
    let found = CorpusWorkflow.all.flatMap { workflow in
      scanner.findings(in: workflow.json).map { "\(workflow) \($0.node ?? "") \($0.pointer)" }
    }
    #expect(
      found == [
        "022 Extract invoice /nodes/2/parameters/options/password",
        "022 Extract payment /nodes/3/parameters/options/password",
      ])
  }

  @Test("a document full of secrets gives a bounded number of findings") func bounded() {
    let key = "gh" + "p_" + Self.random(36)
    let text = Array(repeating: key, count: 3_000).joined(separator: " ")
    #expect(Self.findings(["a": .string(text), "b": .string(text)]).count == SecretScanner.limit)
  }
}
