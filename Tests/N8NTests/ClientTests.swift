import HTTP
import JSON
import N8N
import Testing

@Suite("N8N client")
struct ClientTests {
  @Test("a key prints nowhere, and goes to the API and nowhere else")
  func key() async throws {
    let key = try #require(APIKey("  secret-key\n"))
    var dumped = ""
    dump(key, to: &dumped)
    #expect(!"\(key)\(String(reflecting: key))\(dumped)".contains("secret"))

    let stub = Stub(.json(["status": "ok", "data": []]))
    let client = try N8NClient.make(stub)
    dumped = ""
    dump(client, to: &dumped)
    #expect(!"\(client)\(dumped)".contains(N8NClient.testKey))
    _ = try await client.send(Call("GET", "/workflows"))
    _ = try await client.health()
    _ = try? await client.specification()
    _ = try? await client.versionFromMetrics()
    #expect(stub.requests.map { $0.headers["X-N8N-API-KEY"] != nil } == [true, false, false, false])
    #expect(stub.requests[0].headers["X-N8N-API-KEY"] == N8NClient.testKey)
  }

  @Test("what no header can carry is not a key", arguments: ["", "  ", "a b", "a\u{0}", "schlüssel", "a\nb"])
  func badKey(_ text: String) { #expect(APIKey(text) == nil) }

  @Test("a key that is a token tells when it runs out")
  func expiry() throws {
    // {"alg":"HS256","typ":"JWT"} . {"sub":"x","iss":"n8n","aud":"public-api","exp":1800000000} . a signature
    let token =
      "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJ4IiwiaXNzIjoibjhuIiwiYXVkIjoicHVibGljLWFwaSIsImV4cCI6MTgwMDAwMDAwMH0.c2ln"
    #expect(try #require(APIKey(token)).expiry == 1_800_000_000)
    for other in ["n8n_api_0123", "a.b.c", "a.!.c", "..", "a.eyJ9.c"] {
      #expect(try #require(APIKey(other)).expiry == nil)
    }
  }

  @Test(
    "the API is below the instance, or where the URL says",
    arguments: [
      ("https://n8n.example", "https://n8n.example/api/v1", "https://n8n.example"),
      ("https://n8n.example/", "https://n8n.example/api/v1", "https://n8n.example"),
      ("https://host:8443/flows//", "https://host:8443/flows/api/v1", "https://host:8443/flows"),
      ("https://host/flows/public/v1/", "https://host/flows/public/v1", "https://host/flows"),
      ("http://127.0.0.1:5678/api/v1", "http://127.0.0.1:5678/api/v1", "http://127.0.0.1:5678"),
    ])
  func address(_ text: String, _ api: String, _ root: String) throws {
    let address = try #require(InstanceAddress(text))
    #expect(address.api == api)
    #expect(address.root == root)
  }

  @Test(
    "what is not an instance's URL is refused by name",
    arguments: [
      "", "n8n.example", "ftp://n8n.example", "https://", "https://u:p@n8n.example", "https://a/?x",
      "https://a b",
    ])
  func badAddress(_ text: String) throws {
    let key = try #require(APIKey("k"))
    do throws(N8NError) {
      _ = try N8NClient(baseURL: text, apiKey: key, http: Stub(.json([:])), environmentName: "staging")
      Issue.record("accepted")
    } catch {
      #expect(error.kind == .invalidRequest)
      #expect(error.environment == "staging")
    }
  }

  @Test("writes always carry a JSON object and its content type; reads and deletions carry none")
  func bodies() async throws {
    let stub = Stub(.json(["id": "a", "name": "A"]))
    let client = try N8NClient.make(stub)
    _ = try await client.workflow(id: "a")
    _ = try await client.deleteWorkflow(id: "a")
    _ = try await client.activateWorkflow(id: "a")
    _ = try await client.createTag(name: "x")
    #expect(stub.requests.map(\.method) == ["GET", "DELETE", "POST", "POST"])
    #expect(
      stub.requests.map { $0.body.map { String(decoding: $0, as: UTF8.self) } } == [
        nil, nil, "{}", "{\"name\":\"x\"}",
      ])
    #expect(
      stub.requests.map { $0.headers["Content-Type"] } == [nil, nil, "application/json", "application/json"])
  }

  @Test("ids become one path segment whatever they hold, or nothing is sent")
  func ids() async throws {
    let stub = Stub(.json(["id": "a", "name": "A"]))
    let client = try N8NClient.make(stub)
    _ = try await client.workflow(id: "a/../b?c#d%e é")
    #expect(
      stub.requests.map(\.url) == ["https://n8n.example/api/v1/workflows/a%2F..%2Fb%3Fc%23d%25e%20%C3%A9"])
    for id in ["", ".", "..", String(repeating: "x", count: 501)] {
      let error = try await expectFailure { () throws(N8NError) in _ = try await client.deleteWorkflow(id: id)
      }
      #expect(error.kind == .invalidRequest)
    }
    #expect(stub.requests.count == 1)
  }

  @Test("each call has its method, path and query")
  func calls() async throws {
    let stub = Stub(
      .json(["id": "1", "name": "N", "type": "t", "data": [], "status": "OK", "message": "fine"]))
    let client = try N8NClient.make(stub, Capabilities(version: N8NVersion(2, 40, 7)))
    _ = try await client.publishWorkflow(id: "a", versionId: "v")
    _ = try await client.unpublishWorkflow(id: "a")
    _ = try await client.deactivateWorkflow(id: "a")
    _ = try await client.archiveWorkflow(id: "a")
    _ = try await client.unarchiveWorkflow(id: "a")
    _ = try await client.workflowVersion(id: "a", versionId: "v")
    _ = try await client.startWorkflow(id: "a")
    _ = try await client.stopWorkflow(id: "a")
    _ = try await client.credential(id: "c")
    _ = try await client.createCredential(name: "N", type: "t", data: [:], projectId: "p")
    _ = try await client.deleteCredential(id: "c")
    _ = try await client.credentialSchema(type: "slackApi")
    _ = try await client.testCredential(id: "c")
    _ = try await client.execution(id: "9", includingData: true)
    #expect(
      stub.requests.map { "\($0.method) \($0.url.dropFirst("https://n8n.example/api/v1".count))" } == [
        "POST /workflows/a/publish", "POST /workflows/a/unpublish", "POST /workflows/a/deactivate",
        "POST /workflows/a/archive", "POST /workflows/a/unarchive", "GET /workflows/a/v",
        "POST /workflows/a/publish",
        "POST /workflows/a/unpublish", "GET /credentials/c", "POST /credentials", "DELETE /credentials/c",
        "GET /credentials/schema/slackApi", "POST /credentials/c/test", "GET /executions/9?includeData=true",
      ])
    #expect(stub.requests[0].body == Array("{\"versionId\":\"v\"}".utf8))
    #expect(
      stub.requests[9].body == Array("{\"name\":\"N\",\"type\":\"t\",\"data\":{},\"projectId\":\"p\"}".utf8))
  }

  @Test("filters become queries, those the instance cannot do are left out")
  func filters() async throws {
    let stub = Stub(.json(["data": [], "nextCursor": .null]))
    var filter = WorkflowFilter()
    (filter.isActive, filter.tags, filter.name, filter.projectId, filter.pageSize) = (
      true, ["a", "b c"], "x&y", "p", 999
    )
    for release in [N8NVersion(1, 70), N8NVersion(2, 40)] {
      let client = try N8NClient.make(stub, Capabilities(version: release))
      for try await _ in client.workflows(filter) {}
      var executions = ExecutionFilter(status: "error", startedAfter: "2026-01-01T00:00:00Z")
      executions.pageSize = 0
      for try await _ in client.executions(executions) {}
    }
    #expect(
      stub.requests.map { $0.url.split(separator: "?")[1] } == [
        "limit=250&active=true&tags=a%2Cb%20c&name=x%26y&projectId=p", "limit=1&status=error",
        "limit=250&active=true&tags=a%2Cb%20c&name=x%26y&projectId=p&excludePinnedData=true",
        "limit=1&status=error&startedAfter=2026-01-01T00%3A00%3A00Z",
      ])
  }

  @Test("a draft or a version that the instance cannot do is not sent as something else")
  func guarded() async throws {
    let stub = Stub(.json(["id": "a", "name": "A"]))
    let old = try N8NClient.make(stub, Capabilities(version: N8NVersion(1, 123)))
    let body = try WriteBody.create(["name": "A", "nodes": [], "connections": [:]], .assumed())
    let draft = try await expectFailure { () throws(N8NError) in
      _ = try await old.updateWorkflow(id: "a", body, publishIfActive: false)
    }
    let version = try await expectFailure { () throws(N8NError) in
      _ = try await old.activateWorkflow(id: "a", versionId: "v")
    }
    #expect(draft.isUnsupported && version.isUnsupported)
    #expect(stub.requests.isEmpty)
    let new = try N8NClient.make(stub, Capabilities(version: N8NVersion(2, 40)))
    _ = try await new.updateWorkflow(id: "a", body, publishIfActive: false)
    _ = try await new.updateWorkflow(id: "a", body)
    #expect(stub.requests.map { $0.url.contains("?publishIfActive=false") } == [true, false])
  }

  @Test("absence is a 404 for the thing; a missing path or an error is not")
  func presence() async throws {
    let gone = try N8NClient.make(Stub(.json(["message": "Not Found"], status: 404)))
    #expect(try await gone.workflowIfPresent(id: "a") == nil)
    let there = try N8NClient.make(Stub(.json(["id": "a", "name": "A"])))
    #expect(try await there.workflowIfPresent(id: "a")?.name == "A")
    for response in [
      HTTPResponse.json(["message": "not found"], status: 404), .text("<html>404", status: 404),
    ] {
      let client = try N8NClient.make(Stub(response))
      _ = try await expectFailure { () throws(N8NError) in _ = try await client.workflowIfPresent(id: "a") }
    }
  }

  @Test("CRED-005 n8n's own test of a credential works, fails, or says nothing")
  func credentialTest() async throws {
    func verdict(_ response: HTTPResponse) async throws -> CredentialTest.Verdict {
      try await N8NClient.make(Stub(response)).testCredential(id: "c").verdict
    }
    #expect(try await verdict(.json(["status": "OK", "message": "Connection successful!"])) == .works)
    #expect(try await verdict(.json(["status": "Error", "message": "401 - no"])) == .fails)
    let none: JSON = ["status": "Error", "message": "No testing function found for this credential."]
    #expect(try await verdict(.json(none)) == .untested)
    let graphql: JSON = ["message": "Unrecognized node type: n8n-nodes-base.graphqlTool"]
    #expect(try await verdict(.json(graphql, status: 400)) == .untested)
  }

  @Test("a deprecation is passed on")
  func deprecation() async throws {
    let stub = Stub(.json([:], headers: ["Deprecation": "@1784764800"]))
    #expect(
      try await N8NClient.make(stub).send(Call("POST", "/workflows/a/activate")).deprecatedSince
        == 1_784_764_800)
  }
}
