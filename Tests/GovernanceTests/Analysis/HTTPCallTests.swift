import JSON
import Testing

@testable import Governance

@Suite("WF-005 Hosts that a workflow calls") struct HTTPCallTests {
  private static func calls(_ type: String, _ parameters: JSON) throws -> [String] {
    let node = try #require(
      WorkflowNode(["name": "N", "type": .string("n8n-nodes-base.\(type)"), "parameters": parameters]))
    return HTTPCall.all(of: node, nodes: Fixture.normalization.nodes).map {
      "\($0.origin.rawValue) \($0.host ?? "?")"
    }
  }

  @Test("by the address of a request, also where only a run knows it") func requests() throws {
    #expect(
      try Self.calls("httpRequest", ["url": "https://API.example.com/x"]) == ["request api.example.com"])
    #expect(try Self.calls("httpRequest", ["url": "={{ $json.url }}"]) == ["request ?"])
  }

  @Test("by the base URL or the server of an app's node") func parameters() throws {
    #expect(
      try Self.calls("shop", ["options": ["baseURL": "https://llm.example.com/v1"]]) == [
        "parameter llm.example.com"
      ])
    #expect(try Self.calls("shop", ["host": "db.example.com"]) == ["parameter db.example.com"])
    #expect(
      try Self.calls("discord", ["webhookUri": "=https://d.example.com/{{ $json.x }}"]) == [
        "parameter d.example.com"
      ])
    #expect(try Self.calls("shop", ["url": "https://u:p@x.example.com:8443/"]) == ["parameter x.example.com"])
  }

  @Test("by constants in code, JavaScript and Python") func code() throws {
    let text = """
      // see https://docs.example.com
      const a = await fetch('https://api.example.com/v1'); fetch("http://api.example.com:8080/v2");
      const b = `https://${host}/x`, c = `wss://Live.example.org`, ns = "http://www.w3.org/2000/svg";
      """
    #expect(
      try Self.calls("code", ["jsCode": .string(text)]) == ["code api.example.com", "code live.example.org"])
    #expect(
      try Self.calls("code", ["pythonCode": "requests.get('https://p.example.com')"]) == [
        "code p.example.com"
      ])
  }

  @Test("links in texts, sheets and what an expression makes are no calls") func none() throws {
    #expect(
      try Self.calls("slack", ["text": "see https://example.com", "imageUrl": "https://example.com/a.png"])
        == [])
    #expect(
      try Self.calls(
        "googleSheets", ["documentId": ["__rl": true, "mode": "url", "url": "https://docs.google.com/x"]])
        == [])
    #expect(
      try Self.calls("shop", ["url": "={{ $json.url }}", "host": "{{ $json.a.b }}", "server": "a b.c"]) == [])
  }
}
