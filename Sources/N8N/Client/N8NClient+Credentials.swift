package import JSON

extension N8NClient {
  /// All credentials, without their data (2.8; `unsupported` before).
  package func credentials() -> PageSequence<RemoteCredential> {
    list("/credentials", scope: "credential:list")
  }

  /// One credential, without its data (2.18).
  package func credential(id: String) async throws(N8NError) -> RemoteCredential {
    try await document(Call("GET", try path("/credentials", id), scope: "credential:read"))
  }

  /// Makes a credential. Names are not unique; a time-out leaves the outcome unknown.
  package func createCredential(
    name: String, type: String, data: JSON, projectId: String? = nil
  ) async throws(N8NError) -> RemoteCredential {
    var call = Call("POST", "/credentials", scope: "credential:create")
    var body: JSONObject = ["name": .string(name), "type": .string(type), "data": data]
    if let projectId, capabilities?.canCreateInProject == true { body["projectId"] = .string(projectId) }
    call.body = .object(body)
    return try await document(call)
  }

  /// Deletes a credential.
  package func deleteCredential(id: String) async throws(N8NError) -> RemoteCredential {
    try await document(Call("DELETE", try path("/credentials", id), scope: "credential:delete"))
  }

  /// The JSON schema of a credential type's data; `notFound` for a type that is not installed.
  package func credentialSchema(type: String) async throws(N8NError) -> JSON {
    try await send(Call("GET", try path("/credentials/schema", type))).json
  }

  /// Has n8n test a credential (2.18).
  package func testCredential(id: String) async throws(N8NError) -> CredentialTest {
    let call = Call("POST", try path("/credentials", id, "/test"), scope: "credential:read")
    do {
      let json = try await send(call).json
      let message = PageText.oneLine(json["message"]?.stringValue ?? "", limit: 400)
      if json["status"]?.stringValue == "OK" { return CredentialTest(verdict: .works, message: message) }
      let isUntested = message.contains("No testing function found")
      return CredentialTest(verdict: isUntested ? .untested : .fails, message: message)
    } catch  where error.kind == .unknownNodeType {
      return CredentialTest(verdict: .untested, message: error.cause)
    }
  }
}
