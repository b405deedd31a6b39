import HTTP
import JSON
import N8N
import Testing

@Suite("N8N probing and health")
struct ProbeTests {
  /// An instance by its answers; what is not given is not there.
  private struct Instance: Sendable {
    var specification: HTTPResponse? = .text(SpecificationFixture.yaml, type: "text/yaml; charset=utf-8")
    var metrics: HTTPResponse?
    var discover: HTTPResponse?
    var workflows = HTTPResponse.json(["data": [], "nextCursor": .null])

    var stub: Stub {
      Stub { request throws(HTTPError) in
        let missing = HTTPResponse.json(["message": "not found"], status: 404)
        if request.url.hasSuffix("/openapi.yml") { return specification ?? .text("<html>", status: 404) }
        if request.url.hasSuffix("/metrics") { return metrics ?? .text("<html>") }
        if request.url.hasSuffix("/discover") { return discover ?? missing }
        return workflows
      }
    }
  }

  @Test("ENV-002 a probe finds what the instance takes, its version, the key's scopes and the latency")
  func probe() async throws {
    var instance = Instance()
    instance.metrics = .text(
      "# HELP x\nacme_version_info{version=\"v2.40.7\",major=\"2\"} 1\n", type: "text/plain; version=0.0.4")
    instance.discover = .json(["data": ["scopes": ["workflow:read", "workflow:list"]]])
    let result = try await N8NClient.make(instance.stub).probe()
    #expect(result.capabilities.version == N8NVersionRange(exactly: N8NVersion(2, 40, 7)))
    #expect(result.capabilities.source == .specification)
    #expect(result.capabilities.settings == ["executionOrder", "timezone"])
    #expect(result.capabilities.scopes == ["workflow:list", "workflow:read"])
    #expect(result.capabilities.hasScope("workflow:list") == true)
    #expect(result.capabilities.hasScope("workflow:create") == false)
    #expect(result.latency == .milliseconds(5))
    #expect(result.warnings == [])
  }

  @Test("without metrics the version is a range, without discover the scopes are not known")
  func less() async throws {
    let result = try await N8NClient.make(Instance().stub).probe()
    #expect(!result.capabilities.version.isExact)
    #expect(result.capabilities.scopes == nil)
    #expect(result.capabilities.hasScope("workflow:list") == nil)
    #expect(result.warnings == [])
  }

  @Test("without its document the version tells, without a version the least is assumed, both with a warning")
  func withoutDocument() async throws {
    var instance = Instance()
    instance.specification = nil
    let stated = try await N8NClient.make(instance.stub).probe(version: N8NVersion(2, 30, 8))
    #expect(stated.capabilities == Capabilities(version: N8NVersion(2, 30, 8)))
    #expect(stated.warnings.count == 1)
    let assumed = try await N8NClient.make(instance.stub).probe()
    #expect(assumed.capabilities == .assumed())
    #expect(assumed.capabilities.createFields == ["connections", "name", "nodes", "settings", "staticData"])
    #expect(assumed.capabilities.refusedUpdate == .unknown)
    #expect(assumed.capabilities.publishesInBackground)
    #expect(assumed.warnings.count == 1)
  }

  @Test("a stated version that is not the instance's own is told")
  func contradiction() async throws {
    var instance = Instance()
    instance.metrics = .text("n8n_version_info{version=\"v2.14.2\"} 1", type: "text/plain")
    let result = try await N8NClient.make(instance.stub).probe(version: N8NVersion(2, 40))
    #expect(result.capabilities.version.from == N8NVersion(2, 14, 2))
    #expect(result.warnings == ["staging is said to be n8n 2.40.0 and is 2.14.2"])
  }

  @Test("a key that is refused fails the probe, whatever else could be read")
  func refused() async throws {
    var instance = Instance()
    instance.workflows = .json(["message": "unauthorized"], status: 401)
    let client = try N8NClient.make(instance.stub)
    let error = try await expectFailure { () throws(N8NError) in _ = try await client.probe() }
    #expect(error.kind == .wrongKey)
  }

  @Test("HEALTH-001 an instance is ready, up, or down")
  func health() async throws {
    let ok = HTTPResponse.json(["status": "ok"])
    let ready = try await N8NClient.make(Stub(ok)).health()
    #expect(ready.isUp && ready.isReady && ready.problem == nil)
    #expect(ready.latency == .milliseconds(5))
    let starting = try await N8NClient.make(
      Stub { request throws(HTTPError) in
        request.url.hasSuffix("/readiness") ? .json(["status": "error"], status: 503) : ok
      }
    ).health()
    #expect(starting.isUp && !starting.isReady && starting.problem != nil)
    let down = try await N8NClient.make(Stub(.connect, mayHaveBeenSent: false)).health()
    #expect(!down.isUp && !down.isReady && down.problem?.kind == .unreachable)
    let login = try await N8NClient.make(Stub(.text("<html>Sign in"))).health()
    #expect(!login.isUp && login.problem?.kind == .notJSON)
  }

  @Test("capabilities are kept and read back as JSON")
  func codable() throws {
    for capabilities in [
      Capabilities.assumed(scopes: ["b", "a"]), Capabilities(version: N8NVersion(2, 40, 7)),
    ] {
      let json = try JSON.encode(capabilities)
      #expect(try json.decode(as: Capabilities.self) == capabilities)
      #expect(json["version"]?["from"]?.stringValue == capabilities.version.from.description)
    }
    #expect(throws: (any Error).self) { try JSON.string("two").decode(as: N8NVersion.self) }
  }

  @Test("versions are read and ordered by number")
  func versions() {
    #expect(N8NVersion("v2.40.7") == N8NVersion(2, 40, 7))
    #expect(N8NVersion("2.9") == N8NVersion(2, 9, 0))
    #expect(N8NVersion("1.123.81-rc.1") == N8NVersion(1, 123, 81))
    #expect(N8NVersion(2, 9) < N8NVersion(2, 14))
    for text in ["", "2", "x.1", "2.-1", "2.1.0.0", "2.1.", "99999999999999999999.1"] {
      #expect(N8NVersion(text) == nil, "\(text)")
    }
  }

  @Test("a range knows what is sure and what is not")
  func ranges() {
    let range = N8NVersionRange(from: N8NVersion(2, 14), before: N8NVersion(2, 30))
    #expect(range.isAtLeast(2, 14) && !range.isAtLeast(2, 15))
    #expect(range.isBelow(2, 30) && !range.isBelow(2, 29))
    #expect(range.contains(N8NVersion(2, 29, 9)) && !range.contains(N8NVersion(2, 30)))
    let exact = N8NVersionRange(exactly: N8NVersion(2, 34, 1))
    #expect(exact.isBelow(2, 35) && exact.isAtLeast(2, 34) && exact.description == "2.34.1")
    #expect(N8NVersionRange(from: N8NVersion(2, 38), before: nil).description == "2.38 or later")
  }
}
