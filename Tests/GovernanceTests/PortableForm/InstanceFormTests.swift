import JSON
import RulesLaws
import Testing

@testable import Governance

@Suite("The way to an instance") struct InstanceFormTests {
  private static func portable(_ members: JSONObject, settings: JSON = [:]) -> JSON {
    var node: JSONObject = ["name": "N", "type": "n8n-nodes-base.executeWorkflow", "typeVersion": 1]
    for (key, value) in members { node[key] = value }
    return [
      "name": "W", "nodes": [.object(node)], "connections": [:], "settings": settings, "tags": ["b"],
      "active": true,
    ]
  }

  @Test("credentials get id and name of the environment") func credentials() {
    let result = TwoEnvironments.n8n(
      Self.portable(["credentials": ["slackApi": ["name": "slackApi-main"]]]), TwoEnvironments.production)
    #expect(
      result.document["nodes"]?[0]?["credentials"] == [
        "slackApi": ["id": "prod-slackApi", "name": "prod slackApi"]
      ])
    #expect(result.unresolved.isEmpty)
  }

  @Test("workflows get the ids of the environment") func workflows() {
    let result = TwoEnvironments.n8n(
      Self.portable(
        ["parameters": ["workflowId": ["__rl": true, "mode": "list", "value": "workflow:mail"]]],
        settings: ["errorWorkflow": "workflow:alarm", "callerIds": "workflow:mail,workflow:orders"]),
      TwoEnvironments.production)
    #expect(result.document["nodes"]?[0]?["parameters"]?["workflowId"]?["value"] == "prod-mail-id")
    #expect(
      result.document["settings"] == [
        "errorWorkflow": "prod-alarm-id", "callerIds": "prod-mail-id,prod-orders-id",
      ])
    #expect(result.unresolved.isEmpty)
  }

  @Test("tags and activation stand beside the document") func beside() {
    let result = TwoEnvironments.n8n(Self.portable([:]), TwoEnvironments.production)
    #expect(result.tags == ["b"])
    #expect(result.isActive)
    #expect(result.document["tags"] == nil)
    #expect(result.document["active"] == nil)
  }

  @Test(
    "what has no counterpart is unresolved",
    arguments: [
      (["credentials": ["slackApi": ["name": "nobody"]]], [:], PortableReport.Kind.unmappedCredential),
      (["credentials": ["slackApi": ["id": "x", "name": "y"]]], [:], .unmappedCredential),
      (["parameters": ["workflowId": "workflow:nobody"]], [:], .unmappedWorkflow),
      (["parameters": ["workflowId": "dev-only-id"]], [:], .unmappedWorkflow),
      ([:], ["errorWorkflow": "workflow:nobody"], .unmappedWorkflow),
      (["parameters": ["url": "overlay:/parameters/url"]], [:], .missingOverlayValue),
    ] as [(JSONObject, JSON, PortableReport.Kind)])
  func unresolved(_ members: JSONObject, _ settings: JSON, _ kind: PortableReport.Kind) {
    let result = TwoEnvironments.n8n(Self.portable(members, settings: settings), TwoEnvironments.production)
    #expect(result.unresolved.map(\.kind) == [kind])
  }

  @Test("a node without an id gets one that is no change when read back") func nodeID() throws {
    let portable = TwoEnvironments.portable(Self.portable([:]), TwoEnvironments.production).workflow
    let result = TwoEnvironments.n8n(portable, TwoEnvironments.production)
    #expect(result.document["nodes"]?[0]?["id"]?.stringValue?.utf8.count == 36)
    let back = TwoEnvironments.portable(TwoEnvironments.stored(result), TwoEnvironments.production).workflow
    #expect(back == portable)
  }

  @Test("settings that the instance has and the goal does not are sent at their default") func unset() {
    let plan = SettingsForWriting(
      goal: ["executionOrder": "v1"],
      stored: [
        "executionOrder": "v0", "timezone": "Europe/Berlin", "errorWorkflow": "x", "executionTimeout": 60,
        "callerPolicy": "any", "saveManualExecutions": true, "saveDataErrorExecution": "DEFAULT",
      ], policy: Fixture.normalization)
    #expect(
      plan.settings == [
        "executionOrder": "v1", "timezone": "DEFAULT", "errorWorkflow": "DEFAULT", "executionTimeout": -1,
        "callerPolicy": "workflowsFromSameOwner",
      ])
    #expect(plan.kept == ["saveManualExecutions"])
  }
}
