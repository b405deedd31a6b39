import JSON
import Testing

@testable import Governance

@Suite("Content hash: what is the same, and what is not") struct ContentHashTests {
  private static func hash(_ json: JSON, _ policy: NormalizationPolicy = Fixture.normalization)
    -> ContentDigest
  {
    ContentHash.hash(of: json, policy: policy)
  }

  private static func workflow(
    _ type: String, _ parameters: JSON, version: JSON = 1, members: JSONObject = [:]
  ) -> JSON {
    var node: JSONObject = [
      "name": "N", "type": .string(type), "typeVersion": version, "position": [0, 0],
      "parameters": parameters,
    ]
    for (key, value) in members { node[key] = value }
    return [
      "name": "W", "nodes": [.object(node)], "connections": [:], "settings": [:], "tags": [], "active": false,
    ]
  }

  @Test(
    "parameters that say the same hash the same",
    arguments: [
      ("httpRequest", 4.2, ["method": "GET", "url": "u"], ["url": "u"]),
      ("httpRequest", 4.2, ["url": "u", "options": [:]], ["url": "u"]),
      ("httpRequest", 4.2, ["url": "u", "options": [:]], ["url": "u"]),
      (
        "httpRequest", 4.2, ["options": ["batching": ["batch": ["batchSize": 50]]]],
        ["options": ["batching": ["batch": [:]]]]
      ),
      (
        "scheduleTrigger", 1.2, ["rule": ["interval": [["field": "days", "daysInterval": 1]]]],
        ["rule": ["interval": [[:]]]]
      ),
      ("scheduleTrigger", 1.2, ["rule": ["interval": [["field": "days"]]]], [:]),
      ("httpRequest", 4.2, ["url": "u", "sendBody": false, "jsonBody": "{}"], ["url": "u"]),
      ("httpRequest", 4.2, ["url": "u", "unknownKey": 1], ["url": "u"]),
      ("httpRequest", 4.2, ["url": "u", "unknownKey": false], ["url": "u"]),
      (
        "scheduleTrigger", 1.2, ["rule": ["interval": [["field": "minutes", "minutesInterval": 5]]]],
        ["rule": ["interval": [["field": "minutes"]]]]
      ),
      (
        "if", 2,
        [
          "conditions": [
            "options": ["caseSensitive": true, "leftValue": "", "version": 1], "conditions": [],
          ]
        ],
        ["conditions": ["options": ["caseSensitive": true, "typeValidation": "strict"]]]
      ),
      (
        "if", 2,
        ["conditions": ["conditions": [["id": "1", "leftValue": "a", "operator": ["type": "string"]]]]],
        ["conditions": ["conditions": [["id": "2", "leftValue": "a", "operator": ["type": "string"]]]]]
      ),
      (
        "set", 3.4,
        ["assignments": ["assignments": [["id": "1", "name": "a", "value": 1, "type": "number"]]]],
        ["assignments": ["assignments": [["name": "a", "value": 1.0, "type": "number"]]]]
      ),
      (
        "googleSheets", 4.5,
        ["sheetName": ["__rl": true, "mode": "list", "value": "gid=0", "cachedResultName": "A"]],
        ["sheetName": ["__rl": true, "mode": "list", "value": "gid=0", "cachedResultUrl": "u"]]
      ),
      (
        "googleSheets", 4.5,
        ["columns": ["mappingMode": "defineBelow", "value": ["a": "b"], "schema": [["id": "a"]]]],
        ["columns": ["mappingMode": "defineBelow", "value": ["a": "b"]]]
      ),
    ] as [(String, JSON, JSON, JSON)])
  func same(_ type: String, _ version: JSON, _ one: JSON, _ other: JSON) {
    let type = "n8n-nodes-base.\(type)"
    #expect(
      Self.hash(Self.workflow(type, one, version: version))
        == Self.hash(Self.workflow(type, other, version: version)))
  }

  @Test(
    "parameters that say something else hash differently",
    arguments: [
      ("httpRequest", 4.2, ["method": "PUT", "url": "u"], ["url": "u"]),
      (
        "httpRequest", 4.2, ["url": "u", "sendBody": true, "jsonBody": "{}"], ["url": "u", "sendBody": true]
      ),
      (
        "httpRequest", 4.2, ["url": "u", "sendBody": "={{ $json.x }}", "jsonBody": "{}"],
        ["url": "u", "sendBody": "={{ $json.x }}"]
      ),
      // A member of a collection has no default where it is absent.
      ("httpRequest", 4.2, ["options": ["timeout": 10000]], ["options": [:]]),
      ("httpRequest", 4.2, ["options": ["batching": ["batch": [:]]]], ["options": [:]]),
      ("if", 2.2, ["options": ["looseTypeValidation": true]], ["options": [:]]),
      ("filter", 2.2, ["options": ["ignoreCase": true]], ["options": [:]]),
      ("telegram", 1.2, ["additionalFields": ["parse_mode": "Markdown"]], ["additionalFields": [:]]),
      // A list that was emptied is none, where an absent one has a default.
      ("scheduleTrigger", 1.2, ["rule": ["interval": []]], [:]),
      ("scheduleTrigger", 1.2, ["rule": ["interval": []]], ["rule": ["interval": [["field": "days"]]]]),
      ("httpRequest", 4.2, ["url": "u", "unknownKey": "text"], ["url": "u"]),
      ("httpRequest", 4.2, ["url": "u", "unknownKey": true], ["url": "u"]),
      ("httpRequest", 99, ["url": "u", "unknownKey": 1], ["url": "u"]),
      (
        "httpRequest", 1, ["url": "u", "sendBody": false, "jsonBody": "{}"], ["url": "u", "sendBody": false]
      ),
      ("html", 1.2, ["html": "<p>a</p>"], ["html": "<p>b</p>"]),
      (
        "set", 3.4, ["assignments": ["assignments": [["id": "1"], ["id": "2"]]]],
        ["assignments": ["assignments": [["id": "2"], ["id": "1"]]]]
      ),
      ("set", 3.4, ["assignments": ["assignments": [[:], [:]]]], ["assignments": ["assignments": [[:]]]]),
      ("code", 2, ["jsCode": "return [];"], ["jsCode": "return []; "]),
      ("code", 2, ["jsCode": "a\nb"], ["jsCode": "a\r\nb"]),
      ("noOp", 1, ["x": "\u{e9}"], ["x": "e\u{301}"]),
    ] as [(String, JSON, JSON, JSON)])
  func different(_ type: String, _ version: JSON, _ one: JSON, _ other: JSON) {
    let type = "n8n-nodes-base.\(type)"
    #expect(
      Self.hash(Self.workflow(type, one, version: version))
        != Self.hash(Self.workflow(type, other, version: version)))
  }

  @Test(
    "nothing is taken for a default where nothing is known of the type",
    arguments: [
      ["method": "GET"], ["unknownKey": 1], ["unknownKey": true],
    ] as [JSON])
  func unknownType(_ parameters: JSON) throws {
    let type = "n8n-nodes-unheard-of.httpRequest"
    #expect(Self.hash(Self.workflow(type, parameters)) != Self.hash(Self.workflow(type, [:])))
    let ignorant = try NormalizationPolicy(Fixture.policy("normalization"), nodes: .none)
    let known = "n8n-nodes-base.httpRequest"
    #expect(
      Self.hash(Self.workflow(known, parameters, version: 4.2), ignorant)
        != Self.hash(Self.workflow(known, [:], version: 4.2), ignorant))
  }

  @Test("a tool form has the defaults of what it is a form of, and parameters of its own") func toolForm() {
    let type = "n8n-nodes-base.httpRequestTool"
    #expect(
      Self.hash(Self.workflow(type, ["url": "u", "method": "GET"], version: 4.2))
        == Self.hash(Self.workflow(type, ["url": "u"], version: 4.2)))
    #expect(
      Self.hash(Self.workflow(type, ["url": "u", "toolDescription": "x"], version: 4.2))
        != Self.hash(Self.workflow(type, ["url": "u"], version: 4.2)))
  }

  @Test("credentials that a type cannot use do not count, others do") func unusedCredentials() {
    let credential: JSONObject = ["credentials": ["httpHeaderAuth": ["name": "a"]]]
    let plain = Self.hash(Self.workflow("n8n-nodes-base.noOp", [:]))
    #expect(Self.hash(Self.workflow("n8n-nodes-base.noOp", [:], members: credential)) == plain)
    for type in ["n8n-nodes-base.webhook", "n8n-nodes-base.httpRequest", "n8n-nodes-unheard-of.x"] {
      #expect(
        Self.hash(Self.workflow(type, [:], members: credential)) != Self.hash(Self.workflow(type, [:])),
        "\(type)")
    }
  }

  @Test("an untranslated credential counts by its id, not by the label that n8n refreshes")
  func credentialLabel() {
    func hash(_ id: String, _ name: String) -> ContentDigest {
      Self.hash(
        Self.workflow(
          "n8n-nodes-base.httpRequest", [:],
          members: ["credentials": ["httpHeaderAuth": ["id": .string(id), "name": .string(name)]]]))
    }
    #expect(hash("1", "old label") == hash("1", "new label"))
    #expect(hash("1", "label") != hash("2", "label"))
  }
}
