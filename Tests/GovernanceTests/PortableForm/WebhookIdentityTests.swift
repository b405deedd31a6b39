import JSON
import RulesLaws
import Testing

@testable import Governance

@Suite("Webhook ids") struct WebhookIdentityTests {
  private static func workflow(_ type: String, _ parameters: JSON, id: JSON = "hook-1") -> JSON {
    [
      "id": "own0123456789abc", "name": "W",
      "nodes": [
        [
          "id": "n1", "name": "Hook", "type": .string(type), "typeVersion": 1, "position": [0, 0],
          "parameters": parameters, "webhookId": id,
        ]
      ], "connections": [:], "settings": [:],
    ]
  }

  private static func webhookID(_ json: JSON?) -> JSON? { json?["nodes"]?[0]?["webhookId"] }

  @Test(
    "are noise where the URL is the path, or no other system calls it",
    arguments: [
      ("n8n-nodes-base.webhook", ["path": "orders"]), ("n8n-nodes-base.webhook", ["path": "/orders/new/"]),
      ("n8n-nodes-base.formTrigger", ["path": "form"]),
      ("n8n-nodes-base.formTrigger", ["options": ["path": "form"]]), ("n8n-nodes-base.telegram", [:]),
      ("n8n-nodes-base.gmail", [:]), ("n8n-nodes-base.wait", [:]), ("n8n-nodes-base.slack", [:]),
    ] as [(String, JSON)])
  func noise(_ type: String, _ parameters: JSON) {
    let portable = TwoEnvironments.portable(Self.workflow(type, parameters), TwoEnvironments.development)
      .workflow
    #expect(Self.webhookID(portable) == nil)
  }

  @Test(
    "are content where they are in the URL",
    arguments: [
      ("n8n-nodes-base.webhook", ["path": "user/:id"]), ("n8n-nodes-base.webhook", [:]),
      ("n8n-nodes-base.webhook", ["path": ""]), ("@n8n/n8n-nodes-langchain.chatTrigger", ["public": true]),
      ("n8n-nodes-base.slackTrigger", [:]), ("n8n-nodes-base.stripeTrigger", [:]),
      ("n8n-nodes-unheard-of.thingTrigger", [:]),
    ] as [(String, JSON)])
  func content(_ type: String, _ parameters: JSON) {
    let one = TwoEnvironments.portable(Self.workflow(type, parameters), TwoEnvironments.development).workflow
    let two = TwoEnvironments.portable(
      Self.workflow(type, parameters, id: "hook-2"), TwoEnvironments.development
    ).workflow
    #expect(Self.webhookID(one) == "hook-1")
    #expect(
      ContentHash.hash(of: one, policy: Fixture.normalization)
        != ContentHash.hash(of: two, policy: Fixture.normalization))
    let diff = WorkflowDiff.between(one, two, policy: Fixture.normalization, risk: Fixture.risk)
    #expect(diff.changes.map(\.kind) == [.nodeSettingChanged])
    #expect(diff.risk == .high)
    #expect(diff.changes.first?.rule == "webhook-address")
  }

  @Test(
    "are derived for an instance, the same in all environments, and noise again when read back",
    arguments: [
      "n8n-nodes-base.webhook", "n8n-nodes-base.telegram", "@n8n/n8n-nodes-langchain.chatTrigger",
      "n8n-nodes-base.telegramTrigger",
    ])
  func derived(_ type: String) throws {
    let portable = TwoEnvironments.portable(
      Self.workflow(type, ["path": "orders"], id: .null), TwoEnvironments.development
    ).workflow
    let development = TwoEnvironments.n8n(portable, TwoEnvironments.development)
    let production = TwoEnvironments.n8n(portable, TwoEnvironments.production)
    let id = try #require(Self.webhookID(development.document)?.stringValue)
    #expect(Self.webhookID(production.document)?.stringValue == id)
    #expect(id.utf8.count == 36)
    #expect(Array(id.utf8)[14] == UInt8(ascii: "5"))
    let back = TwoEnvironments.portable(TwoEnvironments.stored(production), TwoEnvironments.production)
      .workflow
    #expect(back == portable)
  }

  @Test("derived ids are those of RFC 9562 version 5 by a fixed namespace") func vector() {
    #expect(
      DerivedIdentity.webhookID(workflow: "orders", nodeKey: "n1") == "eadfd31f-39cf-5bbb-a1c0-6c2ef5d007c6")
    #expect(
      DerivedIdentity.nodeID(workflow: "orders", nodeName: "Hook") == "05e1501d-ca23-5ab5-98f5-9515df8926bd")
  }

  @Test("nodes without webhooks get none") func none() {
    let portable = TwoEnvironments.portable(
      Self.workflow("n8n-nodes-base.set", [:], id: .null), TwoEnvironments.development
    ).workflow
    #expect(Self.webhookID(TwoEnvironments.n8n(portable, TwoEnvironments.production).document) == nil)
  }
}
