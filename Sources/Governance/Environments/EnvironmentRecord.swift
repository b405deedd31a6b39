/// `environments/<env>/environment.json`: an n8n instance under governance (ENV-001).
package struct EnvironmentRecord: Sendable, Hashable, Codable {
  /// What it is for.
  package var `class`: EnvironmentClass
  /// Base URL of the instance, with `N8N_PATH` if it has one and without `/api/v1`.
  package var url: String
  /// Where the API key for reading lies; never the key itself.
  package var apiKey: SecretReference
  /// Where the key for writing lies; where absent, the one for reading is used.
  package var deployKey: SecretReference?
  /// How the instance is reached, where that differs from the usual.
  package var connection: ConnectionSettings?

  package init(
    class: EnvironmentClass, url: String, apiKey: SecretReference, deployKey: SecretReference? = nil,
    connection: ConnectionSettings? = nil
  ) {
    self.class = `class`
    self.url = url
    self.apiKey = apiKey
    self.deployKey = deployKey
    self.connection = connection
  }
}
