import JSON
import Testing

@testable import Governance

@Suite("WF-005 Secrets of known form") struct SecretFormatTests {
  private static let surroundings = [
    ("", ""), ("const x = \"", "\";"), ("={{ '", "' }}"), ("see: ", ", please"), ("a\n", "\nb"),
    ("{\"k\":\"", "\"}"), ("{\\\"k\\\":\\\"", "\\\"}"), ("https://example.com/x/", "/y"), ("(", ")."),
    ("https://", ".example.com/"), ("the key ", "... and more"),
    ("<", ">"), ("é", "é"),
  ]

  /// What follows a slash belongs to these.
  private static let withSlash = Set(TokenFormat.all.filter { $0.alphabet.contains(47) }.map(\.detector))

  @Test("each is found wherever it stands, exactly", arguments: SecretSamples.issued() + SecretSamples.formed)
  func found(_ detector: String, _ secret: String) {
    for (before, after) in Self.surroundings
    where !(after.hasPrefix("/") && Self.withSlash.contains(detector))
      // It may have dots of its own.
      && !(after.hasPrefix(".e") && detector == "azure-secret")
    {
      let text = before + secret + after
      #expect(SecretSamples.found(in: text) == [[detector, secret]], "\(text)")
    }
  }

  @Test("each form is found with other characters of its alphabet", arguments: 1..<20 as Range<UInt64>)
  func everyForm(_ seed: UInt64) {
    let missed = SecretSamples.issued(seed: seed).filter { detector, secret in
      SecretSamples.found(in: secret) != [[detector, secret]]
    }
    #expect(missed.isEmpty, "\(missed)")
  }

  @Test(
    "what is a little longer, shorter, or a part of something else is none",
    arguments: SecretSamples.issued().filter {
      ["github-token", "google-key", "shopify-token"].contains($0.0)
    })
  func near(_ detector: String, _ secret: String) {
    for text in [
      "x" + secret, String(secret.dropLast(8)), secret.prefix(8) + String(repeating: "a", count: 40),
    ] {
      #expect(SecretSamples.found(in: text).isEmpty, "\(text)")
    }
  }

  /// Put together here, so that nobody who searches the files takes them for real ones.
  private static let lookalikes: [String] = [
    "sk-this-is-a-long-slug-of-words-without-any-digit", "sk-your-openai-key-goes-here-1234",
    joined("sk-", "proj-", String(repeating: "x", count: 28)), joined("AKIA", "IOSFODNN7EXAMPLE"),
    "key-value-pairs-of-a-list-2024", "eyJhbGciOiJIUzI1NiJ9 alone",
    // The token that is everybody's example (jwt.io).
    joined(
      "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.", "eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIn0.",
      "SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c"),
    "123456789:short", "12345678:30 in the morning", "-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYI",
    joined("-----BEGIN ", "PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----"),
    joined("gh", "p_", String(repeating: "x", count: 36)), joined("SG", ".", SecretSamples.random(65), "."),
    "https://discord.com/api/webhooks/<YOUR WEBHOOK HERE>", "https://hooks.slack.com/services/T00/B00/XXXX",
    "6a6f0b1e-0000-4000-8000-000000000000", joined("gh", "p_", "1234567890abcdefghijklmnopqrstuvwxyz"),
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    joined("https://docs.google.com/spreadsheets/d/1", SecretSamples.random(43), "/edit"),
  ]

  private static func joined(_ parts: String...) -> String { parts.joined() }

  @Test("what only looks like a form is none", arguments: lookalikes)
  func innocent(_ text: String) {
    #expect(SecretSamples.found(in: text).isEmpty)
  }

  @Test("two in one text are both found, of two kinds too") func several() {
    let key = "gh" + "p_" + SecretSamples.random(36)
    let text = "const a = '\(key)'; const password = 'Tr0ub4dor&3'; // \(key)"
    #expect(
      SecretSamples.found(in: text) == [
        ["github-token", key], ["code-constant", "Tr0ub4dor&3"], ["github-token", key],
      ])
  }
}
