import JSON
import Testing

@testable import Simulator

@Suite("Publishing workflows")
struct PublishingTests {
  @Test("A workflow without a trigger is refused, and 1.123.81 wants one that production starts")
  func noTrigger() {
    let none = Sample.workflow().with("nodes", [Sample.node("Last")]).with("connections", [:])
    let called = Sample.workflow().with("nodes", [Sample.node("Start", "executeWorkflowTrigger")])
      .with("connections", [:])
    let manual = Sample.workflow().with("nodes", [Sample.node("Start", "manualTrigger")]).with(
      "connections", [:])
    for release in N8NRelease.allCases {
      let instance = TestInstance(release)
      for (body, status) in [(none, 400), (manual, 400), (called, release == .v1_123_81 ? 400 : 200)] {
        let reply = instance.call("POST", "/workflows/\(instance.create(body))/activate")
        #expect(reply.status == status)
      }
    }
  }

  @Test("A sub-workflow must be published first, from 2.14.2 on")
  func subworkflow() {
    for release in N8NRelease.allCases {
      let instance = TestInstance(release)
      let child = instance.create(
        Sample.workflow("Child").with("nodes", [Sample.node("Start", "executeWorkflowTrigger")])
          .with("connections", [:]))
      let call = Sample.node(
        "Call", "executeWorkflow", ["workflowId": ["__rl": true, "value": .string(child)]])
      let parent = instance.create(Sample.workflow("Parent", path: "parent", then: call))
      let early = instance.call("POST", "/workflows/\(parent)/activate")
      #expect(early.status == (release == .v1_123_81 ? 200 : 400))
      guard release > .v1_123_81 else { continue }
      #expect(
        early.message
          == "Cannot publish workflow: Node \"Call\" references workflow \(child) (\"Child\") which is not published. Please publish all referenced sub-workflows first."
      )
      instance.call("POST", "/workflows/\(child)/activate")
      #expect(instance.call("POST", "/workflows/\(parent)/activate").status == 200)
    }
  }

  @Test("Unknown node types and missing credentials are refused")
  func configuration() {
    let instance = TestInstance()
    let ghost = Sample.node("Ghost").with("type", "n8n-nodes-nowhere.ghost")
    let unknown = instance.call(
      "POST", "/workflows/\(instance.create(Sample.workflow(then: ghost)))/activate")
    #expect(unknown.message == "Unrecognized node type: n8n-nodes-nowhere.ghost")
    let slack = Sample.node("Post", "slack")
    let missing = instance.call(
      "POST", "/workflows/\(instance.create(Sample.workflow(then: slack)))/activate")
    #expect(
      missing.message
        == "Cannot publish workflow: 1 node have configuration issues:\n\nNode \"Post\":\n  - Missing required credential: slackApi\n  - Missing or invalid required parameters: select, text"
    )
    let unconnected = Sample.workflow(path: "free").with(
      "nodes", [Sample.hook("free"), Sample.node("Last"), slack])
    #expect(instance.call("POST", "/workflows/\(instance.create(unconnected))/activate").status == 200)
  }

  @Test("A path that another active workflow has is refused at once before 2.40.7")
  func conflict() {
    for (release, status) in [(N8NRelease.v1_123_81, 400), (.v2_14_2, 400), (.v2_30_8, 409)] {
      let instance = TestInstance(release)
      let one = instance.create(Sample.workflow("One"))
      let two = instance.create(Sample.workflow("Two"))
      instance.call("POST", "/workflows/\(one)/activate")
      #expect(instance.call("POST", "/workflows/\(two)/activate").status == status)
      #expect(instance.read(two)["active"] == false)
      instance.call("POST", "/workflows/\(one)/deactivate")
      #expect(instance.call("POST", "/workflows/\(two)/activate").status == 200)
    }
  }

  @Test("2.40.7 registers in the background: a rival's 200 proves nothing, a second activation tells")
  func backgroundConflict() {
    let instance = TestInstance()
    let one = instance.create(Sample.workflow("One"))
    let two = instance.create(Sample.workflow("Two"))
    #expect(instance.call("POST", "/workflows/\(one)/activate").status == 200)
    instance.clock.advance(30)
    #expect(instance.call("POST", "/workflows/\(two)/activate").status == 200)
    #expect(instance.read(one)["triggerCount"] == 0)
    instance.clock.advance(2000)
    #expect(instance.read(two)["active"] == true)
    #expect(instance.read(two)["triggerCount"] == 1)
    let again = instance.call("POST", "/workflows/\(two)/activate")
    #expect(again.status == 409)
    #expect(again.message == "There is a conflict with one of the webhooks.")
    instance.call("POST", "/workflows/\(one)/deactivate")
    #expect(instance.call("POST", "/workflows/\(two)/activate").status == 409)
    instance.clock.advance(1000)
    #expect(instance.call("POST", "/workflows/\(two)/activate").status == 200)
  }

  @Test("Activating an active workflow restarts it, but in 1.123.81")
  func again() {
    for release in N8NRelease.allCases {
      let instance = TestInstance(release)
      let id = instance.create()
      instance.call("POST", "/workflows/\(id)/activate")
      let second = instance.call("POST", "/workflows/\(id)/activate")
      #expect(second.status == 200)
      let events = second.json["activeVersion"]?["workflowPublishHistory"]?.arrayValue?.compactMap {
        $0["event"]?.stringValue
      }
      #expect(events == (release == .v1_123_81 ? nil : ["activated", "deactivated", "activated"]))
    }
  }

  @Test("An older version can be published by its id; the draft stays")
  func olderVersion() {
    let instance = TestInstance()
    let id = instance.create()
    let first = instance.read(id)["versionId"] ?? .null
    instance.call("PUT", "/workflows/\(id)", Sample.workflow(path: "other"))
    let draft = instance.read(id)["versionId"]
    let reply = instance.call("POST", "/workflows/\(id)/publish", ["versionId": first, "name": "Back"])
    #expect(reply.json["activeVersionId"] == first)
    #expect(reply.json["activeVersion"]?["name"] == "Back")
    #expect(instance.read(id)["versionId"] == draft)
    let unknown = instance.call("POST", "/workflows/\(id)/publish", ["versionId": "nowhere"])
    #expect(unknown.status == 404)
    #expect(unknown.message == "Version not found")
    let alone = instance.call("GET", "/workflows/\(id)/\(first.stringValue ?? "")")
    #expect(alone.json["nodes"]?[0]?["parameters"]?["path"] == "sample")
    #expect(alone.header("Deprecation") == "@1787702400")
    let history = instance.call("GET", "/workflows/\(id)/history").json["data"]?.arrayValue
    #expect(history?.map { $0["versionId"] } == [draft, first])
    #expect(history?.first?["nodes"] == nil)
  }

  @Test("2.40.7 keeps active workflows from being deleted, and those just unpublished")
  func delete() {
    let instance = TestInstance()
    let id = instance.create()
    instance.call("POST", "/workflows/\(id)/activate")
    #expect(
      instance.call("DELETE", "/workflows/\(id)").message
        == "Cannot delete a published workflow. Unpublish it before deleting.")
    instance.call("POST", "/workflows/\(id)/unpublish")
    let early = instance.call("DELETE", "/workflows/\(id)")
    #expect(early.status == 409)
    #expect(early.message == "Workflow is still being unpublished. Please try again in a few moments.")
    instance.clock.advance(1000)
    #expect(instance.call("DELETE", "/workflows/\(id)").status == 200)
    #expect(instance.call("GET", "/workflows/\(id)").status == 404)
    let old = TestInstance(.v2_30_8)
    let other = old.create()
    old.call("POST", "/workflows/\(other)/activate")
    #expect(old.call("DELETE", "/workflows/\(other)").status == 200)
  }

  @Test("Answers have the keys of their operation")
  func shapes() {
    let instance = TestInstance()
    let id = instance.create()
    let activated = instance.call("POST", "/workflows/\(id)/activate").json
    #expect(activated["tags"] == nil)
    #expect(activated["shared"] == nil)
    #expect(instance.call("PUT", "/workflows/\(id)", Sample.workflow()).json["tags"] == [])
    #expect(instance.read(id)["shared"]?[0]?["project"] != nil)
    let item = instance.call("GET", "/workflows").json["data"]?[0]
    #expect(item?["shared"]?[0]?["project"] == nil)
    #expect(item?["versionCounter"] == nil)
    #expect(item?["activeVersion"]?["workflowPublishHistory"] == nil)
    #expect(instance.call("POST", "/workflows/\(id)/deactivate").json["activeVersion"] == .null)
  }
}
