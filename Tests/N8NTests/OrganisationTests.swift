import HTTP
import JSON
import N8N
import Simulator
import Synchronization
import Testing

@Suite("Projects, audit, source control, executions again", .timeLimit(.minutes(2)))
struct OrganisationTests {
  /// A client of a simulated instance of a release.
  private func connected(_ release: N8NRelease) async throws -> (Simulator, N8NClient) {
    let simulator = Simulator(SimulatorConfiguration(version: release, apiKey: "simulated-key"))
    let url = try simulator.start()
    let key = try #require(APIKey("simulated-key"))
    var client = try N8NClient(
      baseURL: url, apiKey: key, http: HTTPClient(HTTPConfiguration(version: "1.0")),
      environmentName: "sim")
    client.capabilities = Capabilities(version: try #require(N8NVersion(release.rawValue)))
    return (simulator, client)
  }

  private func answering(
    _ status: Int, _ body: [UInt8], _ check: @escaping @Sendable (HTTPRequest) -> Void = { _ in }
  )
    throws -> N8NClient
  {
    try N8NClient.make(
      Stub { request throws(HTTPError) in
        check(request)
        return HTTPResponse(status: status, headers: ["Content-Type": "application/json"], body: body)
      })
  }

  @Test("what needs a licence says so", arguments: N8NRelease.allCases)
  func unlicensed(_ release: N8NRelease) async throws {
    let (simulator, client) = try await connected(release)
    defer { simulator.stop() }
    let error = await #expect(throws: N8NError.self) { try await client.pullSourceControl(force: true) }
    #expect(error?.kind == .licenceNeeded)
    await #expect(throws: N8NError.self) { try await client.transferWorkflow(id: "1", toProject: "x") }
  }

  @Test("a transfer is a PUT with the project, and nothing need come back")
  func transfer() async throws {
    let client = try answering(204, []) { request in
      #expect(request.method == "PUT" && request.url.hasSuffix("/workflows/w1/transfer"))
      #expect(String(decoding: request.body ?? [], as: UTF8.self) == #"{"destinationProjectId":"p1"}"#)
    }
    try await client.transferWorkflow(id: "w1", toProject: "p1")
  }

  @Test("an audit that has nothing to say is a list without anything")
  func emptyAudit() async throws {
    #expect(try await answering(200, Array("[]".utf8)).audit().isEmpty)
    let error = await #expect(throws: N8NError.self) {
      try await answering(200, Array("7".utf8)).audit(abandonedDays: 30)
    }
    #expect(error?.kind == .outcomeUnknown || error?.kind == .unexpectedShape)
  }

  @Test("an audit has reports", arguments: N8NRelease.allCases)
  func audit(_ release: N8NRelease) async throws {
    let (simulator, client) = try await connected(release)
    defer { simulator.stop() }
    #expect(try await !client.audit(abandonedDays: 30).isEmpty)
  }

  @Test("a failed execution is run again and deleted", arguments: N8NRelease.allCases)
  func executions(_ release: N8NRelease) async throws {
    let (simulator, client) = try await connected(release)
    defer { simulator.stop() }
    try simulator.load(
      workflow: [
        "name": "Fails",
        "nodes": [
          [
            "id": "n1", "name": "Hook", "type": "n8n-nodes-base.webhook", "typeVersion": 2,
            "position": [0, 0],
            "webhookId": "11111111-1111-4111-8111-111111111111",
            "parameters": ["path": "fails", "options": [:]],
          ]
        ], "connections": [:], "settings": ["executionOrder": "v1"],
      ], active: true)
    simulator.generateExecutions(count: 20, over: 1000, failuresPerHundred: 100)
    let failed = try #require(try await client.executions().all { $0.id }.first { $0.status == "error" })
    let again = try await client.retryExecution(id: failed.id)
    #expect(again.id != failed.id)
    #expect(again.retryOf == failed.id)
    #expect(try await client.deleteExecution(id: failed.id).id == failed.id)
    let error = await #expect(throws: N8NError.self) { try await client.execution(id: failed.id) }
    #expect(error?.kind == .notFound)
  }
}
