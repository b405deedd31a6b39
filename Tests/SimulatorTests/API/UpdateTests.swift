import JSON
import Testing

@testable import Simulator

@Suite("Updating workflows")
struct UpdateTests {
  private func version(_ workflow: JSON) -> String { workflow["versionId"]?.stringValue ?? "" }

  private func moved(_ body: JSON) -> JSON {
    var body = body
    _ = body.set([16, 16], at: JSONPointer(tokens: ["nodes", "0", "position"]))
    return body
  }

  @Test("1.123.81 makes a version of any change, later releases of nodes and connections")
  func versions() {
    for release in N8NRelease.allCases {
      let instance = TestInstance(release)
      let body = Sample.workflow()
      let id = instance.create(body)
      let settings = instance.read(id)["settings"] ?? [:]
      let first = version(instance.read(id))
      let same = instance.call("PUT", "/workflows/\(id)", body.with("settings", settings)).json
      #expect(version(same) == first)
      let renamed = instance.call(
        "PUT", "/workflows/\(id)", body.with("name", "New").with("settings", settings)
      ).json
      #expect((version(renamed) == first) == (release > .v1_123_81))
      let changed = instance.call("PUT", "/workflows/\(id)", moved(body)).json
      #expect(version(changed) != version(renamed))
    }
  }

  @Test("The counter rises with every update, from 2.30.8 on only for content and settings")
  func counter() {
    let body = Sample.workflow()
    for (release, expected) in [(N8NRelease.v2_14_2, [2, 3, 4, 5]), (.v2_30_8, [1, 1, 2, 3])] {
      let instance = TestInstance(release)
      let id = instance.create(body)
      let counters = [
        body, body.with("name", "New"), body.with("settings", ["timezone": "Europe/Berlin"]), moved(body),
      ].map { instance.call("PUT", "/workflows/\(id)", $0).json["versionCounter"]?.intValue }
      #expect(counters == expected)
    }
  }

  @Test("updatedAt moves with every update")
  func updatedAt() {
    let instance = TestInstance()
    let id = instance.create()
    let before = instance.read(id)["updatedAt"]
    instance.clock.advance(1000)
    #expect(instance.call("PUT", "/workflows/\(id)", Sample.workflow()).json["updatedAt"] != before)
  }

  @Test("Settings that are left out stay; some values remove a setting")
  func settings() {
    for release in N8NRelease.allCases {
      let instance = TestInstance(release)
      let all: JSON = [
        "timezone": "Europe/Berlin", "errorWorkflow": "abc", "executionTimeout": 60, "callerPolicy": "any",
      ]
      let id = instance.create(Sample.workflow(settings: all))
      func put(_ settings: JSON) -> JSON? {
        instance.call("PUT", "/workflows/\(id)", Sample.workflow(settings: settings)).json["settings"]
      }
      let kept = put([:])
      #expect(kept?["timezone"] == "Europe/Berlin")
      #expect(kept?["callerPolicy"] == (release < .v2_30_8 ? "workflowsFromSameOwner" : "any"))
      #expect(kept?["availableInMCP"] == (release < .v2_30_8 ? false : nil))
      let unset = put(["timezone": "DEFAULT", "errorWorkflow": "DEFAULT", "executionTimeout": -1])
      #expect(unset?["timezone"] == nil)
      #expect(unset?["executionTimeout"] == nil)
      #expect(unset?["errorWorkflow"] == (release == .v1_123_81 ? "DEFAULT" : nil))
      #expect(put(["timezone": ""])?["timezone"] == "")
    }
  }

  @Test("Settings that are accepted and dropped")
  func droppedSettings() {
    let instance = TestInstance()
    let id = instance.create(
      Sample.workflow(settings: [
        "binaryMode": "separate", "redactionPolicy": "none", "timeSavedMode": "fixed",
      ]))
    #expect(instance.read(id)["settings"] == ["timeSavedMode": "fixed"])
    #expect(
      TestInstance(.v2_14_2).refusal(of: Sample.workflow(settings: ["redactionPolicy": "none"]))
        == "request/body/settings must NOT have additional properties")
  }

  @Test("publishIfActive=false saves a draft; the name changes at once")
  func draft() {
    let instance = TestInstance()
    let id = instance.create()
    instance.call("POST", "/workflows/\(id)/activate")
    let published = version(instance.read(id))
    let reply = instance.call("PUT", "/workflows/\(id)?publishIfActive=false", moved(Sample.workflow("New")))
    #expect(reply.status == 200)
    let workflow = instance.read(id)
    #expect(version(workflow) != published)
    #expect(workflow["activeVersionId"]?.stringValue == published)
    #expect(workflow["activeVersion"]?["nodes"]?[0]?["position"] == [0, 0])
    #expect(workflow["nodes"]?[0]?["position"] == [16, 16])
    #expect(workflow["name"] == "New")
    let old = TestInstance(.v2_30_8)
    let refused = old.call("PUT", "/workflows/\(old.create())?publishIfActive=false", Sample.workflow())
    #expect(refused.message == "Unknown query parameter 'publishIfActive'")
  }

  @Test("A refused update of an active workflow leaves the draft and one of three states")
  func failedUpdate() {
    let broken = Sample.workflow().with("nodes", [Sample.node("Last")]).with("connections", [:])
    for release in N8NRelease.allCases {
      let instance = TestInstance(release)
      let id = instance.create()
      instance.call("POST", "/workflows/\(id)/activate")
      let good = version(instance.read(id))
      #expect(instance.call("PUT", "/workflows/\(id)", broken).status == 400)
      let after = instance.read(id)
      #expect(after["nodes"]?.arrayValue?.count == 1)
      switch release {
      case .v1_123_81:
        #expect(after["active"] == false)
        #expect(version(after) == good)
      case .v2_14_2, .v2_30_8:
        #expect(after["active"] == true)
        #expect(after["activeVersionId"] == after["versionId"])
        #expect(after["activeVersion"]?["workflowPublishHistory"] == [])
      case .v2_40_7:
        #expect(after["activeVersionId"]?.stringValue == good)
        #expect(version(after) != good)
      }
    }
  }

  @Test("Archived workflows cannot be updated or activated")
  func archived() {
    let instance = TestInstance()
    let id = instance.create()
    let first = version(instance.read(id))
    let archived = instance.call("POST", "/workflows/\(id)/archive").json
    #expect(archived["isArchived"] == true)
    #expect(version(archived) != first)
    #expect(
      instance.call("PUT", "/workflows/\(id)", Sample.workflow()).message
        == "Cannot update an archived workflow.")
    #expect(
      instance.call("POST", "/workflows/\(id)/activate").message == "Cannot activate an archived workflow.")
    #expect(instance.call("POST", "/workflows/\(id)/unarchive").json["isArchived"] == false)
    #expect(instance.call("POST", "/workflows/\(id)/unarchive").message == "Workflow is not archived.")
    #expect(TestInstance(.v2_14_2).call("POST", "/workflows/x/archive").status == 405)
  }

  @Test("Unknown workflows are answered in the release's words")
  func unknown() {
    #expect(TestInstance(.v2_14_2).call("PUT", "/workflows/x", Sample.workflow()).message == "Not Found")
    #expect(
      TestInstance().call("PUT", "/workflows/x", Sample.workflow()).message
        == "You do not have permission to update this workflow. Ask the owner to share it with you.")
    #expect(TestInstance().call("GET", "/workflows/x").message == "Not Found")
  }
}
