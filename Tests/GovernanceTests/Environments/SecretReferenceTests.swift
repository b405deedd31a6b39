import JSON
import Testing

@testable import Governance

@Suite("A reference to a secret")
struct SecretReferenceTests {
  @Test(
    "ENV-001 names where the key lies",
    arguments: ["env:N8N_KEY", "file:/etc/n8n/key", "file:keys/a b", "systemd:prod-key"])
  func forms(_ text: String) throws {
    let reference = try #require(SecretReference(text))
    #expect(reference.description == text)
    #expect(try JSON.encode(reference).decode(as: SecretReference.self) == reference)
  }

  @Test(
    "refuses what is no reference",
    arguments: [
      "", "N8N_KEY", "env:", "env:A-B", "env:A B", "env:Ä", "file:", "file:a\u{0}b", "file:a\nb", "systemd:",
      "systemd:../key", "systemd:a/b", "systemd:..", "systemd:.", "ENV:A", "http://a", "env", ":A",
      "env:A\u{7F}",
    ])
  func refuses(_ text: String) {
    #expect(SecretReference(text) == nil)
  }

  @Test(
    "ENV-001 a key that was put there by mistake is refused without being shown",
    arguments: ["eyJhbGciOiJIUzI1NiJ9.secret.part", "env:eyJhbGciOiJ.secret", "key:n8n_api_secret"])
  func neverEchoes(_ text: String) throws {
    let record: JSON = ["class": "production", "url": "https://n8n.example.com", "apiKey": .string(text)]
    let error = try #require(throws: JSONDecodingError.self) { try record.decode(as: EnvironmentRecord.self) }
    #expect(!"\(error)".contains("eyJ") && !"\(error)".contains("n8n_api"))
    #expect("\(error)".contains("env:NAME, file:PATH, systemd:NAME or age:PATH"))
    #expect("\(error)".contains("/apiKey"))
  }
}
