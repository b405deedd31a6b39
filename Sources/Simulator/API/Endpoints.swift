internal import JSON

extension Endpoint {
  /// The operations of a release that the simulator has; paths without varying pieces come first.
  static func all(for release: N8NRelease) -> [Endpoint] {
    (workflows + publishing + tags + credentials + executions + users + others).filter { $0.since <= release }
  }

  private static func at(
    _ route: String, _ scope: String?, _ operation: String, since: N8NRelease = .v1_123_81,
    query: [String: N8NRelease] = [:], _ handler: @escaping Handler
  ) -> Endpoint {
    let parts = route.split(separator: " ")
    return Endpoint(
      method: String(parts[0]), path: String(parts[1]), scope: scope, operation: operation, since: since,
      query: query, handler: handler)
  }

  private static let paged: [String: N8NRelease] = [
    "limit": .v1_123_81, "cursor": .v1_123_81, "offset": .v2_40_7,
  ]

  private static let workflows: [Endpoint] = [
    at(
      "GET /workflows", "workflow:list", "getWorkflows",
      query: paged.merging([
        "active": .v1_123_81, "tags": .v1_123_81, "name": .v1_123_81, "projectId": .v1_123_81,
        "excludePinnedData": .v1_123_81,
      ]) { first, _ in first }
    ) { instance, call throws(Refusal) in try instance.listWorkflows(call) },
    at("POST /workflows", "workflow:create", "createWorkflow") { instance, call throws(Refusal) in
      try instance.createWorkflow(call)
    },
    at("GET /workflows/{id}", "workflow:read", "getWorkflow", query: ["excludePinnedData": .v1_123_81]) {
      instance, call throws(Refusal) in try instance.readWorkflow(call)
    },
    at("PUT /workflows/{id}", "workflow:update", "updateWorkflow", query: ["publishIfActive": .v2_40_7]) {
      instance, call throws(Refusal) in try instance.updateWorkflow(call)
    },
    at("DELETE /workflows/{id}", "workflow:delete", "deleteWorkflow") { instance, call throws(Refusal) in
      try instance.deleteWorkflow(call)
    },
    at("GET /workflows/{id}/tags", "workflowTags:list", "getWorkflowTags") { instance, call throws(Refusal) in
      try instance.readWorkflowTags(call)
    },
    at("PUT /workflows/{id}/tags", "workflowTags:update", "updateWorkflowTags") {
      instance, call throws(Refusal) in try instance.updateWorkflowTags(call)
    },
    at("PUT /workflows/{id}/transfer", "workflow:move", "transferWorkflow") {
      instance, call throws(Refusal) in
      try instance.transferWorkflow(call)
    },
    at("GET /workflows/{id}/history", "workflow:read", "getWorkflowHistory", since: .v2_40_7, query: paged) {
      instance, call throws(Refusal) in try instance.readHistory(call)
    },
    at("GET /workflows/{id}/{versionId}", "workflow:read", "getWorkflowVersion") {
      instance, call throws(Refusal) in try instance.readVersion(call)
    },
    at("GET /workflows/{id}/versions/{versionId}", "workflow:read", "getWorkflowVersion", since: .v2_40_7) {
      instance, call throws(Refusal) in try instance.readVersion(call)
    },
  ]

  private static let publishing: [Endpoint] = [
    at("POST /workflows/{id}/activate", "workflow:activate", "activateWorkflow") {
      instance, call throws(Refusal) in try instance.activateWorkflow(call)
    },
    at("POST /workflows/{id}/deactivate", "workflow:deactivate", "deactivateWorkflow") {
      instance, call throws(Refusal) in try instance.deactivateWorkflow(call)
    },
    at("POST /workflows/{id}/publish", "workflow:activate", "publishWorkflow", since: .v2_40_7) {
      instance, call throws(Refusal) in try instance.activateWorkflow(call)
    },
    at("POST /workflows/{id}/unpublish", "workflow:deactivate", "unpublishWorkflow", since: .v2_40_7) {
      instance, call throws(Refusal) in try instance.deactivateWorkflow(call)
    },
    at("POST /workflows/{id}/archive", "workflow:delete", "archiveWorkflow", since: .v2_30_8) {
      instance, call throws(Refusal) in try instance.archiveWorkflow(call)
    },
    at("POST /workflows/{id}/unarchive", "workflow:delete", "unarchiveWorkflow", since: .v2_30_8) {
      instance, call throws(Refusal) in try instance.unarchiveWorkflow(call)
    },
  ]

  private static let tags: [Endpoint] = [
    at("GET /tags", "tag:list", "getTags", query: paged) { instance, call throws(Refusal) in
      try instance.listTags(call)
    },
    at("POST /tags", "tag:create", "createTag") { instance, call throws(Refusal) in
      try instance.createTag(call)
    },
    at("GET /tags/{id}", "tag:read", "getTag") { instance, call throws(Refusal) in try instance.readTag(call)
    },
    at("PUT /tags/{id}", "tag:update", "updateTag") { instance, call throws(Refusal) in
      try instance.updateTag(call)
    },
    at("DELETE /tags/{id}", "tag:delete", "deleteTag") { instance, call throws(Refusal) in
      try instance.deleteTag(call)
    },
  ]

  private static let credentials: [Endpoint] = [
    at("GET /credentials", "credential:list", "getCredentials", since: .v2_14_2, query: paged) {
      instance, call throws(Refusal) in try instance.listCredentials(call)
    },
    at("POST /credentials", "credential:create", "createCredential") { instance, call throws(Refusal) in
      try instance.createCredential(call)
    },
    at("GET /credentials/schema/{credentialTypeName}", nil, "getCredentialType") {
      instance, call throws(Refusal) in try instance.readCredentialSchema(call)
    },
    at("GET /credentials/{id}", "credential:read", "getCredential", since: .v2_30_8) {
      instance, call throws(Refusal) in try instance.readCredential(call)
    },
    at("PATCH /credentials/{id}", "credential:update", "updateCredential", since: .v2_14_2) {
      instance, call throws(Refusal) in try instance.updateCredential(call)
    },
    at("DELETE /credentials/{id}", "credential:delete", "deleteCredential") {
      instance, call throws(Refusal) in
      try instance.deleteCredential(call)
    },
    at("POST /credentials/{id}/test", "credential:read", "testCredential", since: .v2_30_8) {
      instance, call throws(Refusal) in try instance.testCredential(call)
    },
    at("PUT /credentials/{id}/transfer", "credential:move", "transferCredential") {
      instance, call throws(Refusal) in try instance.transferCredential(call)
    },
  ]

  private static let executions: [Endpoint] = [
    at(
      "GET /executions", "execution:list", "getExecutions",
      query: [
        "limit": .v1_123_81, "cursor": .v1_123_81, "includeData": .v1_123_81, "status": .v1_123_81,
        "workflowId": .v1_123_81, "projectId": .v1_123_81, "redactExecutionData": .v2_30_8,
        "ignoreDataSizeLimit": .v2_30_8, "startedAfter": .v2_40_7, "startedBefore": .v2_40_7,
      ]
    ) { instance, call throws(Refusal) in try instance.listExecutions(call) },
    at("POST /executions/stop", "execution:stop", "stopManyExecutions", since: .v2_14_2) {
      instance, call throws(Refusal) in try instance.stopExecutions(call)
    },
    at("GET /executions/{id}", "execution:read", "getExecution", query: ["includeData": .v1_123_81]) {
      instance, call throws(Refusal) in try instance.readExecution(call)
    },
    at("DELETE /executions/{id}", "execution:delete", "deleteExecution") { instance, call throws(Refusal) in
      try instance.deleteExecution(call)
    },
    at("POST /executions/{id}/retry", "execution:retry", "retryExecution") { instance, call throws(Refusal) in
      try instance.retryExecution(call)
    },
    at("POST /executions/{id}/stop", "execution:stop", "stopExecution", since: .v2_14_2) {
      instance, call throws(Refusal) in try instance.stopExecution(call)
    },
  ]

  private static let users: [Endpoint] = [
    at(
      "GET /users", "user:list", "getUsers",
      query: paged.merging(["includeRole": .v1_123_81, "projectId": .v1_123_81]) { first, _ in first }
    ) { instance, call throws(Refusal) in try instance.listUsers(call) },
    at("POST /users", "user:create", "createUser") { instance, call throws(Refusal) in
      try instance.inviteUsers(call)
    },
    at("GET /users/{id}", "user:read", "getUser", query: ["includeRole": .v1_123_81]) {
      instance, call throws(Refusal) in try instance.readUser(call)
    },
    at("DELETE /users/{id}", "user:delete", "deleteUser") { instance, call throws(Refusal) in
      try instance.deleteUser(call)
    },
  ]

  private static func unlicensed(
    _ route: String, _ scope: String, _ operation: String, _ feature: String
  ) -> Endpoint {
    at(route, scope, operation, query: paged.merging(["projectId": .v1_123_81]) { first, _ in first }) {
      _, _ throws(Refusal) in throw .unlicensed(feature)
    }
  }

  private static let others: [Endpoint] = [
    at("GET /discover", nil, "getDiscover", since: .v2_14_2) { instance, call throws(Refusal) in
      try instance.discover(call)
    },
    at("POST /audit", "securityAudit:generate", "generateAudit") { instance, call throws(Refusal) in
      try instance.audit(call)
    },
    unlicensed("GET /projects", "project:list", "getProjects", "feat:projectRole:admin"),
    unlicensed("POST /projects", "project:create", "createProject", "feat:projectRole:admin"),
    unlicensed("GET /variables", "variable:list", "getVariables", "feat:variables"),
    unlicensed("POST /variables", "variable:create", "createVariable", "feat:variables"),
    at("POST /source-control/pull", "sourceControl:pull", "pullSourceControl") {
      instance, _ throws(Refusal) in throw instance.behaviour.sourceControlRefusal
    },
    at("GET /data-tables", "dataTable:list", "getDataTables", since: .v2_14_2, query: paged) {
      instance, call throws(Refusal) in try instance.emptyList(call)
    },
    at("GET /insights/summary", "insights:read", "getInsightsSummary", since: .v2_30_8) {
      instance, call throws(Refusal) in try instance.insights(call)
    },
    at("GET /community-packages", "communityPackage:list", "getCommunityPackages", since: .v2_30_8) {
      _, _ in Answer([])
    },
    at("GET /roles", "role:list", "getRoles", since: .v2_40_7) { instance, call throws(Refusal) in
      try instance.roles(call)
    },
  ]
}
