import JSON
import Testing

@testable import Governance

@Suite("WF-005 Names that end in a word for a key") struct SecretNameTests {
  private static let values = [
    SecretSamples.random(40), SecretSamples.random(32, SecretSamples.hexadecimal),
    SecretSamples.random(64, SecretSamples.hexadecimal),
  ]

  private static func pair(_ name: String, _ value: String) -> JSON {
    ["assignments": [["name": .string(name), "value": .string(value)]]]
  }

  @Test(
    "behind them a value is found that cannot be anything else: in pairs, in code, in shells",
    arguments: [
      "OPENAI_KEY", "AZURE_OPENAI_KEY", "DEEPL_KEY", "SERPER_KEY", "SUPABASE_KEY", "openweather_key",
      "openaiKey",
      "hubspot-key", "anon_key", "prod_key", "myKey", "s3key", "TWILIO_AUTH", "basicAuth", "service_role",
      "serviceRole", "api-key-prod", "STRIPE_KEY_LIVE", "openaiKeyTest", "apikey2", "OPENAI_KEY_2",
      "token_dev",
    ])
  func weak(_ name: String) {
    #expect(SecretName.kind(of: name) == .weak)
    let identifier = name.replacing("-", with: "_")
    for value in Self.values {
      #expect(SecretSamples.findings(Self.pair(name, value)).map(\.detector) == ["named-value"])
      #expect(SecretSamples.found(in: "const \(identifier) = '\(value)';") == [["code-constant", value]])
      #expect(SecretSamples.found(in: "{\"\(name)\": \"\(value)\"}") == [["code-constant", value]])
    }
  }

  @Test(
    "ordinary values behind them are none",
    arguments: [
      "orders", "customer_id", "contact.email", "9f86d081-884c-4d65-9a2f-eaa0c55ad015",
      "2026-11-24T15:42:09Z",
      "httpHeaderAuth", "PROJ-1234", "1234567890123456", "invoices/2026/11/scan-01.pdf",
      "us-east-1-prod-2024",
      "={{ $json.openai_key }}", "YOUR_OPENAI_KEY_12345678", "https://example.com/keys/1234567890abcdef",
    ])
  func ordinary(_ value: String) {
    for name in ["OPENAI_KEY", "redisKey", "hubspot_key_2", "TWILIO_AUTH"] {
      #expect(SecretSamples.findings(Self.pair(name, value)).isEmpty, "\(name)")
    }
  }

  @Test(
    "keys that find something, and public ones, are none, whatever they are",
    arguments: [
      "primaryKey", "sortKey", "foreign_key", "cacheKey", "partitionKey", "idempotency_key", "PRIMARY_KEY",
      "hash-key", "issueKey", "fileKey", "sessionKey", "publicKey", "primaryKey2", "cache_key_test",
    ])
  func other(_ name: String) {
    #expect(SecretName.kind(of: name) == nil)
    for value in Self.values { #expect(SecretSamples.findings(Self.pair(name, value)).isEmpty) }
  }

  @Test(
    "a word that only ends so is none",
    arguments: [
      "turkey", "hockey", "monkey2", "oauth", "OAUTH2", "keys", "author", "keyword", "requireAuthor", "test",
      "2024",
      "prod", "latest", "pageToken2", "passwordHashTest",
    ])
  func words(_ name: String) {
    #expect(SecretName.kind(of: name) == nil)
  }
}
