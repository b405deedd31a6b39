internal import HTTP
internal import JSON

extension N8NClient {
  /// Starts a workflow: its current content, or a version of it by id where the instance can.
  ///
  /// A good answer does not prove that it runs: 2.40 registers triggers afterwards (trap 4).
  package func activateWorkflow(id: String, versionId: String? = nil) async throws(N8NError) -> RemoteWorkflow
  {
    try await publishing("activate", id, scope: "workflow:activate", versionId)
  }

  /// Stops a workflow. Nothing happens where it does not run.
  package func deactivateWorkflow(id: String) async throws(N8NError) -> RemoteWorkflow {
    try await publishing("deactivate", id, scope: "workflow:deactivate", nil)
  }

  /// Publishes a workflow's draft, or a version by its id (2.33); as ``activateWorkflow(id:versionId:)``.
  package func publishWorkflow(id: String, versionId: String? = nil) async throws(N8NError) -> RemoteWorkflow
  {
    try await publishing("publish", id, scope: "workflow:activate", versionId)
  }

  /// Takes a workflow out of production (2.33); as ``deactivateWorkflow(id:)``.
  package func unpublishWorkflow(id: String) async throws(N8NError) -> RemoteWorkflow {
    try await publishing("unpublish", id, scope: "workflow:deactivate", nil)
  }

  /// Starts a workflow by whichever call the instance has that is not deprecated.
  package func startWorkflow(id: String, versionId: String? = nil) async throws(N8NError) -> RemoteWorkflow {
    capabilities?.canPublish == true
      ? try await publishWorkflow(id: id, versionId: versionId)
      : try await activateWorkflow(id: id, versionId: versionId)
  }

  /// Stops a workflow by whichever call the instance has that is not deprecated.
  package func stopWorkflow(id: String) async throws(N8NError) -> RemoteWorkflow {
    capabilities?.canPublish == true
      ? try await unpublishWorkflow(id: id) : try await deactivateWorkflow(id: id)
  }

  private func publishing(
    _ action: String, _ id: String, scope: String, _ versionId: String?
  ) async throws(N8NError) -> RemoteWorkflow {
    var call = Call("POST", try path("/workflows", id, "/\(action)"), scope: scope)
    if let versionId {
      guard capabilities?.canActivateVersion == true else {
        throw failure(call, .unsupported, "this n8n cannot activate a version by its id")
      }
      call.body = ["versionId": .string(versionId)]
    }
    // Registering triggers calls third parties' APIs.
    call.timeouts = HTTPTimeouts(total: .seconds(180), stall: .seconds(180))
    return try await document(call)
  }
}
