/// The bodies of POST and PUT /workflows by release (recordings, openapi.yml of each). Each key says since which of the four
/// releases it is known; the order of the keys is the order in which 2.40.7 answers them.
struct WorkflowSchemas: Sendable {
  let release: N8NRelease

  /// The body of POST /workflows.
  var create: Schema {
    workflow(extras: [
      Key("projectId", .string(), since: .v2_30_8),
      Key("parentFolderId", .nullable(.string()), since: .v2_40_7),
    ])
  }

  /// The body of PUT /workflows/{id}.
  var update: Schema {
    workflow(extras: [
      Key("parentFolderId", .nullable(.string()), since: .v2_40_7),
      Key("description", .string(), since: .v2_30_8),
    ])
  }

  /// Whether the two bodies differ.
  var separatesCreate: Bool { release >= .v2_30_8 }

  /// A node.
  var node: Schema { .object(known(Self.node)) }

  /// The settings.
  var settings: Schema { .object(known(Self.settings)) }

  /// The key names of a node, in order.
  var nodeKeys: [String] { known(Self.node).map(\.name) }

  /// The key names of settings, in order.
  var settingsKeys: [String] { known(Self.settings).map(\.name) }

  private struct Key {
    let property: Schema.Property
    let since: N8NRelease

    init(_ name: String, _ schema: Schema, since: N8NRelease = .v1_123_81) {
      property = Schema.Property(name, schema)
      self.since = since
    }
  }

  private func known(_ keys: [Key]) -> [Schema.Property] {
    keys.filter { $0.since <= release }.map(\.property)
  }

  private func workflow(extras: [Key]) -> Schema {
    let keys = [
      Key("id", .readOnly(.string())), Key("name", .string()), Key("active", .readOnly(.boolean)),
      Key("createdAt", .readOnly(.string())), Key("updatedAt", .readOnly(.string())),
      Key("isArchived", .readOnly(.boolean), since: .v2_14_2),
      Key("versionId", .readOnly(.string()), since: .v2_14_2),
      Key("triggerCount", .readOnly(.integer), since: .v2_14_2), Key("nodes", .array(node)),
      Key("connections", Self.anyObject), Key("settings", settings),
      Key("nodeGroups", .array(Self.nodeGroup), since: .v2_30_8), Key("staticData", .any),
      Key("pinData", .nullable(Self.anyObject), since: .v2_14_2),
      Key("meta", .readOnly(.nullable(Self.anyObject)), since: .v2_14_2),
    ]
    let tail = [
      Key("tags", .readOnly(.array(Self.anyObject))), Key("shared", .array(Self.share)),
      Key("activeVersion", .readOnly(.nullable(Self.anyObject))),
    ]
    return .object(known(keys + extras + tail), required: ["name", "nodes", "connections", "settings"])
  }

  private static let anyObject = Schema.object([], isOpen: true)

  private static let node = [
    Key("id", .string()), Key("name", .string()), Key("webhookId", .string()), Key("disabled", .boolean),
    Key("notesInFlow", .boolean), Key("notes", .string()), Key("type", .string()),
    Key("typeVersion", .number), Key("executeOnce", .boolean), Key("alwaysOutputData", .boolean),
    Key("retryOnFail", .boolean), Key("maxTries", .number), Key("waitBetweenTries", .number),
    Key("continueOnFail", .boolean), Key("onError", .string()), Key("position", .array(.number)),
    Key("parameters", anyObject), Key("credentials", anyObject),
    Key("customTelemetryTags", .object([Schema.Property("tag", .array(.any))]), since: .v2_30_8),
    Key("createdAt", .readOnly(.string())), Key("updatedAt", .readOnly(.string())),
  ]

  private static let settings = [
    Key("saveExecutionProgress", .boolean), Key("saveManualExecutions", .boolean),
    Key("saveDataErrorExecution", .string(["all", "none"])),
    Key("saveDataSuccessExecution", .string(["all", "none"])), Key("executionTimeout", .number),
    Key("errorWorkflow", .string()), Key("timezone", .string()), Key("executionOrder", .string()),
    Key("binaryMode", .string(["separate", "combined"]), since: .v2_40_7),
    Key("callerPolicy", .string(["any", "none", "workflowsFromAList", "workflowsFromSameOwner"])),
    Key("callerIds", .string()), Key("timeSavedMode", .string(["fixed", "dynamic"]), since: .v2_40_7),
    Key("timeSavedPerExecution", .number),
    Key("redactionPolicy", .string(["none", "non-manual", "manual-only", "all"]), since: .v2_30_8),
    Key("availableInMCP", .boolean), Key("customTelemetryTags", .array(telemetryTag), since: .v2_30_8),
    Key("credentialResolverId", .string(), since: .v2_40_7),
  ]

  private static let telemetryTag = Schema.object(
    [Schema.Property("key", .string()), Schema.Property("value", .string())], required: ["key", "value"])

  private static let nodeGroup = Schema.object(
    [
      Schema.Property("id", .string()), Schema.Property("name", .string()),
      Schema.Property("description", .string()), Schema.Property("nodeIds", .array(.string())),
    ], required: ["id", "name", "nodeIds"])

  /// `shared` is accepted as such; what an answer has in it is not.
  private static let share = Schema.object([
    Schema.Property("role", .string()), Schema.Property("workflowId", .string()),
    Schema.Property("projectId", .string()),
    Schema.Property("project", .object([Schema.Property("id", .readOnly(.string()))], isOpen: true)),
    Schema.Property("createdAt", .readOnly(.string())), Schema.Property("updatedAt", .readOnly(.string())),
  ])
}
