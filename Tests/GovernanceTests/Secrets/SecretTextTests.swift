import Testing

@testable import Governance

@Suite("Secrets in messages")
struct SecretTextTests {
  private static let key = "gh" + "p_" + SecretSamples.random(36)
  private static let gone = "<n8n-ops:redacted>"
  private let text = SecretText(policy: SecretPolicy(action: .allow, withoutKey: .allow))

  private func redacted(_ message: String) -> String { text.redacted(message, node: "HTTP", workflow: nil) }

  @Test(
    "EXEC-004 no secret is left in an error message, whatever the policy does with those of workflows",
    arguments: [
      ("401 with Authorization: Bearer s3cr3tValue99abc", "s3cr3tValue99abc"),
      ("request to https://api.example.org/v1?api_key=Zx81Qp0aLm44&page=2 failed", "Zx81Qp0aLm44"),
      (#"bad request: {"password": "hunter2hunter2"}"#, "hunter2hunter2"),
      ("FATAL: connection postgres://app:dbPass77word@db.internal/crm refused", "dbPass77word"),
      ("login failed, password=Tr0ub4dor&3 for user app", "Tr0ub4dor"),
      ("login failed, password=Tr0ub4dor&3 for user app", "&3"),
      ("POST body user=app&password=aa&bb&grant_type=password", "aa&bb"),
      ("sign in with password=a,b;c{d failed", "a,b;c{d"),
      (#"rejected: {\"password\":\"hunter two\",\"user\":\"app\"}"#, "hunter two"),
      ("invalid password 'hunter' for app", "hunter"),
      ("header Cookie: sid=hunter; theme=dark", "hunter"),
      ("Set-Cookie: connect.sid=s%3Ahunter.two", "hunter"),
      ("pwd=abc", "abc"), ("Authorization: Digest hunter2hunter", "hunter2hunter"),
      ("Proxy-Authorization: Basic aHVudGVyOjI=", "aHVudGVyOjI"),
      ("client_secret => hun%ter^2", "hun%ter^2"), ("password:\n  hunter-two", "hunter-two"),
      (
        "token \(key) is not valid", key
      ),
    ])
  func taken(_ message: String, _ secret: String) {
    let result = redacted(message)
    #expect(!result.contains(secret))
    #expect(result.contains(Self.gone))
  }

  @Test(
    "EXEC-004 no address of a webhook is left in a message, whole, cut, escaped or of any service",
    arguments: [
      "request to https://hooks.slack.com/services/T0AAAA/B0BBBB/SECRET failed, reason: 410",
      #"{"url":"https:\/\/hooks.slack.com\/services\/T0AAAA\/SECRET"}"#,
      "404 - https://hooks.slack.com/workflows/SECRET.", "hooks.slack.com/triggers/T0/SECRET is gone",
      "POST https://discord.com/api/webhooks/112233/SECRET?wait=true: Unknown Webhook",
      "https://acme.webhook.office.com/webhookb2/11-22@33-44/IncomingWebhook/SECRET/55 answered 400",
      "(https://hook.eu1.make.com/SECRET)", "'https://mattermost.example.org/hooks/SECRET'",
      "The requested webhook https://n8n.example.org/webhook/SECRET is not registered",
    ])
  func hooks(_ message: String) {
    let result = redacted(message.replacing("SECRET", with: "aB3dE6"))
    #expect(!result.contains("aB3dE6") && result.contains(Self.gone))
  }

  @Test("what stands around the address of a webhook stays")
  func aroundHook() {
    #expect(
      redacted("POST https://hooks.slack.com/services/T0/B0/aB3dE6: 410, gone")
        == "POST https://hooks.slack.com/\(Self.gone): 410, gone")
  }

  @Test(
    "EXEC-004 a password in a sentence is taken, with and without a verb",
    arguments: [
      "login of admin with password hunter22 failed", "the password is hunter22", "password was: hunter22",
      "tried secret hunter22, then gave up", "wrong passphrase (hunter22)",
      "das Passwort hunter22 ist falsch",
    ])
  func spoken(_ message: String) {
    let result = redacted(message)
    #expect(!result.contains("hunter22") && result.contains(Self.gone))
  }

  @Test(
    "what is no secret stays word for word",
    arguments: [
      "The resource you are requesting could not be found", "token expired",
      "Invalid token: must be a string",
      "Authorization failed - please check your credentials", "connect ECONNREFUSED 10.0.0.1:5432",
      "Unexpected token < in JSON at position 0", "", "password authentication failed for user app2",
      "The password must have 8 to 20 characters", "Wrong password, 3 attempts left",
      "Forgot password? Ask 4711",
      "The requested webhook is not registered", "Error in /usr/lib/nodes/Webhook/Webhook.node.js",
      "see https://docs.n8n.io/integrations/builtin/core-nodes/n8n-nodes-base.webhook/",
    ])
  func kept(_ message: String) { #expect(redacted(message) == message) }

  @Test("what stands beside a secret in the query of an address stays")
  func query() {
    #expect(
      redacted("GET https://api.example.org/v1?token=Zx81Qp0aLm44&page=2#top failed")
        == "GET https://api.example.org/v1?token=\(Self.gone)&page=2#top failed")
  }

  @Test("overlapping findings are replaced once, and text around them stays")
  func overlap() {
    let message = "before https://u:pa55w0rdpa55w0rd@h/?token=pa55w0rdpa55w0rdX after"
    let result = redacted(message)
    #expect(result.hasPrefix("before https://u:") && result.hasSuffix(" after"))
    #expect(!result.contains("pa55"))
  }

  @Test("an exception of the policy holds for messages too")
  func exception() {
    let allowing = SecretText(
      policy: SecretPolicy(
        action: .seal, withoutKey: .allow, exceptions: [.init(node: "HTTP", reason: "public test key")]))
    let message = "Authorization: Bearer s3cr3tValue99abc"
    #expect(allowing.redacted(message, node: "HTTP", workflow: nil) == message)
    #expect(allowing.redacted(message, node: "Other", workflow: nil) != message)
  }
}
