import JSON
import Testing

@testable import Governance

@Suite("Content hash: fixed vectors") struct ContentHashVectorTests {
  private static func text(_ json: JSON) -> String {
    String(decoding: ContentHash.canonicalText(of: json, policy: Fixture.normalization), as: UTF8.self)
  }

  private static func hash(_ json: JSON) -> String {
    ContentHash.hash(of: json, policy: Fixture.normalization).hex
  }

  @Test("the empty workflow of docs/content-hash.md") func empty() {
    let workflow: JSON = [
      "active": false, "connections": [:], "name": "Empty", "nodes": [], "settings": [:], "tags": [],
    ]
    #expect(Self.text(workflow) == #"{"connections":{},"name":"Empty","nodes":[],"settings":{}}"#)
    #expect(Self.hash(workflow) == "5a3834ff939738c338d7850ac21b2af230a5ff6405aa5bdcd1365d75b72563b3")
  }

  @Test("a workflow with one of everything, hashed by scripts/content-hash-by-the-book") func small() {
    #expect(
      Self.text(SmallWorkflow.portable) == #"""
        {"active":true,"connections":{"Fields":{"main":[[{"node":"Send"},{"node":"Work"}]]},"Send":{"ma\#
        in":[[{"node":"Ship"}]]},"Webhook":{"main":[[{"node":"Fields"}]]}},"name":"Orders","nodes":[{"n\#
        ame":"Alone","type":"n8n-nodes-base.noOp","typeVersion":1},{"name":"Fields","parameters":{"assi\#
        gnments":{"assignments":[{"name":"total","type":"number","value":"={{ $json.body.total }}"}]}},\#
        "type":"n8n-nodes-base.set","typeVersion":3.4},{"credentials":{"httpHeaderAuth":{"name":"shop-a\#
        pi"}},"name":"Send","parameters":{"authentication":"genericCredentialType","genericAuthType":"h\#
        ttpHeaderAuth","method":"POST","url":"=https://example.com/{{ $('Fields').item.json.total }}"},\#
        "type":"n8n-nodes-base.httpRequest","typeVersion":4.2},{"name":"Ship","parameters":{"workflowId\#
        ":{"mode":"list","value":"workflow:shipping"}},"type":"n8n-nodes-base.executeWorkflow","typeVer\#
        sion":1.2},{"name":"Webhook","parameters":{"httpMethod":"POST","path":"orders"},"type":"n8n-nod\#
        es-base.webhook","typeVersion":2},{"name":"Work","parameters":{"jsCode":"const items = $('Field\#
        s').all();\nreturn items;"},"type":"n8n-nodes-base.code","typeVersion":2}],"settings":{"errorWo\#
        rkflow":"workflow:alarm","executionOrder":"v1"},"tags":["shop"]}
        """#)
    #expect(
      Self.hash(SmallWorkflow.portable) == "7e828a67ffbba1cc81640bce8aac770b56a31cad993da8350071bdd92ddcf55f")
  }

  @Test("a hash names its normalization") func normalization() {
    let digest = ContentHash.hash(of: SmallWorkflow.portable, policy: Fixture.normalization)
    #expect(digest.normalization == "2+rules-6+n8n-2.40.7")
    #expect(digest.short == String(digest.hex.prefix(12)))
  }

  @Test("the behaviour of a copy under another name is the same") func behaviour() {
    var copy = SmallWorkflow.portable
    copy.set("Copy", at: JSONPointer().appending("name"))
    copy.set(false, at: JSONPointer().appending("active"))
    copy.set([], at: JSONPointer().appending("tags"))
    let hashes = [SmallWorkflow.portable, copy].map {
      ContentHash.hash(of: $0, policy: Fixture.normalization, scope: .behaviour)
    }
    #expect(hashes[0] == hashes[1])
    #expect(Self.hash(copy) != Self.hash(SmallWorkflow.portable))
  }
}
