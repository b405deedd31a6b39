import JSON
import N8N
import Testing

@Suite("N8N capabilities of recorded releases", .enabled(if: Shared.isPresent, "needs ../shared"))
struct RecordedCapabilitiesTests {
  private func capabilities(_ release: String) throws -> Capabilities {
    Capabilities(try Shared.specification(release))
  }

  @Test("the instance's own document bounds its version", arguments: Shared.releases)
  func version(_ release: String) throws {
    let version = try #require(N8NVersion(release))
    #expect(try capabilities(release).version.contains(version))
  }

  @Test(
    "the documents of seven other releases bound theirs",
    arguments: [
      ("1.110", "1.96 or later, before 1.112"), ("1.x", "1.123 or later, before 2.0"),
      ("2.0", "2.0 or later, before 2.3"),
      ("2.14", "2.14 or later, before 2.15"), ("2.30", "2.30 or later, before 2.31"),
      ("2.36", "2.36 or later, before 2.37"), ("2.x", "2.37 or later, before 2.38"),
    ])
  func bounds(_ name: String, _ range: String) throws {
    let bytes = try Shared.bytes("n8n/specs/n8n-public-api-\(name).yml")
    let specification = try #require(Specification(yaml: bytes))
    #expect(Capabilities(specification).version.description == range)
  }

  @Test("the history of releases tells the same as each document", arguments: Shared.releases)
  func history(_ release: String) throws {
    let read = try capabilities(release)
    let told = Capabilities(version: try #require(N8NVersion(release)))
    var expected = told
    expected.source = .specification
    expected.version = read.version
    #expect(read == expected)
  }

  @Test("the fields are those of api.md 2.2")
  func fields() throws {
    let base = ["connections", "name", "nodes", "settings", "staticData"]
    #expect(try capabilities("1.123.81").createFields == base)
    #expect(try capabilities("1.123.81").updateFields == base)
    #expect(try capabilities("2.14.2").createFields == (base + ["pinData"]).sorted())
    #expect(try capabilities("2.14.2").updateFields == (base + ["pinData"]).sorted())
    #expect(
      try capabilities("2.30.8").createFields == (base + ["pinData", "nodeGroups", "projectId"]).sorted())
    #expect(
      try capabilities("2.30.8").updateFields == (base + ["pinData", "nodeGroups", "description"]).sorted())
    #expect(
      try capabilities("2.40.7").createFields
        == (base + ["pinData", "nodeGroups", "projectId", "parentFolderId"]).sorted())
    #expect(
      try capabilities("2.40.7").updateFields
        == (base + ["pinData", "nodeGroups", "description", "parentFolderId"]).sorted())
  }

  @Test("the settings are those of api.md 2.3")
  func settings() throws {
    let base = [
      "availableInMCP", "callerIds", "callerPolicy", "errorWorkflow", "executionOrder", "executionTimeout",
      "saveDataErrorExecution", "saveDataSuccessExecution", "saveExecutionProgress", "saveManualExecutions",
      "timeSavedPerExecution", "timezone",
    ]
    #expect(try capabilities("1.123.81").settings == base)
    #expect(try capabilities("2.14.2").settings == base)
    #expect(
      try capabilities("2.30.8").settings == (base + ["customTelemetryTags", "redactionPolicy"]).sorted())
    #expect(
      try capabilities("2.40.7").settings
        == (base + [
          "customTelemetryTags", "redactionPolicy", "binaryMode", "timeSavedMode", "credentialResolverId",
        ]).sorted())
  }

  @Test("publishing, archive, credentials are those of the recordings")
  func abilities() throws {
    let all = try Shared.releases.map(capabilities)
    #expect(all.map(\.publishModel) == [.activeVersion, .activeVersion, .activeVersion, .publishIfActive])
    #expect(all.map(\.refusedUpdate) == [.deactivates, .publishesBroken, .publishesBroken, .keepsPublished])
    #expect(all.map(\.publishesInBackground) == [false, false, false, true])
    #expect(all.map(\.canPublish) == [false, false, false, true])
    #expect(all.map(\.canArchive) == [false, false, true, true])
    #expect(all.map(\.canListCredentials) == [false, true, true, true])
    #expect(all.map(\.canReadCredential) == [false, false, true, true])
    #expect(all.map(\.canTestCredential) == [false, false, true, true])
    #expect(all.map(\.canUnsetErrorWorkflow) == [false, true, true, true])
    #expect(all.map(\.checksStructure) == [false, false, true, true])
    #expect(all.map { $0.nodeKeys.contains("customTelemetryTags") } == [false, false, true, true])
  }

  @Test("the document tells the scopes of operations where the release has them")
  func scopes() throws {
    let specification = try Shared.specification("2.40.7")
    #expect(specification.scope("POST /workflows") == "workflow:create")
    #expect(specification.queryParameters("PUT /workflows/{}") == ["publishIfActive"])
    #expect(specification.fields("POST /workflows")?.readOnly.contains("versionId") == true)
  }
}
