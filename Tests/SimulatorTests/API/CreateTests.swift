import JSON
import Testing

@testable import Simulator

@Suite("Creating workflows")
struct CreateTests {
  @Test("Unknown and read-only fields are refused in the release's words")
  func strictBodies() {
    let body = Sample.workflow()
    let old = TestInstance(.v1_123_81)
    let new = TestInstance(.v2_40_7)
    #expect(old.refusal(of: body.with("nonsense", 1)) == "request/body must NOT have additional properties")
    #expect(
      new.refusal(of: body.with("nonsense", 1)) == "request/body Unrecognized key(s) in object: 'nonsense'")
    for instance in [old, new] {
      #expect(instance.refusal(of: body.with("active", true)) == "request/body/active is read-only")
      #expect(
        instance.refusal(of: body.without("settings"))
          == "request/body must have required property 'settings'")
    }
    #expect(
      old.refusal(of: body.with("activeVersion", .null))
        == "request/body/activeVersion must pass \"readOnly\" keyword validation")
    #expect(new.refusal(of: body.with("activeVersion", .null)) == "request/body/activeVersion is read-only")
    #expect(old.refusal(of: body.with("pinData", [:])) == "request/body must NOT have additional properties")
    #expect(new.refusal(of: body.with("pinData", [:])) == nil)
  }

  @Test("Wrong types are refused with their path")
  func types() {
    let nodes: JSON = [Sample.node("A").with("typeVersion", "1")]
    let body = Sample.workflow().with("nodes", nodes)
    #expect(TestInstance(.v2_30_8).refusal(of: body) == "request/body/nodes/0/typeVersion must be number")
    #expect(
      TestInstance().refusal(of: body) == "request/body/nodes/0/typeVersion Expected number, received string")
    let settings = Sample.workflow(settings: ["callerPolicy": "nobody"])
    #expect(
      TestInstance(.v2_30_8).refusal(of: settings)
        == "request/body/settings/callerPolicy must be equal to one of the allowed values: any, none, workflowsFromAList, workflowsFromSameOwner"
    )
    #expect(
      TestInstance().refusal(of: settings)
        == "request/body/settings/callerPolicy Invalid enum value. Expected 'any' | 'none' | 'workflowsFromAList' | 'workflowsFromSameOwner', received 'nobody'"
    )
  }

  @Test("Names have 1 to 128 characters from 2.30.8 on")
  func names() {
    for name in ["", String(repeating: "n", count: 129)] {
      #expect(TestInstance(.v2_14_2).refusal(of: Sample.workflow(name)) == nil)
      #expect(
        TestInstance(.v2_30_8).refusal(of: Sample.workflow(name))
          == "Workflow name must be 1 to 128 characters long.")
    }
    #expect(TestInstance().refusal(of: Sample.workflow(String(repeating: "n", count: 128))) == nil)
  }

  @Test("The graph is checked from 2.30.8 on, node ids from 2.40.7 on")
  func structure() {
    let twins = Sample.workflow().with("nodes", [Sample.node("Hook"), Sample.node("Hook")])
    #expect(TestInstance(.v2_14_2).refusal(of: twins) == nil)
    #expect(
      TestInstance(.v2_30_8).refusal(of: twins)
        == "Workflow structure is invalid. nodes[1].name (duplicate_node_name): Duplicate node name \"Hook\"")
    let dangling = Sample.workflow().with("nodes", [Sample.hook("x")])
    #expect(
      TestInstance().refusal(of: dangling)
        == "Workflow structure is invalid. connections.Hook.main[0][0].node (unknown_connection_target): Connection target \"Last\" does not reference an existing node"
    )
    let sameID = Sample.workflow().with(
      "nodes", [Sample.hook("x").with("id", "n"), Sample.node("Last").with("id", "n")])
    #expect(TestInstance(.v2_30_8).refusal(of: sameID) == nil)
    #expect(
      TestInstance().refusal(of: sameID)
        == "Workflow structure is invalid. nodes[1].id (duplicate_node_id): Nodes \"Hook\" and \"Last\" share the node ID \"n\""
    )
    let nulls = Sample.workflow().with("connections", ["Hook": ["main": [.null, []]]])
    #expect(TestInstance().refusal(of: nulls) == nil)
  }

  @Test("Missing node ids are made, missing webhook ids from 2.14.2 on")
  func madeIDs() {
    let nodes: JSON = [
      Sample.node("A").without("id"), Sample.node("Hook", "webhook"), Sample.node("Note", "respondToWebhook"),
    ]
    let body = Sample.workflow().with("nodes", nodes).with("connections", [:])
    for (release, hasWebhookID) in [(N8NRelease.v1_123_81, false), (.v2_14_2, true), (.v2_40_7, true)] {
      let instance = TestInstance(release)
      let stored = instance.read(instance.create(body))["nodes"]
      #expect(stored?[0]?["id"]?.stringValue?.count == 36)
      #expect((stored?[1]?["webhookId"]?.stringValue?.count == 36) == hasWebhookID)
      #expect(stored?[2]?["webhookId"] == nil)
    }
  }

  @Test("Numbers come back as JavaScript writes them")
  func numbers() throws {
    let instance = TestInstance()
    let body = Sample.workflow().text(.compact).replacing(
      #""position":[0,0],"parameters":{}"#,
      with: #""position":[0,0],"parameters":{"a":12345678901234567890,"b":1.0,"c":1e400,"d":-0}"#)
    let reply = instance.send(
      "POST", "/api/v1/workflows", [("X-N8N-API-KEY", "key"), ("Content-Type", "application/json")],
      Array(body.utf8))
    #expect(
      reply.json["nodes"]?[1]?["parameters"]?.text(.compact)
        == #"{"a":12345678901234567000,"b":1,"c":null,"d":0}"#)
  }

  @Test("2.40.7 gives nodes and settings its own order of keys")
  func keyOrder() {
    let settings: JSON = ["executionOrder": "v1", "saveManualExecutions": true]
    let old = TestInstance(.v2_30_8)
    let new = TestInstance()
    let body = Sample.workflow(settings: settings)
    #expect(
      old.read(old.create(body))["settings"]?.objectValue?.keys == ["executionOrder", "saveManualExecutions"])
    #expect(
      new.read(new.create(body))["settings"]?.objectValue?.keys == ["saveManualExecutions", "executionOrder"])
    #expect(
      new.read(new.create(body))["nodes"]?[0]?.objectValue?.keys.prefix(3) == ["id", "name", "webhookId"])
  }

  @Test("Credentials are linked by id, then by name where it is unique")
  func credentials() {
    let instance = TestInstance()
    let id = instance.simulator.addCredential(type: "httpHeaderAuth", name: "Known")
    instance.simulator.addCredential(type: "httpHeaderAuth", name: "Twice")
    instance.simulator.addCredential(type: "httpHeaderAuth", name: "Twice")
    let known: JSON = ["id": .string(id), "name": "Known"]
    let cases: [(sent: JSON, stored: JSON)] = [
      (["id": .string(id), "name": "Old name"], known), (["id": "nowhere", "name": "Known"], known),
      (["id": .null, "name": "Known"], known), ("Known", known),
      (["id": "nowhere", "name": "Twice"], ["id": "nowhere", "name": "Twice"]),
      (["id": "nowhere", "name": "Unknown"], ["id": "nowhere", "name": "Unknown"]),
    ]
    for (sent, stored) in cases {
      let node = Sample.node("HTTP", "httpRequest").with("credentials", ["httpHeaderAuth": sent])
      let workflow = instance.read(instance.create(Sample.workflow(then: node)))
      #expect(workflow["nodes"]?[1]?["credentials"]?["httpHeaderAuth"] == stored)
    }
    let disabled = Sample.node("HTTP", "httpRequest").with("credentials", ["httpHeaderAuth": "Known"])
      .with("disabled", true)
    let workflow = instance.read(instance.create(Sample.workflow(then: disabled)))
    #expect(workflow["nodes"]?[1]?["credentials"]?["httpHeaderAuth"] == "Known")
  }

  @Test("A project that is not the owner's is unknown")
  func project() {
    let reply = TestInstance().call("POST", "/workflows", Sample.workflow().with("projectId", "x"))
    #expect(reply.status == 404)
    #expect(reply.message == "Project not found")
  }

  @Test("Broken JSON is 500 with a page, a form is 415")
  func media() {
    let instance = TestInstance()
    let key = (name: "X-N8N-API-KEY", value: "key")
    let broken = instance.send(
      "POST", "/api/v1/workflows", [key, ("Content-Type", "application/json")], Array("{".utf8))
    #expect(broken.status == 500)
    #expect(broken.header("Content-Type") == "text/html; charset=utf-8")
    #expect(broken.text.contains("ResponseError: Failed to parse request body"))
    let form = instance.send(
      "POST", "/api/v1/tags", [key, ("Content-Type", "application/x-www-form-urlencoded")], Array("a=b".utf8))
    #expect(form.status == 415)
    #expect(form.message == "unsupported media type application/x-www-form-urlencoded")
  }
}
