/// Since when each feature exists: from the OpenAPI document of every minor release, 1.0 to 2.37
/// (n8n/specs/since.json), corrected by api.md 2.2 and 2.3.
///
/// It serves both ways: a document's features bound the version, and a version alone tells the features.
enum FeatureHistory {
  /// One feature and the first release that has it.
  struct Entry: Sendable {
    let feature: Feature
    let since: N8NVersion
  }

  static let all: [Entry] = workflowFields + settings + nodes + operations + queries

  /// The features of a release.
  static func features(of version: N8NVersion) -> Set<Feature> {
    Set(all.lazy.filter { $0.since <= version }.map(\.feature))
  }

  /// The releases that a document with these features can be of.
  static func versions(with features: Set<Feature>) -> N8NVersionRange {
    var from = N8NVersion(1, 0)
    for entry in all where entry.since > from && features.contains(entry.feature) { from = entry.since }
    // What is missing although something later is there says nothing: it was dropped, or its name changed.
    return N8NVersionRange(from: from, before: all.map(\.since).filter { $0 > from }.min())
  }

  private static func since(_ major: Int, _ minor: Int, _ features: [Feature]) -> [Entry] {
    features.map { Entry(feature: $0, since: N8NVersion(major, minor)) }
  }

  private static let workflowFields: [Entry] =
    since(
      1, 0,
      ["name", "nodes", "connections", "settings", "staticData"].flatMap { [.create($0), .update($0)] })
    + since(2, 14, [.create("pinData"), .update("pinData")])
    + since(2, 16, [.update("description")])
    + since(2, 17, [.create("projectId")])
    + since(2, 28, [.create("nodeGroups"), .update("nodeGroups")])
    + since(2, 32, [.create("parentFolderId"), .update("parentFolderId")])

  private static let settings: [Entry] =
    since(
      1, 0,
      [
        "saveExecutionProgress", "saveManualExecutions", "saveDataErrorExecution", "saveDataSuccessExecution",
        "executionTimeout", "errorWorkflow", "timezone",
      ].map(Feature.setting))
    + since(1, 37, [.setting("executionOrder")])
    + since(
      1, 119, ["callerPolicy", "callerIds", "timeSavedPerExecution", "availableInMCP"].map(Feature.setting))
    + since(2, 24, [.setting("customTelemetryTags")])
    + since(2, 26, [.setting("redactionPolicy")])
    + since(2, 33, ["binaryMode", "timeSavedMode", "credentialResolverId"].map(Feature.setting))

  private static let nodes: [Entry] =
    since(
      1, 0,
      [
        "id", "name", "webhookId", "disabled", "notesInFlow", "notes", "type", "typeVersion", "executeOnce",
        "alwaysOutputData", "retryOnFail", "maxTries", "waitBetweenTries", "continueOnFail", "position",
        "parameters", "credentials",
      ].map(Feature.node))
    + since(1, 15, [.node("onError")])
    + since(2, 26, [.node("customTelemetryTags")])

  private static let operations: [Entry] =
    since(1, 29, [.operation("GET /tags")])
    + since(1, 53, [.operation("GET /variables")])
    + since(1, 54, [.operation("GET /projects")])
    + since(1, 94, [.operation("PUT /variables/{}")])
    + since(1, 96, [.operation("POST /projects/{}/users")])
    + since(1, 112, [.operation("POST /executions/{}/retry")])
    + since(1, 123, [.operation("GET /workflows/{}/{}")])
    + since(2, 0, [.body(Operation.activate)])
    + since(2, 3, [.operation("PATCH /credentials/{}")])
    + since(2, 7, [.operation("GET /data-tables")])
    + since(2, 8, [.operation(Operation.listCredentials)])
    + since(2, 9, [.operation("GET /executions/{}/tags")])
    + since(2, 10, [.operation("POST /executions/{}/stop")])
    + since(2, 14, [.operation(Operation.discover)])
    + since(2, 15, [.operation(Operation.archive)])
    + since(2, 17, [.operation("GET /insights/summary")])
    + since(2, 18, [.operation(Operation.readCredential), .operation(Operation.testCredential)])
    + since(2, 19, [.operation("GET /data-tables/{}/columns")])
    + since(2, 23, [.operation("POST /n8n-packages/export")])
    + since(2, 30, [.operation("GET /workflows/{}/test-runs")])
    + since(2, 31, [.operation("GET /settings/security-policy")])
    + since(2, 33, [.operation(Operation.publish), .operation("GET /workflows/{}/history")])
    + since(2, 34, [.operation("GET /settings/ldap")])
    + since(2, 36, [.operation("GET /roles")])
    + since(2, 37, [.operation("GET /role-mapping-rules")])
    + since(2, 38, [.operation("GET /workflows/{}/versions/{}")])

  private static let queries: [Entry] =
    since(1, 29, [.query(Operation.list, "name")])
    + since(1, 53, [.query(Operation.list, "projectId")])
    + since(
      1, 73, [.query(Operation.list, "excludePinnedData"), .query(Operation.read, "excludePinnedData")])
    + since(2, 35, [.query(Operation.update, "publishIfActive")])
    + since(2, 37, [.query("GET /executions", "startedAfter")])
}
