extension Capabilities {
  /// Whether a setting is taken.
  package func acceptsSetting(_ name: String) -> Bool { settings.contains(name) }

  /// The most important of it in one line.
  package var summary: String {
    let publishing =
      switch publishModel {
      case .none: "saving is publishing"
      case .activeVersion: "saving an active workflow publishes it"
      case .publishIfActive: "drafts are kept apart"
      }
    let scopes = scopes.map { "\($0.count) scopes" } ?? "scopes not told"
    return "n8n \(version), \(publishing), \(scopes)"
  }
}
