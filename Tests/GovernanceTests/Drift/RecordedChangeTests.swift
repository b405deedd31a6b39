import JSON
import Testing

@testable import Governance

@Suite("What an incident keeps of a change")
struct RecordedChangeTests {
  private func node(_ parameters: JSON, _ type: String = "n8n-nodes-base.httpRequest") -> JSON {
    ["name": "Call", "type": .string(type), "typeVersion": 4, "position": [0, 0], "parameters": parameters]
  }

  private func recorded(_ old: JSON, _ new: JSON) -> [RecordedChange] {
    let documents = [old, new].map { node -> JSON in
      ["name": "W", "nodes": [node], "connections": [:], "settings": [:], "active": true]
    }
    return WorkflowDiff.between(
      documents[0], documents[1], policy: Fixture.normalization, risk: Fixture.risk
    ).recorded(documents, nodes: Fixture.normalization.nodes)
  }

  @Test("DRIFT-003 a value with what was approved and what runs, its place, risk, rule and reason")
  func value() throws {
    let changes = recorded(node(["url": "https://a.example"]), node(["url": "https://b.example"]))
    let change = try #require(changes.first)
    #expect(changes.count == 1)
    #expect((change.node, change.pointer) == ("Call", "/parameters/url"))
    #expect((change.before, change.after) == ("https://a.example", "https://b.example"))
    #expect(!change.rule.isEmpty && !change.reason.isEmpty)
    #expect(change.isCut == nil && change.isWithheld == nil)
  }

  @Test("DRIFT-003 of code the lines that differ")
  func lines() throws {
    let type = "n8n-nodes-base.code"
    let change = try #require(
      recorded(node(["jsCode": "a\nb\nc"], type), node(["jsCode": "a\nB\nc"], type)).first)
    #expect(change.lines == ["  a", "- b", "+ B", "  c"])
    #expect(change.before == nil && change.after == nil)
  }

  @Test("a value that is null is told from none, and comes back as it was")
  func null() throws {
    let type = "custom.node"
    let changes = recorded(node(["x": .null], type), node(["x": 1], type))
    let change = try #require(changes.first)
    #expect(change.before == .some(.null))
    #expect(try JSON.encode(change).decode(as: RecordedChange.self) == change)
    let added = try #require(recorded(node([:], type), node(["x": 1], type)).first)
    #expect(added.before == nil)
    #expect(try JSON.encode(added).decode(as: RecordedChange.self) == added)
  }

  @Test("what is long is cut, and says so")
  func long() throws {
    let change = try #require(
      recorded(node(["url": "a"]), node(["url": .string(String(repeating: "ä", count: 5000))])).first)
    #expect(change.isCut == true)
    #expect(change.after?.stringValue?.count == RecordedChange.longestPart + 1)
    let many = (0..<400).map { "line \($0)" }
    let type = "n8n-nodes-base.code"
    let code = try #require(
      recorded(
        node(["jsCode": .string(many.joined(separator: "\n"))], type),
        node(["jsCode": .string(many.map { "\($0)!" }.joined(separator: "\n"))], type)
      ).first)
    #expect(code.lines?.count == RecordedChange.mostLines)
    #expect(code.isCut == true)
  }

  @Test("a secret is not kept: neither the old one nor the new one", arguments: [true, false])
  func secret(_ isNew: Bool) throws {
    let key = "gh" + "p_" + String(repeating: "aB3dE6gH9k", count: 4).prefix(36)
    let (old, new) = isNew ? ("none", "https://a.example/\(key)") : ("https://a.example/\(key)", "none")
    let changes = recorded(node(["url": .string(old)]), node(["url": .string(new)]))
    #expect(changes.map(\.isWithheld) == [true])
    #expect(!"\(changes)".contains(key))
  }

  @Test("at most two hundred are kept, the riskiest")
  func bounded() {
    let old = Dictionary(uniqueKeysWithValues: (0..<300).map { ("p\($0)", JSON.string("a")) })
    let new = old.mapValues { _ in JSON.string("b") }
    let changes = recorded(
      node(.object(JSONObject(old.map { ($0, $1) }))), node(.object(JSONObject(new.map { ($0, $1) }))))
    #expect(changes.count == WorkflowDiff.mostRecorded)
  }
}
