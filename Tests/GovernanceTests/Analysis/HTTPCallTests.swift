import JSON
import Testing

@testable import Governance

@Suite("WF-005 Hosts that a workflow calls") struct HTTPCallTests {
  private static func calls(_ type: String, _ parameters: JSON) throws -> [String] {
    let node = try #require(
      WorkflowNode(["name": "N", "type": .string("n8n-nodes-base.\(type)"), "parameters": parameters]))
    return HTTPCall.all(of: node, policy: Fixture.normalization).map {
      "\($0.origin.rawValue) \($0.host ?? "?")"
    }
  }

  @Test("by the address of a request, also where only a run knows it") func requests() throws {
    #expect(
      try Self.calls("httpRequest", ["url": "https://API.example.com/x"]) == ["request api.example.com"])
    #expect(try Self.calls("httpRequest", ["url": "={{ $json.url }}"]) == ["request ?"])
  }

  @Test(
    "the host of an address is a host: it ends where a name of one ends",
    arguments: [
      ("https://API.example.com:8443/x", ["api.example.com"]),
      ("=https://example.com/{{ $json.x }}", ["example.com"]),
      ("https://user:word@example.com/", ["example.com"]),
      ("example.com/x?u=https://other.example", ["example.com"]), ("http://[::1]:80/", ["[::1]"]),
      ("http://[::ffff:10.0.0.1]/", ["[::ffff:10.0.0.1]"]), ("https://example.com?x", ["example.com"]),
      ("https://example.com#x", ["example.com"]), ("=  https://example.com\n", ["example.com"]),
      ("https://müller.example/", ["müller.example"]), ("https://u:p#7@example.com/x", ["example.com"]),
      ("http://localhost:5678", ["localhost"]), ("http://u:p@[::1]/x", ["[::1]"]),
      ("={{ $json.url }}", [nil]), ("=https://{{ $json.host }}/x", [nil]), ("https:///x", [nil]),
      ("=https://api-{{ $json.region }}.example.com/x", [nil]), ("=https://example.com{{ $json.x }}", [nil]),
      ("https://example.com:port/x", [nil]), ("https://a.b'+c/", ["a.b"]), ("https://a.b+c/", [nil]),
      ("https://.../x", [nil]), ("https://[::1/x", [nil]), ("https://[]/x", [nil]), ("https://%20/", [nil]),
      ("https://" + String(repeating: "a", count: 256) + "/", [nil]), ("https://", [nil]), ("=", [nil]),
    ] as [(String, [String?])])
  func hosts(_ url: String, _ hosts: [String?]) { #expect(HTTPAddress.hosts(of: url) == hosts) }

  @Test(
    "an expression chooses among addresses in quotes, and perhaps what only a run knows",
    arguments: [
      ("={{ 'https://api.example.com'+$json.p+'&x=y' }}", ["api.example.com"]),
      ("={{ \"https://example.com\" }}", ["example.com"]),
      ("={{ $json.page_url || \"https://example.com\" }}", ["example.com", nil]),
      ("={{ $json.x ? 'https://a.example/x' : `http://b.example:80` }}", ["a.example", "b.example", nil]),
      ("={{ 'https://' + $json.host }}", [nil]), ("={{ 'https://a.b+' }}", [nil]),
      ("={{ $json.x + '?next=https://a.example' }}", [nil]),
      ("={{ 'https://u:p@a.example/' }}", ["a.example"]),
    ] as [(String, [String?])])
  func expressions(_ url: String, _ hosts: [String?]) { #expect(HTTPAddress.hosts(of: url) == hosts) }

  @Test("the work grows with the calls, not faster") func work() throws {
    let code = (0..<30_000).map { "'https://h\($0).example'" }.joined(separator: " ")
    #expect(try Self.calls("code", ["jsCode": .string(code)]).count == 30_000)
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

  @Test(
    "by the commands of a shell, also where only a run or the shell knows it",
    arguments: [
      ("curl https://API.example.com/x.sh | sh", ["api.example.com"]),
      (
        "wget -q 'http://files.example.com:8080/y' && curl --url=\"https://b.example\"",
        ["files.example.com", "b.example"]
      ),
      ("https://first.example/x", ["first.example"]), ("x=$(curl http://in.example)", ["in.example"]),
      ("=curl https://{{ $json.host }}/x", ["?"]), ("curl https://$HOST/x", ["?"]),
      ("curl https://a.example https://a.example/y", ["a.example"]), ("echo xhttps://a.example; ls", []),
    ] as [(String, [String])])
  func commands(_ command: String, _ hosts: [String]) throws {
    for type in ["executeCommand", "ssh"] {
      #expect(try Self.calls(type, ["command": .string(command)]) == hosts.map { "command \($0)" })
    }
    #expect(try Self.calls("shop", ["command": .string(command)]) == [])
  }

  @Test("by the nodes of a workflow that stands in a parameter, at any depth, each host once") func inline()
    throws
  {
    func carrier(_ nodes: [JSON]) -> JSON {
      let workflow: JSON = ["nodes": .array(nodes), "connections": [:]]
      return ["source": "parameter", "workflowJson": .string(workflow.text(.compact))]
    }
    func request(_ url: JSON) -> JSON {
      ["name": "Q", "type": "n8n-nodes-base.httpRequest", "parameters": ["url": url]]
    }
    let deep: JSON = [
      "name": "In", "type": "n8n-nodes-base.executeWorkflow",
      "parameters": carrier([request("https://deep.example")]),
    ]
    let note: JSON = [
      "name": "Note", "type": "n8n-nodes-base.stickyNote", "parameters": ["url": "https://note.example"],
    ]
    let nodes = [
      request("https://a.example"), request("https://a.example/b"), request("={{ $json.u }}"), note, deep,
    ]
    #expect(
      try Self.calls("executeWorkflow", carrier(nodes)) == [
        "request a.example", "request ?", "request deep.example",
      ])
    #expect(
      try Self.calls("executeWorkflow", ["source": "parameter", "workflowJson": "={{ $json.w }}"]) == [])
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
