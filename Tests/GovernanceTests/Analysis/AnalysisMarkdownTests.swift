import JSON
import Testing

@testable import Governance

@Suite("WF-005 Analysis for people") struct AnalysisMarkdownTests {
  private static let hostile = "A | <b>x</b> [l](javascript:1)\n# h `c` @all"

  private static var analysis: WorkflowAnalysis {
    let node: JSON = [
      "name": .string(hostile), "type": "n8n-nodes-base.webhook", "typeVersion": 2,
      "parameters": ["path": .string(hostile), "token": "abc123def456"],
    ]
    return WorkflowAnalysis(of: ["name": .string(hostile), "nodes": [node]], policy: Fixture.normalization)
  }

  @Test("names from n8n make neither cells nor markup nor links") func escaped() {
    let text = AnalysisMarkdown.render(Self.analysis)
    #expect(!text.contains("<b>") && !text.contains("](java") && !text.contains(" @all"))
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[0].hasPrefix("## A \\|"))
    // Two cells a row: three bars that are not escaped.
    for line in lines.dropFirst(2) where !line.isEmpty {
      #expect(line.replacing("\\|", with: "").count { $0 == "|" } == 3, "\(line)")
    }
  }

  @Test("each line has something to say, and none a secret") func lines() {
    let lines = Self.analysis.lines
    #expect(
      lines.map(\.label) == [
        "complexity", "shape", "starts by", "on errors", "unconnected", "out of date", "secret",
      ])
    #expect(lines.allSatisfy { !$0.texts.isEmpty && ($0.urgency == .alarm) == ($0.label == "secret") })
    #expect(!"\(lines)".contains("abc123def456"))
  }

  @Test("hosts say who calls them") func calls() {
    let nodes = (1...5).map { number -> JSON in
      [
        "name": .string("N\(number)"), "type": "n8n-nodes-base.httpRequest",
        "parameters": ["url": number == 5 ? "={{ $json.x }}" : "https://example.com"],
      ]
    }
    let code: JSON = [
      "name": "C", "type": "n8n-nodes-base.code", "parameters": ["jsCode": "get('http://b.example')"],
    ]
    let analysis = WorkflowAnalysis(of: ["nodes": .array(nodes + [code])], policy: Fixture.normalization)
    #expect(
      analysis.lines.first { $0.label == "calls" }?.texts
        == ["b.example (code of C)", "example.com (N1, N2, N3, 1 more)", "1 address known only to a run"])
  }

  @Test("what may stop to work has a line of its own, what only lacks new features shares one")
  func outdated() {
    func node(_ name: String, _ type: String, _ version: JSON?) -> JSON {
      var result: JSONObject = ["name": .string(name), "type": .string("n8n-nodes-base.\(type)")]
      result["typeVersion"] = version
      return .object(result)
    }
    let nodes =
      (1...5).map { node("Call \($0)", "httpRequest", 4.2) } + [
        node("Old", "function", 1), node("Set", "set", 1), node("Unsaid", "code", nil),
      ]
    let analysis = WorkflowAnalysis(of: ["nodes": .array(nodes)], policy: Fixture.normalization)
    #expect(
      analysis.lines.filter { $0.label == "out of date" }.flatMap(\.texts) == [
        "Old: superseded by Code", "Set: version 1 of 3.5", "Unsaid: version unknown of 2",
        "5 nodes a minor version behind (Call 1, Call 2, Call 3, 2 more)",
      ])
    #expect(analysis.json["outdated"]?.arrayValue?.count == 8)
  }
}
