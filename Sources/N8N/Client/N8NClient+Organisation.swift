internal import HTTP
package import JSON

extension N8NClient {
  /// All users with their roles; an owner's or admin's key sees them.
  package func users() -> PageSequence<RemoteUser> {
    list("/users", scope: "user:list", [("includeRole", "true")])
  }

  /// All projects; `licenceNeeded` on an instance without that licence.
  package func projects() -> PageSequence<RemoteProject> { list("/projects", scope: "project:list") }

  /// All variables, with their values; `licenceNeeded` on an instance without that licence.
  package func variables() -> PageSequence<RemoteVariable> { list("/variables", scope: "variable:list") }

  /// Moves a workflow to a team project (1.53, licensed).
  package func transferWorkflow(id: String, toProject project: String) async throws(N8NError) {
    try await transfer("/workflows", id, to: project, scope: "workflow:move")
  }

  /// Moves a credential to a team project (1.54, licensed).
  package func transferCredential(id: String, toProject project: String) async throws(N8NError) {
    try await transfer("/credentials", id, to: project, scope: "credential:move")
  }

  private func transfer(_ kind: String, _ id: String, to project: String, scope: String)
    async throws(N8NError)
  {
    var call = Call("PUT", try path(kind, id, "/transfer"), scope: scope)
    call.body = ["destinationProjectId": .string(project)]
    // 204; documents before 2.36 say 200 (api.md, list of traps, 23).
    call.answer = .jsonOrNothing
    _ = try await send(call)
  }

  /// n8n's own security audit, by the names of its reports; empty where it has nothing to say. It takes long.
  ///
  /// - Parameter abandonedDays: after how many days without a run a workflow counts as abandoned; nil: n8n's 90.
  package func audit(abandonedDays: Int? = nil) async throws(N8NError) -> JSONObject {
    var call = Call("POST", "/audit", scope: "securityAudit:generate")
    if let abandonedDays {
      call.body = ["additionalOptions": ["daysAbandonedWorkflow": .number(JSONNumber(abandonedDays))]]
    }
    call.timeouts = HTTPTimeouts(total: .seconds(180), stall: .seconds(180))
    let json = try await send(call).json
    // A list without anything where there is nothing to say (api.md 3.5).
    if json.arrayValue?.isEmpty == true { return [:] }
    guard let reports = json.objectValue else {
      throw failure(call, .unexpectedShape, "the answer is \(json.kindName), not reports")
    }
    return reports
  }

  /// Has the instance take what its Git repository has (licensed); answers the files that changed.
  ///
  /// - Parameter force: whether what differs in the instance is overwritten. Without it a difference is a `conflict`.
  package func pullSourceControl(force: Bool = false) async throws(N8NError) -> JSON {
    var call = Call("POST", "/source-control/pull", scope: "sourceControl:pull")
    call.body = ["force": .bool(force)]
    call.timeouts = HTTPTimeouts(total: .seconds(180), stall: .seconds(180))
    return try await send(call).json
  }
}
