internal import JSON

/// The value of a setting that means "not set", and how a setting is taken away (recordings, "Settings"; api.md 2.3).
struct SettingDefault: Sendable {
  enum Removal: Sendable {
    /// Sending the value takes the key away, or leaves the key at what an absent one means in every release.
    case byValue
    /// The key stays, with the value. It is neutral where an absent key means exactly that value; otherwise the
    /// instance's own default could be another one.
    case notPossible(isNeutral: Bool)
    /// As `byValue` from 2.14 on.
    case errorWorkflow
  }

  let key: String
  let value: JSON
  let removal: Removal
  /// Sent even with a new workflow, because n8n would add a value of its own choice.
  var isAlwaysSent = false

  static let all: [SettingDefault] = [
    // Omitted, it falls back to this (trap 8); n8n adds both to new workflows up to 2.14, and `availableInMCP: true`
    // where the instance exposes new workflows by itself (api.md 2.3).
    .init(key: "callerPolicy", value: "workflowsFromSameOwner", removal: .byValue, isAlwaysSent: true),
    .init(key: "availableInMCP", value: false, removal: .byValue, isAlwaysSent: true),
    .init(key: "timezone", value: "DEFAULT", removal: .byValue),
    .init(key: "executionTimeout", value: -1, removal: .byValue),
    .init(key: "errorWorkflow", value: "DEFAULT", removal: .errorWorkflow),
    .init(key: "executionOrder", value: "v0", removal: .notPossible(isNeutral: true)),
    .init(key: "callerIds", value: "", removal: .notPossible(isNeutral: true)),
    .init(key: "saveExecutionProgress", value: false, removal: .notPossible(isNeutral: false)),
    .init(key: "saveManualExecutions", value: true, removal: .notPossible(isNeutral: false)),
    .init(key: "saveDataErrorExecution", value: "all", removal: .notPossible(isNeutral: false)),
    .init(key: "saveDataSuccessExecution", value: "all", removal: .notPossible(isNeutral: false)),
    .init(key: "timeSavedPerExecution", value: 0, removal: .notPossible(isNeutral: true)),
    .init(key: "timeSavedMode", value: "fixed", removal: .notPossible(isNeutral: true)),
    .init(key: "customTelemetryTags", value: [], removal: .notPossible(isNeutral: true)),
  ]
}
