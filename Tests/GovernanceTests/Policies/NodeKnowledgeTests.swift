import JSON
import Testing

@testable import Governance

@Suite("Knowledge of node types")
struct NodeKnowledgeTests {
  @Test("read line by line the shipped document says what it says as a whole") func lines() throws {
    let whole = Fixture.policy("node-knowledge")
    let types = try #require(whole["types"]?.objectValue)
    let read = try NodeKnowledge(lines: Fixture.bytes(ofPolicy: "node-knowledge"))
    let known = NodeKnowledge(version: whole["n8n"]?.stringValue ?? "", types: types)
    #expect(read.version == known.version && types.count > 500)
    for name in types.keys {
      let (one, other) = (try #require(read.type(name)), try #require(known.type(name)))
      #expect(one.versions == other.versions && one.displayName == other.displayName)
      #expect(one.credentialTypes == other.credentialTypes && one.groups == other.groups)
      #expect(read.type(name + "Tool")?.isToolForm == known.type(name + "Tool")?.isToolForm)
    }
    #expect(read.type("nobody's") == nil)
  }

  @Test(
    "a document that is laid out otherwise is refused",
    arguments: [
      "", "{}", "}}", "{\"n8n\":\"2\",\"types\":{}}", "{\"n8n\":\"2\",\"types\":{\n}", "{\"types\":{\n}}",
      "{\"n8n\":\"2\",\"types\":{\nx\n}}", "{\"n8n\":\"2\",\"types\":{\n\"x\n}}",
      "{\"n8n\":\"2\",\"types\":{\n\"x\"\n}}",
    ])
  func refused(_ text: String) {
    #expect(throws: PolicyError.self) { try NodeKnowledge(lines: Array(text.utf8)) }
  }
}
