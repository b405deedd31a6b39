internal import Template

/// An environment in short: whether it runs what was approved, and whether we know it, as two words.
package struct EnvironmentCard: Sendable, Hashable {
  package var name: String
  package var environmentClass: Badge.EnvironmentClass
  package var drift: Badge.Drift
  package var connection: Badge.Connection
  /// Last complete sync in milliseconds; nil before the first.
  package var synced: Int64?
  /// Workflows that a baseline knows.
  package var managed: Int
  /// Workflows that no baseline knows.
  package var unmanaged: Int
  /// Workflows that differ from what was approved.
  package var drifted: Int

  package init(
    name: String, environmentClass: Badge.EnvironmentClass, drift: Badge.Drift, connection: Badge.Connection,
    synced: Int64?, managed: Int, unmanaged: Int = 0, drifted: Int = 0
  ) {
    self.name = name
    self.environmentClass = environmentClass
    self.drift = drift
    self.connection = connection
    self.synced = synced
    self.managed = managed
    self.unmanaged = unmanaged
    self.drifted = drifted
  }

  func fill(_ data: inout TemplateData, now: Int64) {
    data.set("NAME", name)
    data.set("ANCHOR", destination: "env-" + PagePath.fileName(name))
    // Said only where the name does not say it already.
    data.set("CLASS", ifPresent: environmentClass.rawValue == name ? nil : environmentClass.rawValue)
    data.set("DRIFT", .drift(drift, in: environmentClass))
    data.set("CONNECTION", .connection(connection))
    data.set("SYNCED", timeIfPresent: synced, now: now)
    data.set("MANAGED", managed)
    data.set("UNMANAGED", unmanaged)
    data.set("DRIFTED", drifted)
  }
}
