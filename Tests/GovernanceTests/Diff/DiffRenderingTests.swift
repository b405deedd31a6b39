import JSON
import Testing

@testable import Governance

@Suite("Diff renderings") struct DiffRenderingTests {
  private static let edited: JSON = {
    var json = SmallWorkflow.portable
    func set(_ pointer: String, _ value: JSON) {
      if let pointer = try? JSONPointer(pointer) { json.set(value, at: pointer) }
    }
    set("/name", "Orders *new*")
    set("/nodes/2/parameters/method", "PUT")
    set("/nodes/3/parameters/jsCode", "const items = $('Fields').all();\nreturn items.slice(1);")
    set("/nodes/4/position", [700, 0])
    set("/connections/Send/main/0", [])
    return json
  }()

  private static let diff = WorkflowDiff.between(
    SmallWorkflow.portable, edited, policy: Fixture.normalization, risk: Fixture.risk)

  @Test("DRIFT-003 as text") func text() {
    #expect(
      DiffText.render(Self.diff, colour: false) == """
        workflow
          ~ renamed LOW: only a name changes
              - "Orders"
              + "Orders *new*"
        node "Send"
          ~ /parameters/method changed HIGH: HTTP Request: it speaks to other systems at addresses of the workflow's choice
              - "POST"
              + "PUT"
          - disconnected from "Ship" HIGH: data takes another way
        node "Work"
          ~ code /parameters/jsCode changed HIGH: code that runs changes
                const items = $('Fields').all();
              - return items;
              + return items.slice(1);
        node "Ship"
          ~ moved cosmetic
        4 changes, 1 cosmetic, risk HIGH

        """)
  }

  @Test("colour only where it is wanted") func colour() {
    #expect(DiffText.render(Self.diff, colour: true).contains("\u{1B}[31m"))
    #expect(!DiffText.render(Self.diff, colour: false).contains("\u{1B}"))
  }

  @Test("DRIFT-003 as Markdown for a change request") func markdown() {
    #expect(
      DiffMarkdown.render(Self.diff) == """
        **Risk HIGH**, 4 changes.

        **Workflow**

        - renamed: `"Orders"` → `"Orders *new*"` (LOW: only a name changes)

        **Send** (`n8n-nodes-base.httpRequest`)

        - /parameters/method changed: `"POST"` → `"PUT"` (HIGH: HTTP Request\\: it speaks to other systems at addresses of the workflow's choice)
        - disconnected from "Ship" (HIGH: data takes another way)

        **Work** (`n8n-nodes-base.code`)

        - code /parameters/jsCode changed (HIGH: code that runs changes)

          ```diff
            const items = $('Fields').all();
          - return items;
          + return items.slice(1);
          ```

        <details><summary>1 cosmetic</summary>

        **Ship** (`n8n-nodes-base.executeWorkflow`)

        - moved

        </details>

        """)
  }

  @Test("as JSON") func json() {
    let json = Self.diff.json
    #expect(json["risk"] == "HIGH")
    #expect(json["cosmetic"] == false)
    #expect(json["changes"]?.arrayValue?.count == 5)
    #expect(
      json["changes"]?[1] == [
        "kind": "parameterChanged", "node": "Send", "nodeType": "n8n-nodes-base.httpRequest",
        "pointer": "/parameters/method", "old": "POST", "new": "PUT", "risk": "HIGH", "rule": "node:http",
        "reason": "HTTP Request: it speaks to other systems at addresses of the workflow's choice",
        "cosmetic": false,
      ])
    #expect(
      json["changes"]?[2]?["lines"]?[1] == ["kind": "removed", "text": "return items;", "oldLine": 2])
    #expect(json["changes"]?[4]?["connection"]?["target"] == "Ship")
  }

  @Test("nothing changed") func empty() {
    let diff = WorkflowDiff.between(
      SmallWorkflow.portable, SmallWorkflow.portable, policy: Fixture.normalization, risk: Fixture.risk)
    #expect(DiffText.render(diff, colour: true) == "no change\n")
    #expect(DiffMarkdown.render(diff) == "No change.\n")
    #expect(diff.json == ["changes": [], "cosmetic": true, "risk": .null, "storedDifferently": false])
  }

  @Test("what n8n rewrites by itself is said to be that") func noise() {
    var json = SmallWorkflow.portable
    json.set([:], at: JSONPointer(tokens: ["nodes", "5", "parameters", "options"]))
    let diff = WorkflowDiff.between(
      SmallWorkflow.portable, json, policy: Fixture.normalization, risk: Fixture.risk)
    #expect(diff.isEmpty)
    #expect(diff.isStoredDifferently)
    #expect(DiffText.render(diff, colour: false) == "no change but what n8n rewrites by itself\n")
  }

  @Test("names from n8n do not steer the terminal") func controlCharacters() {
    var json = SmallWorkflow.portable
    json.set("a\u{1B}[2Jb\u{202E}c\r\nd", at: JSONPointer().appending("name"))
    let diff = WorkflowDiff.between(
      SmallWorkflow.portable, json, policy: Fixture.normalization, risk: Fixture.risk)
    let text = DiffText.render(diff, colour: false)
    #expect(text.contains(#"\u001b[2Jb\u{202E}c\r\nd"#))
    #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
  }

  @Test(
    "names from n8n are not Markdown, HTML or mentions",
    arguments: [
      ("<img src=x onerror=alert(1)>", "&lt;img src=x onerror=alert\\(1\\)&gt;"),
      ("[a](javascript:b)", "\\[a\\]\\(javascript\\:b\\)"), ("@everyone #1", "\\@everyone \\#1"),
      ("**b** `c` ~~d~~ | e", "\\*\\*b\\*\\* \\`c\\` \\~\\~d\\~\\~ \\| e"), ("a\n- b", "a \\- b"),
      ("1. x & y", "1\\. x &amp; y"),
    ])
  func markdownEscapes(_ name: String, _ expected: String) {
    #expect(MarkdownText.escaped(name) == expected)
  }

  @Test(
    "code keeps its backticks",
    arguments: [
      ("a", "`a`"), ("a`b", "``a`b``"), ("`a", "`` `a ``"), ("", "` `"), ("a\nb", "`a b`"),
    ])
  func markdownCode(_ text: String, _ expected: String) {
    #expect(MarkdownText.code(text) == expected)
  }

  @Test("a fence is longer than any in the code") func fence() {
    #expect(MarkdownText.block(["a", "````", "b"], language: "diff") == "`````diff\na\n````\nb\n`````")
  }

  @Test("long values are cut, and say how long they are") func longValues() {
    #expect(ChangeText.value(.string(String(repeating: "x", count: 500))).hasSuffix("… (502 characters)"))
  }
}
