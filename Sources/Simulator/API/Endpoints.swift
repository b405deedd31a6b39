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
    ) { try $0.listWorkflows($1) },
    at("POST /workflows", "workflow:create", "createWorkflow") { try $0.createWorkflow($1) },
    at("GET /workflows/{id}", "workflow:read", "getWorkflow", query: ["excludePinnedData": .v1_123_81]) {
      try $0.readWorkflow($1)
    },
    at("PUT /workflows/{id}", "workflow:update", "updateWorkflow", query: ["publishIfActive": .v2_40_7]) {
      try $0.updateWorkflow($1)
    },
    at("DELETE /workflows/{id}", "workflow:delete", "deleteWorkflow") { try $0.deleteWorkflow($1) },
    at("GET /workflows/{id}/tags", "workflowTags:list", "getWorkflowTags") { try $0.readWorkflowTags($1) },
    at("PUT /workflows/{id}/tags", "workflowTags:update", "updateWorkflowTags") {
      try $0.updateWorkflowTags($1)
    },
    at("PUT /workflows/{id}/transfer", "workflow:move", "transferWorkflow") { try $0.transferWorkflow($1) },
    at("GET /workflows/{id}/history", "workflow:read", "getWorkflowHistory", since: .v2_40_7, query: paged) {
      try $0.readHistory($1)
    },
    at("GET /workflows/{id}/{versionId}", "workflow:read", "getWorkflowVersion") { try $0.readVersion($1) },
    at("GET /workflows/{id}/versions/{versionId}", "workflow:read", "getWorkflowVersion", since: .v2_40_7) {
      try $0.readVersion($1)
    },
  ]

  private static let publishing: [Endpoint] = [
    at("POST /workflows/{id}/activate", "workflow:activate", "activateWorkflow") {
      try $0.activateWorkflow($1)
    },
    at("POST /workflows/{id}/deactivate", "workflow:deactivate", "deactivateWorkflow") {
      try $0.deactivateWorkflow($1)
    },
    at("POST /workflows/{id}/publish", "workflow:activate", "publishWorkflow", since: .v2_40_7) {
      try $0.activateWorkflow($1)
    },
    at("POST /workflows/{id}/unpublish", "workflow:deactivate", "unpublishWorkflow", since: .v2_40_7) {
      try $0.deactivateWorkflow($1)
    },
    at("POST /workflows/{id}/archive", "workflow:delete", "archiveWorkflow", since: .v2_30_8) {
      try $0.archiveWorkflow($1)
    },
    at("POST /workflows/{id}/unarchive", "workflow:delete", "unarchiveWorkflow", since: .v2_30_8) {
      try $0.unarchiveWorkflow($1)
    },
  ]

  private static let tags: [Endpoint] = [
    at("GET /tags", "tag:list", "getTags", query: paged) { try $0.listTags($1) },
    at("POST /tags", "tag:create", "createTag") { try $0.createTag($1) },
    at("GET /tags/{id}", "tag:read", "getTag") { try $0.readTag($1) },
    at("PUT /tags/{id}", "tag:update", "updateTag") { try $0.updateTag($1) },
    at("DELETE /tags/{id}", "tag:delete", "deleteTag") { try $0.deleteTag($1) },
  ]

  private static let credentials: [Endpoint] = [
    at("GET /credentials", "credential:list", "getCredentials", since: .v2_14_2, query: paged) {
      try $0.listCredentials($1)
    },
    at("POST /credentials", "credential:create", "createCredential") { try $0.createCredential($1) },
    at("GET /credentials/schema/{credentialTypeName}", nil, "getCredentialType") {
      try $0.readCredentialSchema($1)
    },
    at("GET /credentials/{id}", "credential:read", "getCredential", since: .v2_30_8) {
      try $0.readCredential($1)
    },
    at("PATCH /credentials/{id}", "credential:update", "updateCredential", since: .v2_14_2) {
      try $0.updateCredential($1)
    },
    at("DELETE /credentials/{id}", "credential:delete", "deleteCredential") { try $0.deleteCredential($1) },
    at("POST /credentials/{id}/test", "credential:read", "testCredential", since: .v2_30_8) {
      try $0.testCredential($1)
    },
    at("PUT /credentials/{id}/transfer", "credential:move", "transferCredential") {
      try $0.transferCredential($1)
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
    ) { try $0.listExecutions($1) },
    at("POST /executions/stop", "execution:stop", "stopManyExecutions", since: .v2_14_2) {
      try $0.stopExecutions($1)
    },
    at("GET /executions/{id}", "execution:read", "getExecution", query: ["includeData": .v1_123_81]) {
      try $0.readExecution($1)
    },
    at("DELETE /executions/{id}", "execution:delete", "deleteExecution") { try $0.deleteExecution($1) },
    at("POST /executions/{id}/retry", "execution:retry", "retryExecution") { try $0.retryExecution($1) },
    at("POST /executions/{id}/stop", "execution:stop", "stopExecution", since: .v2_14_2) {
      try $0.stopExecution($1)
    },
  ]

  private static let users: [Endpoint] = [
    at(
      "GET /users", "user:list", "getUsers",
      query: paged.merging(["includeRole": .v1_123_81, "projectId": .v1_123_81]) { first, _ in first }
    ) { try $0.listUsers($1) },
    at("POST /users", "user:create", "createUser") { try $0.inviteUsers($1) },
    at("GET /users/{id}", "user:read", "getUser", query: ["includeRole": .v1_123_81]) { try $0.readUser($1) },
    at("DELETE /users/{id}", "user:delete", "deleteUser") { try $0.deleteUser($1) },
  ]

  private static func unlicensed(
    _ route: String, _ scope: String, _ operation: String, _ feature: String
  ) -> Endpoint {
    at(route, scope, operation, query: paged.merging(["projectId": .v1_123_81]) { first, _ in first }) {
      _, _ in throw Refusal.unlicensed(feature)
    }
  }

  private static let others: [Endpoint] = [
    at("GET /discover", nil, "getDiscover", since: .v2_14_2) { try $0.discover($1) },
    at("POST /audit", "securityAudit:generate", "generateAudit") { try $0.audit($1) },
    unlicensed("GET /projects", "project:list", "getProjects", "feat:projectRole:admin"),
    unlicensed("POST /projects", "project:create", "createProject", "feat:projectRole:admin"),
    unlicensed("GET /variables", "variable:list", "getVariables", "feat:variables"),
    unlicensed("POST /variables", "variable:create", "createVariable", "feat:variables"),
    at("POST /source-control/pull", "sourceControl:pull", "pullSourceControl") { instance, _ in
      throw instance.behaviour.sourceControlRefusal
    },
    at("GET /data-tables", "dataTable:list", "getDataTables", since: .v2_14_2, query: paged) {
      try $0.emptyList($1)
    },
    at("GET /insights/summary", "insights:read", "getInsightsSummary", since: .v2_30_8) {
      try $0.insights($1)
    },
    at("GET /community-packages", "communityPackage:list", "getCommunityPackages", since: .v2_30_8) {
      _, _ in Answer([])
    },
    at("GET /roles", "role:list", "getRoles", since: .v2_40_7) { try $0.roles($1) },
  ]
}
