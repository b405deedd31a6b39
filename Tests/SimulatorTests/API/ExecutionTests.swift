import JSON
import Testing

@testable import Simulator

@Suite("Executions")
struct ExecutionTests {
  /// An instance with an active workflow that ends as its last node does.
  private func instance(
    _ release: N8NRelease = .v2_40_7, then last: JSON = Sample.node("Last"), settings: JSON = [:]
  ) -> (instance: TestInstance, id: String) {
    let instance = TestInstance(release)
    let id = instance.create(Sample.workflow(then: last, settings: settings))
    instance.call("POST", "/workflows/\(id)/activate")
    instance.clock.advance(1000)
    return (instance, id)
  }

  private let failing = Sample.node("Stop", "stopAndError", ["errorMessage": "No"])

  @Test("A webhook of an active workflow makes an execution")
  func webhook() {
    let (instance, id) = instance()
    #expect(instance.send("GET", "/webhook/sample").json == ["message": "Workflow was started"])
    #expect(instance.send("POST", "/webhook/sample").status == 404)
    let item = instance.call("GET", "/executions").json["data"]?[0]
    #expect(item?["id"] == "1")
    #expect(item?["status"] == "success")
    #expect(item?["mode"] == "webhook")
    #expect(item?["workflowId"]?.stringValue == id)
    instance.call("POST", "/workflows/\(id)/deactivate")
    instance.clock.advance(1000)
    #expect(instance.send("GET", "/webhook/sample").status == 404)
  }

  @Test("Stop and Error fails the run, with its message in the data")
  func failure() {
    let (instance, _) = instance(then: failing)
    instance.send("GET", "/webhook/sample")
    let item = instance.call("GET", "/executions?includeData=true&status=error").json["data"]?[0]
    #expect(item?["finished"] == false)
    let result = item?["data"]?["resultData"]
    #expect(result?["error"]?["message"] == "No")
    #expect(result?["lastNodeExecuted"] == "Stop")
    #expect(result?["runData"]?["Hook"]?[0]?["executionStatus"] == "success")
    #expect(result?["runData"]?["Stop"]?[0]?["source"]?[0]?["previousNode"] == "Hook")
    #expect(item?["workflowData"]?["nodes"]?.arrayValue?.count == 2)
  }

  @Test("A disabled Stop and Error lets the run pass; a loop ends")
  func passes() {
    let (disabled, _) = instance(then: failing.with("disabled", true))
    disabled.send("GET", "/webhook/sample")
    #expect(disabled.call("GET", "/executions").json["data"]?[0]?["status"] == "success")
    let loop = TestInstance()
    let edges: JSON = [
      "main": [
        [["node": "Last", "type": "main", "index": 0], ["node": "Hook", "type": "main", "index": 0]]
      ]
    ]
    let id = loop.create(Sample.workflow().with("connections", ["Hook": edges, "Last": edges]))
    loop.call("POST", "/workflows/\(id)/activate")
    loop.clock.advance(1000)
    loop.send("GET", "/webhook/sample")
    #expect(loop.call("GET", "/executions").json["data"]?[0]?["status"] == "success")
  }

  @Test("What runs is the published version, not the draft")
  func draft() {
    let (instance, id) = instance()
    instance.call("PUT", "/workflows/\(id)?publishIfActive=false", Sample.workflow(then: failing))
    instance.send("GET", "/webhook/sample")
    #expect(instance.call("GET", "/executions").json["data"]?[0]?["status"] == "success")
  }

  @Test("Pages go back from the newest by id")
  func pages() {
    let (instance, _) = instance()
    for _ in 0..<5 { instance.send("GET", "/webhook/sample") }
    let first = instance.call("GET", "/executions?limit=2")
    #expect(first.ids == ["5", "4"])
    let cursor = first.json["nextCursor"]?.stringValue ?? ""
    #expect(cursor == "eyJsYXN0SWQiOiI0IiwibGltaXQiOjJ9")
    instance.send("GET", "/webhook/sample")
    #expect(instance.call("GET", "/executions?limit=2&cursor=\(cursor)").ids == ["3", "2"])
    #expect(instance.call("GET", "/executions?limit=6").json["nextCursor"] == .null)
  }

  @Test("A retry answers the new run; its id's type differs by release")
  func retry() {
    for release in [N8NRelease.v2_30_8, .v2_40_7] {
      let (instance, _) = instance(release, then: failing)
      instance.send("GET", "/webhook/sample")
      let reply = instance.call("POST", "/executions/1/retry", [:]).json
      #expect(reply["id"] == "2")
      #expect(reply["retryOf"] == (release == .v2_40_7 ? "1" : 1))
      #expect(reply["status"] == "error")
      #expect(instance.call("DELETE", "/executions/1").json["id"] == 1)
      #expect(instance.call("GET", "/executions/1").status == 404)
    }
  }

  @Test("A waiting run is listed from 2.30.8 on, can be stopped and then retried to the end")
  func waiting() {
    let wait = Sample.node("Wait", "wait", ["amount": 2, "unit": "hours"])
    let (old, _) = instance(.v2_14_2, then: wait)
    old.send("GET", "/webhook/sample")
    #expect(old.call("GET", "/executions").ids.isEmpty)
    let (instance, _) = instance(then: wait)
    instance.send("GET", "/webhook/sample")
    #expect(instance.call("GET", "/executions?status=waiting").ids == ["1"])
    #expect(instance.call("GET", "/executions/1").json["waitTill"] != .null)
    let stopped = instance.call("POST", "/executions/1/stop", [:]).json
    #expect(stopped["id"] == nil)
    #expect(stopped["status"] == "canceled")
    #expect(instance.call("POST", "/executions/1/retry", [:]).json["status"] == "success")
    #expect(instance.call("GET", "/executions/1").json["retrySuccessId"] == "2")
    #expect(instance.call("POST", "/executions/2/retry", [:]).status == 409)
  }

  @Test("An error workflow runs after a failure, and settings decide what is kept")
  func errorWorkflow() {
    let instance = TestInstance()
    let handler = instance.create(
      Sample.workflow("Handler").with("nodes", [Sample.node("On error", "errorTrigger")]).with(
        "connections", [:]))
    let id = instance.create(
      Sample.workflow(
        then: failing, settings: ["errorWorkflow": .string(handler), "saveDataErrorExecution": "none"]))
    instance.call("POST", "/workflows/\(id)/activate")
    instance.clock.advance(1000)
    instance.send("GET", "/webhook/sample")
    let items = instance.call("GET", "/executions").json["data"]?.arrayValue
    #expect(items?.count == 1)
    #expect(items?.first?["mode"] == "error")
    #expect(items?.first?["workflowId"]?.stringValue == handler)
  }

  @Test("Executions made from a seed are the same each time and lie in the past")
  func generated() {
    func executions(seed: UInt64) -> [JSON] {
      let instance = TestInstance(seed: seed)
      _ = try? instance.simulator.load(workflow: Sample.workflow(), active: true)
      instance.simulator.generateExecutions(count: 200, over: 86_400_000, failuresPerHundred: 10)
      return instance.simulator.executions
    }
    let made = executions(seed: 7)
    #expect(made == executions(seed: 7))
    #expect(made != executions(seed: 8))
    #expect(made.count == 200)
    #expect((5...40).contains(made.count { $0["status"] == "error" }))
    let starts = made.compactMap { $0["startedAt"]?.stringValue }
    #expect(starts == starts.sorted(by: >))
    #expect(starts.allSatisfy { $0 < "2026-11-24T15:10:50.000Z" })
  }

  @Test("Wrong filters are refused in the release's words")
  func filters() {
    #expect(
      TestInstance(.v1_123_81).call("GET", "/executions?status=new").message
        == "request/query/status must be equal to one of the allowed values: canceled, error, running, success, waiting"
    )
    #expect(TestInstance().call("GET", "/executions?status=new").status == 200)
    let (instance, _) = instance()
    instance.send("GET", "/webhook/sample")
    #expect(instance.call("GET", "/executions?startedAfter=2030-01-01T00:00:00Z").ids.isEmpty)
    #expect(instance.call("GET", "/executions?startedAfter=2020-01-01T00:00:00Z").ids == ["1"])
    #expect(instance.call("GET", "/executions?startedBefore=2020-01-01T00:00:00.000Z").ids.isEmpty)
  }
}
