import JSON
import RulesLaws
import Testing

@testable import Governance

@Suite("Overlay") struct OverlayTests {
  private static let overlay: Overlay = {
    var result = Overlay()
    do {
      try result.set(
        "https://prod.example.com", workflow: "own", node: "Send", at: JSONPointer("/parameters/url"))
      try result.set(["limit": 500], workflow: "own", node: "Send", at: JSONPointer("/parameters/options"))
    } catch { fatalError("\(error)") }
    return result
  }()

  private static func workflow(_ url: JSON, _ options: JSON = ["limit": 5]) -> JSON {
    [
      "id": "own0123456789abc", "name": "W", "active": false, "tags": [], "settings": [:], "connections": [:],
      "nodes": [
        [
          "id": "n", "name": "Send", "type": "n8n-nodes-base.httpRequest", "typeVersion": 4.2,
          "position": [0, 0],
          "parameters": ["url": url, "options": options],
        ]
      ],
    ]
  }

  private static func parameters(_ json: JSON?) -> JSON? { json?["nodes"]?[0]?["parameters"] }

  @Test("values go in on the way out and come back as markers") func roundTrip() {
    let development = TwoEnvironments.portable(Self.workflow("https://dev"), TwoEnvironments.development)
      .workflow
    let baseline = Self.overlay.masked(development, workflow: "own")
    #expect(
      Self.parameters(baseline)
        == ["url": "overlay:/parameters/url", "options": "overlay:/parameters/options"])
    let out = TwoEnvironments.n8n(baseline, TwoEnvironments.production, overlay: Self.overlay)
    #expect(
      Self.parameters(out.document) == ["url": "https://prod.example.com", "options": ["limit": 500]])
    #expect(out.unresolved.isEmpty)
    let back = TwoEnvironments.portable(
      TwoEnvironments.stored(out), TwoEnvironments.production, overlay: Self.overlay
    ).workflow
    #expect(back == baseline)
  }

  @Test("a value on the instance that is not the overlay's shows as a change") func drift() {
    let observed = TwoEnvironments.portable(
      Self.workflow("https://evil.example.com", ["limit": 500]), TwoEnvironments.production,
      overlay: Self.overlay
    ).workflow
    let baseline = Self.overlay.masked(
      TwoEnvironments.portable(Self.workflow("https://dev"), TwoEnvironments.development).workflow,
      workflow: "own")
    let diff = WorkflowDiff.between(baseline, observed, policy: Fixture.normalization, risk: Fixture.risk)
    #expect(diff.changes.map(\.pointer?.description) == ["/parameters/url"])
  }

  @Test(
    "only parameters may differ, each once",
    arguments: [
      ("/credentials/slackApi", OverlayError.Reason.notAParameter), ("/name", .notAParameter),
      ("", .notAParameter),
      ("/parameters", .notAParameter), ("/type", .notAParameter), ("/parameters/url/deeper", .overlaps),
      ("/disabled", .notAParameter),
    ])
  func refused(_ pointer: String, _ reason: OverlayError.Reason) throws {
    var overlay = Self.overlay
    let place = try JSONPointer(pointer)
    let error = #expect(throws: OverlayError.self) {
      try overlay.set("x", workflow: "own", node: "Send", at: place)
    }
    #expect(error?.reason == reason)
  }

  @Test("a reference to a workflow is no overlay's business") func reference() throws {
    var overlay = Overlay()
    let error = #expect(throws: OverlayError.self) {
      try overlay.set("workflow:x", workflow: "own", node: "N", at: JSONPointer("/parameters/workflowId"))
    }
    #expect(error?.reason == .reference)
  }

  @Test("what an overlay points at must be there") func problems() throws {
    var overlay = Self.overlay
    try overlay.set(1, workflow: "own", node: "Nobody", at: JSONPointer("/parameters/x"))
    try overlay.set(1, workflow: "own", node: "Send", at: JSONPointer("/parameters/nothing"))
    let portable = TwoEnvironments.portable(Self.workflow("https://dev"), TwoEnvironments.development)
      .workflow
    #expect(overlay.problems(in: portable, workflow: "own").map(\.reason) == [.noSuchNode, .noSuchPlace])
    #expect(
      Self.overlay.problems(in: Self.overlay.masked(portable, workflow: "own"), workflow: "own").isEmpty)
  }

  @Test(
    "it points at a value, not at structure",
    arguments: [
      ("/parameters/url", ["a": 1], false), ("/parameters/url", ["a"], false), ("/parameters/url", 7, true),
      ("/parameters/url", "https://own", true), ("/parameters/options", ["limit": 7], true),
      ("/parameters/options", "limit", false), ("/parameters/options", [1], false),
      ("/parameters/options/limit", ["a": 1], false), ("/parameters/options/limit", "7", true),
      ("/parameters/options/unset", ["a": 1], true),
    ] as [(String, JSON, Bool)])
  func structure(_ pointer: String, _ value: JSON, _ isFit: Bool) throws {
    let portable = Self.workflow("https://dev", ["limit": 5, "unset": .null])
    let entry = OverlayEntry(workflow: "own", node: "Send", pointer: try JSONPointer(pointer), value: value)
    #expect(Overlay.problem(with: entry, in: portable)?.reason == (isFit ? nil : .structure))
    var overlay = Overlay()
    try overlay.set(value, workflow: "own", node: "Send", at: entry.pointer)
    #expect(overlay.problems(in: portable, workflow: "own").map(\.reason) == (isFit ? [] : [.structure]))
    #expect(overlay.problems(in: overlay.masked(portable, workflow: "own"), workflow: "own").isEmpty)
  }

  @Test("the file reads and writes the same") func json() throws {
    let json: JSON = [
      "$schema": "x", "own": ["Send": ["/parameters/url": "a", "/parameters/options/limit": 5]],
    ]
    let overlay = try Overlay(json)
    #expect(overlay.json == ["own": ["Send": ["/parameters/url": "a", "/parameters/options/limit": 5]]])
    #expect(throws: OverlayError.self) { try Overlay(["own": ["Send": ["parameters": 1]]]) }
    #expect(throws: OverlayError.self) { try Overlay(["own": []]) }
  }

  @Test("another workflow's values do not touch this one") func otherWorkflow() {
    let portable = TwoEnvironments.portable(Self.workflow("https://dev"), TwoEnvironments.development)
      .workflow
    #expect(Self.overlay.masked(portable, workflow: "other") == portable)
  }
}
