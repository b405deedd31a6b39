package import JSON

/// The settings to send so that an instance has exactly those of a goal.
///
/// A PUT merges settings: what is left out stays as it is on the instance (recordings, `merge-settings`). So what the
/// instance has and the goal does not is sent at its default.
package struct SettingsForWriting: Sendable, Hashable {
  /// What to send.
  package var settings: JSON
  /// The settings that n8n cannot unset, so that the instance keeps them: `saveManualExecutions`, ...
  package var kept: [String]

  /// - Parameters:
  ///   - goal: the settings of ``N8NWorkflowResult/document``.
  ///   - stored: the settings that the instance has; an empty object for a workflow that is new.
  package init(goal: JSON, stored: JSON, policy: NormalizationPolicy) {
    var result = goal.objectValue ?? JSONObject()
    kept = []
    for (key, value) in stored.objectValue ?? JSONObject() where result[key] == nil {
      if let unsetting = policy.unsettingValues[key] {
        result[key] = unsetting
      } else if !policy.isDefaultSetting(key, value) {
        kept.append(key)
      }
    }
    settings = .object(result)
  }
}
