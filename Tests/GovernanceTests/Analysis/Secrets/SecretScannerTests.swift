import JSON
import RulesLaws
import Testing

@testable import Governance

@Suite("WF-005 Secrets in the clear") struct SecretScannerTests {
  private static func findings(_ parameters: JSON, type: String = "n8n-nodes-base.httpRequest")
    -> [SecretFinding]
  { SecretSamples.findings(parameters, type: type) }

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
      ["fields": ["values": [["name": "api_key", "stringValue": " abc123def456\n"]]]],
      ["values": ["string": [["name": "password", "value": "abc123def456"]]]],
      ["columns": ["value": ["db_password": "abc123def456"]]],
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

  @Test(
    "a value that is compared with something named like a secret is one",
    arguments: [
      ["conditions": [["leftValue": "={{ $json.headers['x-api-key'] }}", "rightValue": "abc123def456"]]],
      ["conditions": [["leftValue": "abc123def456", "rightValue": "={{$json.body.token}}"]]],
      ["conditions": ["string": [["value1": "={{ $json.query.secret }}", "value2": "abc123def456"]]]],
    ] as [JSON])
  func compared(_ parameters: JSON) {
    #expect(Self.findings(parameters).map(\.detector) == ["named-value"])
  }

  @Test("sessions in cookies are found, each by itself, what else they say is not") func cookies() {
    let session = SecretSamples.random(40)
    let value = "lang=en; session=\(session); theme=dark2024; _id=\(session)"
    let found = Self.findings(["headers": ["parameters": [["name": "Cookie", "value": .string(value)]]]])
    #expect(found.map(\.detector) == ["cookie", "cookie"])
    for finding in found {
      #expect(String(decoding: Array(value.utf8)[finding.range], as: UTF8.self) == session)
    }
  }

  @Test(
    "passwords for applications have spaces",
    arguments: [
      ("application_password", "aB3d Ef5h iJ7l mN9p qR1t uV3x"), ("password", "abcd efgh ijkl mnop"),
    ])
  func appPassword(_ name: String, _ value: String) {
    #expect(Self.findings([name: .string(value)]).map(\.range) == [0..<value.utf8.count])
    #expect(Self.findings([name: "your app pass word"]).isEmpty)
    #expect(Self.findings([name: "y0ur app1 p4ss w0rd"]).isEmpty)
  }

  @Test("a text inside of an expression is looked at, the names that it refers to are not") func expressions()
  {
    let token = SecretSamples.random(32)
    let found = Self.findings(["token": .string("={{ $json.x ? '\(token)' : $('\(token)')['\(token)'] }}")])
    #expect(found.map(\.range) == [15..<47])
  }

  @Test("where a document is broken off or of another form, nothing is found and nothing fails") func odd() {
    for json in [.null, "x", [], [:], ["nodes": 1], ["nodes": [1, ["name": 2]]], ["settings": ["token": 5]]]
      as [JSON]
    {
      #expect(SecretScanner(nodes: .none).findings(in: json).isEmpty)
    }
  }

  @Test("names that other places refer to are left alone: they cannot be replaced") func structure() {
    let key = JSON.string("gh" + "p_" + SecretSamples.random(36))
    let workflow: JSON = [
      "id": key, "name": key, "tags": [["name": key]],
      "nodes": [
        [
          "id": key, "name": key, "type": key, "webhookId": key,
          "credentials": ["x": ["id": key, "name": key]],
        ]
      ],
    ]
    #expect(SecretScanner(nodes: .none).findings(in: workflow).isEmpty)
  }

  @Test("pinned data, notes and static data are looked at too") func elsewhere() {
    let key = "gh" + "p_" + SecretSamples.random(36)
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

  @Test("a document full of secrets gives a bounded number of findings") func bounded() {
    let key = "gh" + "p_" + SecretSamples.random(36)
    let text = Array(repeating: key, count: 3_000).joined(separator: " ")
    #expect(Self.findings(["a": .string(text), "b": .string(text)]).count == SecretScanner.limit)
  }
}
