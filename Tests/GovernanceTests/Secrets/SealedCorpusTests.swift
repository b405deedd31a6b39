import JSON
import Testing

@testable import Governance

@Suite("Sealing real workflows", .enabled(if: Shared.isPresent, "needs ../shared"))
struct SealedCorpusTests {
  private static func sealing(_ action: SecretPolicy.Action) -> SecretSealing {
    SecretSealing(
      policy: SecretPolicy(action: action, withoutKey: .redact), nodes: Fixture.normalization.nodes,
      class: .production, key: [UInt8](repeating: 7, count: 32))
  }

  /// One of each form and of what stands beside a name, a line each; made up.
  private static let secrets = SecretSamples.issued() + SecretSamples.formed
  private static let lines =
    secrets.map { "x = '\($0.secret)'" } + [
      "const password = 'Tr0ub4dor&3';", "postgres://u:Tr0ub4dor&3@db/x",
    ]

  /// The workflow with ten of them in its first long text, others for the next workflow.
  private static func planted(_ workflow: CorpusWorkflow, _ number: Int) -> JSON {
    let block = (0..<10).map { lines[(number * 10 + $0) % lines.count] }.joined(separator: "\n")
    var isDone = false
    return workflow.json.mappingStrings { text in
      guard !isDone, text.contains("\n") else { return text }
      isDone = true
      return "\(text)\n\(block)\n\(text)"
    }
  }

  @Test("WF-005 sealed and opened, each workflow has the same bytes; sealed, nothing in it is a secret")
  func sealed() {
    var count = 0
    for (number, workflow) in CorpusWorkflow.all.enumerated() {
      let document = Self.planted(workflow, number)
      let portable = PortableForm.portable(
        from: document, mappings: EnvironmentMappings(), policy: Fixture.normalization
      ).workflow
      let sealed = Self.sealing(.seal).seal(portable, of: nil)
      count += sealed.findings.count
      #expect(
        SecretPlaceholder.open(sealed.workflow, with: sealed.values)?.bytes(.compact)
          == portable.bytes(.compact),
        "\(workflow)")
      #expect(
        SecretScanner(nodes: Fixture.normalization.nodes).findings(in: sealed.workflow, limit: nil).isEmpty,
        "\(workflow)")
      let text = sealed.workflow.text(.compact)
      for (_, secret) in Self.secrets where !secret.contains("\n") {
        #expect(!text.contains(secret), "\(workflow)")
      }
      #expect(!text.contains("Tr0ub4dor"), "\(workflow)")
    }
    #expect(count > 900)
  }

  @Test("redacted, nothing in it is a secret, and it is never opened") func redacted() {
    for (number, workflow) in CorpusWorkflow.all.prefix(20).enumerated() {
      let redacted = Self.sealing(.redact).seal(Self.planted(workflow, number), of: nil)
      #expect(
        SecretScanner(nodes: Fixture.normalization.nodes).findings(in: redacted.workflow, limit: nil).isEmpty,
        "\(workflow)")
      #expect(
        redacted.findings.isEmpty == (SecretPlaceholder.open(redacted.workflow, with: [:]) != nil),
        "\(workflow)")
    }
  }
}
