import Glibc
import JSON
import Testing

@testable import Simulator

@Suite("Faults")
struct FaultTests {
  @Test("A fault strikes what matches, after those it lets pass, as often as it is told")
  func plan() {
    let instance = TestInstance()
    instance.simulator.inject(Fault(.status(503), method: "GET", path: "/tags", count: 2, skip: 1))
    let statuses = (0..<5).map { _ in instance.call("GET", "/tags").status }
    #expect(statuses == [200, 503, 503, 200, 200])
    instance.simulator.inject(Fault(.status(500), path: "*", count: nil))
    #expect(instance.call("GET", "/workflows").status == 500)
    instance.simulator.clearFaults()
    #expect(instance.call("GET", "/workflows").status == 200)
  }

  @Test(
    "Path patterns",
    arguments: [
      ("/workflows", "/api/v1/workflows", true), ("/workflows", "/api/v1/workflows/x", false),
      ("/workflows*", "/api/v1/workflows/x/activate", true),
      ("/workflows/*", "/api/v1/workflows/x/tags", true),
      ("/workflows/*/activate", "/api/v1/workflows/x/activate", true),
      ("/workflows/*/activate", "/api/v1/workflows/x/deactivate", false), ("/healthz", "/healthz", true),
      ("/api/v1/tags", "/api/v1/tags", true), ("*", "/anything", true),
      ("/workflows/*", "/api/v1/workflows", false),
    ])
  func patterns(pattern: String, path: String, matches: Bool) {
    #expect(Fault(.htmlPage, path: pattern).matches(method: "GET", path: path) == matches)
  }

  @Test("Faults before the effect change nothing, faults after it do")
  func effects() {
    for (action, takesEffect) in [
      (Fault.Action.status(500), false), (.tooManyRequests(retryAfter: 2), false), (.htmlPage, false),
      (.resetBefore, false), (.resetAfter, true), (.truncate(after: 5), true),
      (.latency(.milliseconds(1)), true),
      (.drip(chunk: 1, every: .zero), true),
    ] {
      let instance = TestInstance()
      instance.simulator.inject(Fault(action, method: "POST"))
      instance.call("POST", "/tags", ["name": "x"])
      #expect((instance.call("GET", "/tags").ids.count == 1) == takesEffect, "\(action)")
    }
  }

  @Test("Too many requests and pages from elsewhere look like it")
  func answers() {
    let instance = TestInstance()
    instance.simulator.inject(Fault(.tooManyRequests(retryAfter: 7)))
    let limited = instance.call("GET", "/tags")
    #expect(limited.status == 429)
    #expect(limited.header("Retry-After") == "7")
    instance.simulator.inject(Fault(.htmlPage))
    let page = instance.call("GET", "/tags")
    #expect(page.status == 200)
    #expect(page.header("Content-Type") == "text/html; charset=utf-8")
  }

  @Test("A header strikes its own request")
  func header() {
    let instance = TestInstance()
    #expect(instance.call("GET", "/tags", headers: [("X-Sim-Fault", "status:418")]).status == 418)
    #expect(instance.call("GET", "/tags", headers: [("X-Sim-Fault", "nonsense")]).status == 400)
    #expect(instance.call("GET", "/tags").status == 200)
  }

  @Test("Faults as text")
  func text() {
    let fault = Fault(text: "POST /workflows/*/activate status:500 count=2 skip=1")
    #expect(fault?.method == "POST")
    #expect(fault?.path == "/workflows/*/activate")
    #expect(fault?.action == .status(500))
    #expect(fault?.count == 2)
    #expect(fault?.skip == 1)
    #expect(Fault(text: "* html")?.count == 1)
    #expect(Fault(text: "/tags latency:250 always")?.count == nil)
    #expect(Fault(text: "/tags drip:10:50")?.action == .drip(chunk: 10, every: .milliseconds(50)))
    for text in [
      "", "GET", "/tags", "/tags status", "/tags status:9", "/tags nonsense", "/tags html count=x",
      "tags html",
    ] {
      #expect(Fault(text: text) == nil, "\(text)")
    }
  }

  @Test("Over the network: reset, truncated, late, and all in the log")
  func network() async throws {
    let simulator = Simulator(SimulatorConfiguration(version: .v2_40_7, apiKey: "key"))
    let url = try simulator.start()
    defer { simulator.stop() }
    let client = SocketClient(port: try #require(url.split(separator: ":").last.flatMap { Int($0) }))
    func get(_ fault: String) async -> SocketClient.Reply {
      await client.send("GET", "/api/v1/tags", headers: ["X-N8N-API-KEY: key", "X-Sim-Fault: \(fault)"])
    }
    #expect(await get("reset-after").error == ECONNRESET)
    let truncated = await get("truncate:10")
    #expect(truncated.body.utf8.count == 10)
    #expect(truncated.header("Content-Length") == "29")
    #expect(await (get("latency:120").arrivals.first ?? 0) >= 120)
    #expect(await get("drip:10:20").body == #"{"data":[],"nextCursor":null}"#)
    #expect(simulator.requests.map(\.status) == [0, 200, 200, 200])
    #expect(try simulator.start() == url)
  }

  @Test("A body of 17 MB is 413 with a page")
  func tooLarge() async throws {
    let simulator = Simulator(SimulatorConfiguration(version: .v2_40_7, apiKey: "key"))
    let url = try simulator.start()
    defer { simulator.stop() }
    let client = SocketClient(port: try #require(url.split(separator: ":").last.flatMap { Int($0) }))
    let reply = await client.send(
      "POST", "/api/v1/workflows", headers: ["X-N8N-API-KEY: key", "Content-Type: application/json"],
      body: [UInt8](repeating: 32, count: 17 << 20))
    #expect(reply.status == 413)
    #expect(reply.body.contains("PayloadTooLargeError: request entity too large"))
  }

  @Test("Jitter stays in its bounds, varies, and is the same for a seed")
  func jitter() {
    func delays() -> [Duration] {
      let instance = TestInstance()
      instance.simulator.inject(
        Fault(.jitter(least: .milliseconds(50), most: .milliseconds(400)), count: nil))
      return (0..<20).map { _ in instance.call("GET", "/tags").delay }
    }
    let some = delays()
    #expect(some.allSatisfy { $0 >= .milliseconds(50) && $0 <= .milliseconds(400) })
    #expect(Set(some).count > 5)
    #expect(some == delays())
    #expect(
      Fault.Action(text: "jitter:50:400") == .jitter(least: .milliseconds(50), most: .milliseconds(400)))
    #expect(Fault.Action(text: "jitter:400:50") == nil)
  }

  @Test("A shift takes the first workflow away behind the answer")
  func shift() throws {
    let instance = TestInstance()
    for name in ["a", "b", "c"] {
      try instance.simulator.load(workflow: ["name": .string(name), "nodes": []])
    }
    instance.simulator.inject(Fault(.shift, method: "GET", path: "/workflows"))
    let before = instance.call("GET", "/workflows").ids
    #expect(before.count == 3)
    #expect(instance.call("GET", "/workflows").ids == Array(before.dropFirst()))
    #expect(Fault.Action(text: "shift") == .shift)
  }
}
