import JSON
import Testing

@testable import Governance

@Suite("WF-005 Secrets in JSON that stands in a text") struct JSONTextSecretsTests {
  private static let key = SecretSamples.random(32, SecretSamples.hexadecimal)

  /// What is found in the parameter, as `detector text`.
  private static func found(_ text: String, type: String = "n8n-nodes-base.executeWorkflow") -> [String] {
    SecretSamples.findings(["source": "parameter", "workflowJson": .string(text)], type: type).map {
      #expect($0.pointer.description == "/nodes/0/parameters/workflowJson")
      return "\($0.detector) \(String(decoding: Array(text.utf8)[$0.range], as: UTF8.self))"
    }
  }

  private static func workflow(_ parameters: JSON, type: String = "n8n-nodes-base.httpRequest") -> JSON {
    ["nodes": [["name": "N", "type": .string(type), "parameters": parameters]]]
  }

  private static let pairs: [(JSON, String)] = [
    (["headerParameters": ["parameters": [["name": "X-API-Key", "value": .string(key)]]]], key),
    (["assignments": ["assignments": [["name": "password", "value": "hunter2!"]]]], "hunter2!"),
    (["fields": ["values": [["stringValue": "hunter2!", "name": "password"]]]], "hunter2!"),
    (
      ["conditions": [["leftValue": "={{ $json.headers['x-api-key'] }}", "rightValue": .string(key)]]], key
    ),
  ]

  @Test("a workflow in a parameter is looked at as one that stands there", arguments: pairs)
  func workflows(_ parameters: JSON, _ secret: String) {
    let workflow = Self.workflow(parameters)
    for text in [workflow.text(.compact), workflow.text(.pretty), "\n\(workflow.text(.pretty)) "] {
      #expect(Self.found(text) == ["named-value \(secret)"])
    }
  }

  @Test("passwords by the types of its nodes are found too") func declared() {
    let inner = Self.workflow(["options": ["password": "sesame"]], type: "n8n-nodes-base.extractFromFile")
    #expect(Self.found(inner.text(.compact)) == ["password-field sesame"])
  }

  @Test(
    "pairs in bodies are found, also between expressions",
    arguments: [
      #"{"headers": [{"name": "X-API-Key", "value": "§"}]}"#, #"[{"value":"§","key":"api_key"}]"#,
      #"={"a": {{ $json["a"] }}, "b": [{"name": "token", "value": "§"}]}"#,
      #"={"a": "{{ $json["a"] }}", "b": [{"name": "token", "value": "§"}], "c": [-1.5e3, true, null]}"#,
    ])
  func bodies(_ template: String) {
    #expect(Self.found(template.replacing("§", with: Self.key)) == ["named-value \(Self.key)"])
  }

  @Test("the bytes are those of the text, escapes among them") func escapes() {
    let value = #"S3\"cr\u00e9\/t\ud83d\ude00!9"#
    #expect(
      Self.found(#"{"é\n": 1, "x": [{"name":"pass\u0077ord","value":"\#(value)"}]}"#) == [
        "named-value \(value)"
      ])
    #expect(Self.found(#"[{"name":"password","value":"\t\#(value)\n"}]"#) == ["named-value \(value)"])
  }

  @Test("a text inside of a text is looked into, four levels deep") func levels() {
    var text = JSON.array([["name": "X-API-Key", "value": .string(Self.key)]]).text(.compact)
    for level in 1...6 {
      #expect(Self.found(text) == (level <= 4 ? ["named-value \(Self.key)"] : []), "\(level)")
      text = JSON.object(["body": .string(text)]).text(.compact)
    }
  }

  @Test(
    "what is no document, and good practice in one, is none",
    arguments: [
      #"[{"name":"X-API-Key","value":"§"}"#, #"{"name":"X-API-Key","value":"§"}}"#,
      #"{"name":"X","value":"§"}"#,
      #"[{"name":"X-API-Key","value":"={{ $vars.key }}"}]"#,
      #"={"name":"token","value":"{{ $json["token1"] }}"}"#,
      #"[{"name":"X-API-Key","value":"YOUR_API_KEY_1234"}]"#, #"{"name":"token","value":"\"#, "{", "[", "={{",
      "",
      #"{"name":"password","value":{"a":"§"}}"#, #"["name","X-API-Key"]"#,
    ])
  func innocent(_ template: String) {
    #expect(Self.found(template.replacing("§", with: Self.key)).isEmpty)
  }

  @Test("deep documents are left to the other rules") func deep() {
    func text(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + #"{"name":"token","value":"\#(Self.key)"}"#
        + String(repeating: "]", count: depth)
    }
    #expect(Self.found(text(60)) == ["named-value \(Self.key)"])
    #expect(Self.found(text(100_000)).isEmpty)
  }
}
