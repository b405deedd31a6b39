internal import JSON

/// Puts a body's settings together.
///
/// n8n merges settings from 1.119 on: a key that an update leaves out keeps its value, except `callerPolicy`, which
/// falls back to its default in 1.123 and 2.14 (trap 8). What takes a key away differs from key to key
/// (recordings, "Settings").
struct SettingsBuilder {
  private(set) var members = JSONObject()
  private(set) var findings: [WriteFinding] = []
  private let capabilities: Capabilities
  private let takes: Set<String>

  init(_ goal: JSONObject, _ capabilities: Capabilities) {
    self.capabilities = capabilities
    takes = Set(capabilities.settings)
    for (key, value) in goal where !Self.isUnset(key, value) {
      if takes.contains(key) { members[key] = value } else { note(key, .notTaken) }
    }
  }

  /// Adds the default of every setting that the goal has not.
  mutating func addDefaults(replacing replaced: WriteBodyBuilder.Replaced?) {
    for rule in SettingDefault.all where takes.contains(rule.key) && members[rule.key] == nil {
      switch replaced {
      case nil: if rule.isAlwaysSent { members[rule.key] = rule.value }
      case .unknown?: send(rule, wasSet: false)
      case .known(let current)?:
        let value = current["settings"]?[rule.key]
        let isSet = value.map { !Self.isUnset(rule.key, $0) && $0 != rule.value } ?? false
        if isSet || rule.isAlwaysSent { send(rule, wasSet: isSet) }
      }
    }
    guard case .known(let current)? = replaced else { return }
    noteStaying(current["settings"]?.objectValue ?? JSONObject())
  }

  private mutating func send(_ rule: SettingDefault, wasSet: Bool) {
    switch rule.removal {
    case .byValue: members[rule.key] = rule.value
    case .notPossible(let isNeutral):
      // Sent only in the place of a value that is there: it would be stored where there is none.
      guard wasSet else { return }
      members[rule.key] = rule.value
      if !isNeutral { note(rule.key, .notUnset) }
    case .errorWorkflow:
      // "" is stored as "" and means no error workflow, where "DEFAULT" would be taken for an id (trap 9).
      if capabilities.canUnsetErrorWorkflow {
        members[rule.key] = rule.value
      } else if wasSet {
        members[rule.key] = ""
        note(rule.key, .notUnset)
      }
    }
  }

  /// What the instance has set, the goal has not, and no value takes away. What the API gives and never takes
  /// (`binaryMode` before 2.33) is the instance's own affair.
  private mutating func noteStaying(_ current: JSONObject) {
    for (key, value) in current where takes.contains(key) && members[key] == nil && !Self.isUnset(key, value)
    {
      if !SettingDefault.all.contains(where: { $0.key == key }) { note(key, .stays) }
    }
  }

  private mutating func note(_ key: String, _ outcome: WriteFinding.Outcome) {
    findings.append(.init(pointer: JSONPointer(tokens: ["settings", key]), outcome: outcome))
  }

  /// Null, and the editor's "DEFAULT", which the API gives and does not take (api.md 2.3).
  private static func isUnset(_ key: String, _ value: JSON) -> Bool {
    value.isNull || value.stringValue == "DEFAULT" || (key == "errorWorkflow" && value.stringValue == "")
  }
}
