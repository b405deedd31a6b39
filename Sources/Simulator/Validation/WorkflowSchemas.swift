/// The bodies of POST and PUT /workflows by release (recordings, openapi.yml of each).
struct WorkflowSchemas: Sendable {
  let release: N8NRelease

  /// The body of POST /workflows.
  var create: Schema { workflow(extras: createExtras) }

  /// The body of PUT /workflows/{id}.
  var update: Schema { workflow(extras: updateExtras) }

  /// A node. The order of its keys is the order in which 2.40.7 answers them.
  var node: Schema { .object(nodeProperties) }

  /// The settings; the order of the keys is the order in which 2.40.7 answers them.
  var settings: Schema { .object(settingsProperties) }

  /// The key names of a node, in order.
  var nodeKeys: [String] { nodeProperties.map(\.name) }

  /// The key names of settings, in order.
  var settingsKeys: [String] { settingsProperties.map(\.name) }

  private typealias Property = Schema.Property

  private var createExtras: [Property] {
    (release >= .v2_30_8 ? [Property("projectId", .string())] : [])
      + (release >= .v2_40_7 ? [Property("parentFolderId", .nullable(.string()))] : [])
  }

  private var updateExtras: [Property] {
    (release >= .v2_40_7 ? [Property("parentFolderId", .nullable(.string()))] : [])
      + (release >= .v2_30_8 ? [Property("description", .string())] : [])
  }

  private func workflow(extras: [Property]) -> Schema {
    var properties = [
      Property("id", .readOnly(.string())), Property("name", .string()),
      Property("active", .readOnly(.boolean)), Property("createdAt", .readOnly(.string())),
      Property("updatedAt", .readOnly(.string())),
    ]
    if release >= .v2_14_2 {
      properties += [
        Property("isArchived", .readOnly(.boolean)), Property("versionId", .readOnly(.string())),
        Property("triggerCount", .readOnly(.integer)),
      ]
    }
    properties += [
      Property("nodes", .array(node)), Property("connections", .object([], isOpen: true)),
      Property("settings", settings),
    ]
    if release >= .v2_30_8 { properties.append(Property("nodeGroups", .array(nodeGroup))) }
    properties.append(Property("staticData", .any))
    if release >= .v2_14_2 {
      properties += [
        Property("pinData", .nullable(.object([], isOpen: true))),
        Property("meta", .readOnly(.nullable(.object([], isOpen: true)))),
      ]
    }
    properties += extras
    properties += [
      Property("tags", .readOnly(.array(.object([], isOpen: true)))), Property("shared", .array(share)),
      Property("activeVersion", .readOnly(.nullable(.object([], isOpen: true)))),
    ]
    return .object(properties, required: ["name", "nodes", "connections", "settings"])
  }

  private var nodeProperties: [Property] {
    var properties = [
      Property("id", .string()), Property("name", .string()), Property("webhookId", .string()),
      Property("disabled", .boolean), Property("notesInFlow", .boolean), Property("notes", .string()),
      Property("type", .string()), Property("typeVersion", .number), Property("executeOnce", .boolean),
      Property("alwaysOutputData", .boolean), Property("retryOnFail", .boolean),
      Property("maxTries", .number), Property("waitBetweenTries", .number),
      Property("continueOnFail", .boolean), Property("onError", .string()),
      Property("position", .array(.number)), Property("parameters", .object([], isOpen: true)),
      Property("credentials", .object([], isOpen: true)),
    ]
    if release >= .v2_30_8 {
      properties.append(Property("customTelemetryTags", .object([Property("tag", .array(.any))])))
    }
    return properties + [
      Property("createdAt", .readOnly(.string())), Property("updatedAt", .readOnly(.string())),
    ]
  }

  private var settingsProperties: [Property] {
    let isNew = release >= .v2_40_7
    let keys: [Property?] = [
      Property("saveExecutionProgress", .boolean), Property("saveManualExecutions", .boolean),
      Property("saveDataErrorExecution", .string(["all", "none"])),
      Property("saveDataSuccessExecution", .string(["all", "none"])),
      Property("executionTimeout", .number), Property("errorWorkflow", .string()),
      Property("timezone", .string()), Property("executionOrder", .string()),
      isNew ? Property("binaryMode", .string(["separate", "combined"])) : nil,
      Property(
        "callerPolicy", .string(["any", "none", "workflowsFromAList", "workflowsFromSameOwner"])),
      Property("callerIds", .string()),
      isNew ? Property("timeSavedMode", .string(["fixed", "dynamic"])) : nil,
      Property("timeSavedPerExecution", .number),
      release >= .v2_30_8
        ? Property("redactionPolicy", .string(["none", "non-manual", "manual-only", "all"])) : nil,
      Property("availableInMCP", .boolean),
      release >= .v2_30_8 ? Property("customTelemetryTags", .array(telemetryTag)) : nil,
      isNew ? Property("credentialResolverId", .string()) : nil,
    ]
    return keys.compactMap { $0 }
  }

  private var telemetryTag: Schema {
    .object([Property("key", .string()), Property("value", .string())], required: ["key", "value"])
  }

  private var nodeGroup: Schema {
    .object(
      [
        Property("id", .string()), Property("name", .string()), Property("description", .string()),
        Property("nodeIds", .array(.string())),
      ], required: ["id", "name", "nodeIds"])
  }

  /// `shared` is accepted as such; what an answer has in it is not.
  private var share: Schema {
    let project = Schema.object([Property("id", .readOnly(.string()))], isOpen: true)
    return .object([
      Property("role", .string()), Property("workflowId", .string()), Property("projectId", .string()),
      Property("project", project), Property("createdAt", .readOnly(.string())),
      Property("updatedAt", .readOnly(.string())),
    ])
  }
}
