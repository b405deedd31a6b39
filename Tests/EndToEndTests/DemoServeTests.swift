import Foundation
import Testing

/// The simulators of the demo, asked by somebody else while `demo --serve` keeps them.
@Suite("The demo's simulators", .serialized)
struct DemoServeTests {
  @Test("PROMO-005 PROMO-007 the simulators have what the story says, twice in a row, and Ctrl-C ends it")
  func servesWhatItTold() async throws {
    let scratch = try Scratch("serve")
    for _ in 1...2 {
      let running = try scratch.ops.start(["demo", "--serve"])
      let isServing = running.waitUntil { $0.errors.contains("until Ctrl-C") }
      try #require(isServing && running.process.isRunning, "\(running.output.suffix(1500))\(running.errors)")
      try await judge(scratch)
      running.signal(SIGINT)
      let outcome = try running.wait()
      #expect(outcome.status == 128 + SIGINT || outcome.status == 0)
    }
  }

  private func judge(_ scratch: Scratch) async throws {
    let development = try instance("development", scratch)
    let staging = try instance("staging", scratch)
    let production = try instance("production", scratch)
    #expect(try await development.workflows().count == 10)
    #expect(try await staging.workflows().count == 8)
    #expect(try await production.workflows().count == 9)

    // What was promoted runs in all three; published, not only saved.
    for instance in [development, staging, production] {
      let order = try await instance.workflow(named: "Order intake")
      #expect(order["active"] as? Bool == true)
      let running = try #require(order["activeVersion"] as? [String: Any])
      #expect(parameter("jsCode", of: "Validate", in: running)?.contains("email is not valid") == true)
    }
    // The failed promotion left nothing in staging, saved or running.
    for name in ["Weekly report", "Nightly invoices"] {
      #expect(timeZone(try await development.workflow(named: name)) == "Europe/Lisbon")
      let staged = try await staging.workflow(named: name)
      #expect(timeZone(staged) != "Europe/Lisbon")
      #expect(staged["active"] as? Bool == true)
      #expect(staged["versionId"] as? String == staged["activeVersionId"] as? String)
    }
    // The kept hotfix stands, the reverted one is gone.
    let reminder = try await production.workflow(named: "Payment reminder")
    #expect(days(reminder) == 14)
    let stock = try await production.workflow(named: "Stock sync")
    #expect(parameter("url", of: "Stock in the ERP", in: stock)?.hasPrefix("https://") == true)
  }

  private func instance(_ name: String, _ scratch: Scratch) throws -> Instance {
    let key = try scratch.text("demo/keys/\(name)").trimmingCharacters(in: .newlines)
    let record = try scratch.json(
      "demo/ops.git", "main:state/tenants/acme/environments/\(name)/environment.json")
    return Instance(url: try #require(record["url"] as? String), key: key)
  }

  private func node(_ name: String, in workflow: [String: Any]) -> [String: Any] {
    (workflow["nodes"] as? [[String: Any]] ?? []).first { $0["name"] as? String == name } ?? [:]
  }

  private func parameter(_ key: String, of name: String, in workflow: [String: Any]) -> String? {
    (node(name, in: workflow)["parameters"] as? [String: Any])?[key] as? String
  }

  private func days(_ workflow: [String: Any]) -> Int? {
    let parameters = node("More than a week", in: workflow)["parameters"] as? [String: Any]
    let conditions = (parameters?["conditions"] as? [String: Any])?["conditions"] as? [[String: Any]]
    return conditions?.first?["rightValue"] as? Int
  }

  private func timeZone(_ workflow: [String: Any]) -> String? {
    (workflow["settings"] as? [String: Any])?["timezone"] as? String
  }
}
