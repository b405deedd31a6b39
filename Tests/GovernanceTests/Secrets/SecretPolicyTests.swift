import JSON
import Testing

@testable import Governance

@Suite("The policy on secrets") struct SecretPolicyTests {
  @Test(
    "a class where less is done than in one before it is told",
    arguments: [
      (.seal, [:], []), (.seal, [.production: .refuse], []), (.seal, [.production: .allow], [.production]),
      (.redact, [.development: .refuse], [.staging, .production]), (.allow, [.development: .allow], []),
      (.allow, [.staging: .seal], [.production]), (.refuse, [.development: .seal, .staging: .redact], []),
    ] as [(SecretPolicy.Action, [EnvironmentClass: SecretPolicy.Action], [EnvironmentClass])])
  func order(
    _ action: SecretPolicy.Action, _ classes: [EnvironmentClass: SecretPolicy.Action],
    _ weakened: [EnvironmentClass]
  ) {
    #expect(SecretPolicy(action: action, classes: classes, withoutKey: .allow).weakened == weakened)
  }

  @Test("secrets of an overlay's value are found by what stands around their place") func overlay() throws {
    let workflow: JSON = [
      "nodes": [
        ["name": "Other", "type": "n8n-nodes-base.set", "parameters": ["token": "abc123def456"]],
        [
          "name": "Call", "type": "n8n-nodes-base.httpRequest",
          "parameters": ["headers": ["parameters": [["name": "X-Api-Key", "value": "x"], ["name": "B"]]]],
        ],
      ]
    ]
    func found(_ value: JSON, _ pointer: String, in workflow: JSON?) throws -> [String] {
      let entry = OverlayEntry(workflow: "a", node: "Call", pointer: try JSONPointer(pointer), value: value)
      return entry.secrets(in: workflow, nodes: .none).map(\.detector)
    }
    let place = "/parameters/headers/parameters/0/value"
    #expect(try found("abc123def456", place, in: workflow) == ["named-value"])
    #expect(try found("abc123def456", place, in: nil) == [], "nothing says what it is")
    #expect(try found("https://example.com", place, in: workflow) == [])
    #expect(try found("abc123def456", "/parameters/apiKey", in: nil) == ["named-value"])
    #expect(try found(["apiKey": "abc123def456"], "/parameters/options", in: workflow) == ["named-value"])
    #expect(try found("https://u:hunter2!@example.com", "/parameters/url", in: nil) == ["url-password"])
    #expect(try found("https://example.com/x?limit=1", "/parameters/url", in: nil) == [])
  }
}
