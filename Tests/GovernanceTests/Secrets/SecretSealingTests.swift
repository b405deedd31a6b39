import JSON
import RulesLaws
import TestSupport
import Testing

@testable import Governance

@Suite("Sealing the secrets of a workflow")
struct SecretSealingTests {
  private func sealing(_ key: UInt8 = 1, _ action: SecretPolicy.Action = .seal) -> SecretSealing {
    SecretSealing(
      policy: SecretPolicy(action: action, withoutKey: .redact), nodes: .none, class: .production,
      key: [UInt8](repeating: key, count: 32))
  }

  private func workflow(_ code: String) -> JSON {
    [
      "name": "A",
      "nodes": [
        [
          "name": "N", "type": "n8n-nodes-base.code", "typeVersion": 2, "position": [0, 0],
          "parameters": ["jsCode": .string(code)],
        ]
      ],
    ]
  }

  /// Made-up tokens in the form of real ones.
  private func token(_ random: inout some RandomNumberGenerator) -> String {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")
    return "ghp_" + String((0..<34).map { _ in letters[Int.random(in: 0..<62, using: &random)] }) + "a1"
  }

  @Test(
    "Opening what was sealed gives the same bytes; the same secret has one placeholder, another has another")
  func property() {
    var random = SeededGenerator(seed: 11)
    var placeholders: [String: String] = [:]
    for round in 0..<300 {
      let tokens = (0..<Int.random(in: 1...4, using: &random)).map { _ in token(&random) }
      let original = workflow("é\(round) " + tokens.map { "'\($0)' + '\(tokens[0])'" }.joined(separator: ";"))
      let sealed = sealing().seal(original, of: nil)
      let text = sealed.workflow.text(.compact)
      for token in tokens { #expect(!text.contains(token)) }
      #expect(Set(sealed.values.values) == Set(tokens))
      for (id, value) in sealed.values {
        #expect(placeholders[value] == nil || placeholders[value] == id)
        placeholders[value] = id
      }
      #expect(SecretPlaceholder.open(sealed.workflow, with: sealed.values) == original)
      #expect(SecretPlaceholder.open(sealed.workflow, with: [:]) == nil)
      // Another process, the same key: the same bytes. Another key: nothing in common.
      #expect(sealing().seal(original, of: nil).workflow == sealed.workflow)
      #expect(Set(sealing(2).seal(original, of: nil).values.keys).isDisjoint(with: sealed.values.keys))
      // The scanner takes no placeholder for a secret.
      #expect(sealing().values(in: sealed.workflow).isEmpty)
    }
    #expect(Set(placeholders.values).count == placeholders.count)
  }

  @Test("A redacted value is told apart from another, and never opened")
  func redacted() {
    var random = SeededGenerator(seed: 12)
    let original = workflow("'\(token(&random))'")
    let sealed = sealing(1, .redact).seal(original, of: nil)
    #expect(sealed.values.isEmpty && sealed.findings.count == 1)
    #expect(SecretPlaceholder.hasRedacted(sealed.workflow))
    #expect(SecretPlaceholder.open(sealed.workflow, with: sealed.values) == nil)
  }

  @Test("The fallback holds without a key only")
  func fallback() {
    let policy = SecretPolicy(action: .seal, classes: [.production: .refuse], withoutKey: .redact)
    #expect(policy.action(in: .development, hasKey: true) == .seal)
    #expect(policy.action(in: .development, hasKey: false) == .redact)
    #expect(policy.action(in: .production, hasKey: false) == .refuse)
  }
}
