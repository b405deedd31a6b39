import JSON
import Testing

@testable import Governance

@Suite("Content hash: parameters that a node does not show") struct DisplayConditionsTests {
  private static func hash(_ type: String, _ version: JSON, _ parameters: JSON) -> ContentDigest {
    let workflow: JSON = [
      "name": "W", "connections": [:],
      "nodes": [
        [
          "name": "N", "type": .string("n8n-nodes-base.\(type)"), "typeVersion": version,
          "parameters": parameters,
        ]
      ],
    ]
    return ContentHash.hash(of: workflow, policy: Fixture.normalization)
  }

  @Test(
    "what is hidden, unknown or at the default that holds here equals nothing",
    arguments: [
      // Hidden: by another parameter, by the default of another, by an empty locator.
      ("respondToWebhook", 1.1, ["respondWith": "noData", "responseBody": "x"], ["respondWith": "noData"]),
      ("respondToWebhook", 1.1, ["responseBody": "x"], [:]),
      (
        "googleSheets", 4.5, ["operation": "append", "columns": ["value": ["a": "b"]]],
        ["operation": "append"]
      ),
      (
        "googleSheets", 4.5,
        ["sheetName": ["mode": "list", "value": ""], "filtersUI": ["values": [["a": 1]]]], [:]
      ),
      ("httpRequest", 4.2, ["sendHeaders": false, "jsonHeaders": "{}"], [:]),
      // Defaults by version and by other parameters.
      ("crypto", 2, ["action": "hmac", "type": "SHA256"], ["action": "hmac"]),
      ("crypto", 1, ["action": "hmac", "type": "MD5"], ["action": "hmac"]),
      ("gmail", 2.1, ["emailType": "html"], [:]),
      ("gmail", 2.1, ["resource": "draft", "emailType": "text"], ["resource": "draft"]),
      ("googleSheets", 4.7, ["authentication": "oAuth2", "operation": "read"], [:]),
      // Unknown: in a type all of whose parameters are known, and in a choice of groups.
      ("emailReadImap", 2, ["operation": "getAll", "filters": ["readStatus": "unread"]], [:]),
      ("httpRequest", 4.2, ["options": ["pagination": ["nextURL": "x"]]], ["options": ["pagination": [:]]]),
      // Inside lists, and a default that says the same once it is tidied up.
      (
        "gmailTrigger", 1.2, ["pollTimes": ["item": [["mode": "everyX", "hour": 3, "value": 4]]]],
        ["pollTimes": ["item": [["mode": "everyX", "value": 4]]]]
      ),
      ("gmailTrigger", 1.2, ["pollTimes": ["item": [["mode": "everyMinute", "minute": 5]]]], [:]),
    ] as [(String, JSON, JSON, JSON)])
  func same(_ type: String, _ version: JSON, _ one: JSON, _ other: JSON) {
    #expect(Self.hash(type, version, one) == Self.hash(type, version, other))
  }

  @Test(
    "what is shown, or could be, counts",
    arguments: [
      ("respondToWebhook", 1.1, ["respondWith": "text", "responseBody": "x"], ["respondWith": "text"]),
      (
        "respondToWebhook", 1.1, ["respondWith": "={{ $json.kind }}", "responseBody": "x"],
        ["respondWith": "={{ $json.kind }}"]
      ),
      // A version that nobody knows, and a type of which less is known.
      ("respondToWebhook", 99, ["respondWith": "noData", "responseBody": "x"], ["respondWith": "noData"]),
      ("emailReadImap", 99, ["operation": "getAll"], [:]),
      ("code", 2, ["operation": "getAll"], [:]),
      ("httpRequest", 99, ["options": ["pagination": ["nextURL": "x"]]], [:]),
      (
        "googleSheets", 4.5,
        [
          "operation": "append", "sheetName": ["mode": "id", "value": "1"], "columns": ["value": ["a": "b"]],
        ],
        ["operation": "append", "sheetName": ["mode": "id", "value": "1"]]
      ),
      ("crypto", 2, ["action": "hmac", "type": "MD5"], ["action": "hmac"]),
      ("crypto", 1, ["action": "hmac", "type": "SHA256"], ["action": "hmac"]),
      ("gmail", 2.1, ["emailType": "text"], [:]),
      ("gmail", 2.1, ["resource": "draft", "emailType": "html"], ["resource": "draft"]),
      ("httpRequest", 4.2, ["options": ["pagination": ["pagination": ["nextURL": "x"]]]], [:]),
      (
        "gmailTrigger", 1.2, ["pollTimes": ["item": [["mode": "everyHour", "minute": 5]]]],
        ["pollTimes": ["item": [["mode": "everyHour"]]]]
      ),
    ] as [(String, JSON, JSON, JSON)])
  func different(_ type: String, _ version: JSON, _ one: JSON, _ other: JSON) {
    #expect(Self.hash(type, version, one) != Self.hash(type, version, other))
  }
}
