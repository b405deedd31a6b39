import JSON
import Testing

@testable import Simulator

@Suite("What is done in process")
struct InProcessTests {
  @Test("A document is stored exactly as it is")
  func load() throws {
    let instance = TestInstance()
    let node = Sample.hook("x").with("description", "unknown key").without("webhookId")
    let document: JSON = [
      "name": "Loaded", "nodes": [node], "connections": ["Ghost": [:]], "settings": ["unknown": true],
      "tags": ["crm", ["name": "crm"], ["name": "ops"]], "meta": ["instanceId": "x"], "pinData": ["Hook": []],
    ]
    let id = try instance.simulator.load(workflow: document, active: true)
    let stored = instance.read(id)
    for key in ["name", "nodes", "connections", "settings", "meta", "pinData"] {
      #expect(stored[key] == document[key])
    }
    #expect(stored["active"] == true)
    #expect(stored["tags"]?.arrayValue?.compactMap { $0["name"] } == ["crm", "crm", "ops"])
    #expect(instance.call("GET", "/tags").ids.count == 2)
    #expect(instance.simulator.workflows == [stored])
  }

  @Test("What is no workflow is refused")
  func noWorkflow() {
    let simulator = TestInstance().simulator
    #expect(throws: SimulatorError.noWorkflow("it is no object")) { try simulator.load(workflow: []) }
    #expect(throws: SimulatorError.noWorkflow("it has no nodes")) {
      try simulator.load(workflow: ["nodes": 1])
    }
  }

  @Test("The same seed gives the same ids")
  func seeds() {
    func ids(_ seed: UInt64) -> [String] {
      let instance = TestInstance(seed: seed)
      return [instance.create(), instance.create(), instance.simulator.addTag(name: "x")]
    }
    #expect(ids(1) == ids(1))
    #expect(ids(1) != ids(2))
    #expect(ids(1).allSatisfy { $0.count == 16 })
  }

  @Test("An edit by hand is a draft from 2.14.2 on, and published at once by 1.123.81")
  func edit() throws {
    for release in N8NRelease.allCases {
      let instance = TestInstance(release)
      let id = instance.create()
      instance.call("POST", "/workflows/\(id)/activate")
      let before = instance.read(id)
      instance.clock.advance(1000)
      try instance.simulator.edit(workflowID: id) { document in
        _ = document.set("other", at: JSONPointer(tokens: ["nodes", "0", "parameters", "path"]))
      }
      let after = instance.read(id)
      #expect(after["versionId"] != before["versionId"])
      #expect(after["updatedAt"] != before["updatedAt"])
      #expect(after["activeVersionId"] == (release == .v1_123_81 ? after : before)["versionId"])
      try instance.simulator.edit(workflowID: id, publish: true) { _ in }
      #expect(instance.read(id)["activeVersionId"] == instance.read(id)["versionId"])
      #expect(instance.send("GET", "/webhook/other").status == 200)
    }
    #expect(throws: SimulatorError.unknownWorkflow("x")) {
      try TestInstance().simulator.edit(workflowID: "x") { _ in }
    }
  }

  @Test("A rename by hand makes a version in 1.123.81 only")
  func rename() throws {
    for release in N8NRelease.allCases {
      let instance = TestInstance(release)
      let id = instance.create()
      let before = instance.read(id)["versionId"]
      try instance.simulator.edit(workflowID: id) { $0 = $0.with("name", "New") }
      #expect(instance.read(id)["name"] == "New")
      #expect((instance.read(id)["versionId"] == before) == (release > .v1_123_81))
    }
  }

  @Test("Requests are logged with their answers")
  func log() {
    let instance = TestInstance()
    instance.call("GET", "/workflows?limit=1")
    instance.call("GET", "/tags", key: nil)
    #expect(
      instance.simulator.requests == [
        LoggedRequest(method: "GET", path: "/api/v1/workflows", status: 200),
        LoggedRequest(method: "GET", path: "/api/v1/tags", status: 401),
      ])
    instance.simulator.clearRequests()
    #expect(instance.simulator.requests.isEmpty)
  }

  @Test(
    "Every corpus workflow can be loaded and read back", .enabled(if: Shared.isPresent, "needs ../shared"))
  func corpus() throws {
    let instance = TestInstance()
    let names = try Shared.names("corpus").filter { $0.hasSuffix(".json") }
    for name in names {
      let document = try JSON(parsing: try Shared.bytes("corpus/\(name)"))
      let id = try instance.simulator.load(workflow: document, active: true)
      #expect(instance.read(id)["nodes"] == document["nodes"], "\(name)")
    }
    #expect(names.count == 102)
    #expect(instance.call("GET", "/workflows?limit=250").ids.count == 102)
  }

  @Test(
    "The corpus is accepted as the real server accepted it",
    .enabled(if: Shared.isPresent, "needs ../shared"),
    arguments: N8NRelease.allCases)
  func corpusRoundTrip(release: N8NRelease) throws {
    let instance = TestInstance(release)
    let recorded = try JSON(
      parsing: try Shared.bytes("n8n/recordings/\(release.rawValue)/corpus-roundtrip.json"))
    let allowed: Set<String> = [
      "executionOrder", "timezone", "saveManualExecutions", "saveDataErrorExecution",
      "saveDataSuccessExecution",
      "executionTimeout",
    ]
    for line in recorded.arrayValue ?? [] {
      let document = try JSON(parsing: try Shared.bytes("corpus/\(line["file"]?.stringValue ?? "")"))
      let settings = (document["settings"]?.objectValue ?? [:]).filter { key, _ in allowed.contains(key) }
      let reply = instance.call(
        "POST", "/workflows",
        [
          "name": document["name"] ?? "", "nodes": document["nodes"] ?? [],
          "connections": document["connections"] ?? [:], "settings": .object(settings),
        ])
      #expect(
        reply.status == line["status"]?.intValue, "\(line["file"]?.stringValue ?? "") \(reply.message ?? "")")
      #expect(reply.message == line["message"]?.stringValue)
      guard reply.status == 200 else { continue }
      let changed = (line["changed"]?.arrayValue ?? []).filter {
        $0.stringValue?.hasSuffix("webhookId") == true
      }
      let made = zip(document["nodes"]?.arrayValue ?? [], reply.json["nodes"]?.arrayValue ?? []).count {
        $0["webhookId"] != $1["webhookId"]
      }
      #expect(made == changed.count, "\(line["file"]?.stringValue ?? "")")
    }
  }
}
