import Git
package import Governance
package import Ledger

/// What one sync of one environment did.
package struct SyncReport: Sendable {
  package var environment: Slug
  package var coverage = Coverage()
  package var added = 0
  package var changed = 0
  package var removed = 0
  /// Items that n8n listed and that could not be taken over, with the reason.
  package var unreadable: [String] = []
  /// References that no mapping translates and other things a person should know, each once.
  package var notes: [String] = []
  /// New commit of the observed branch; nil when nothing changed.
  package var commit: String?
  package var milliseconds = 0

  package init(environment: Slug) { self.environment = environment }

  /// Whether everything was read and understood.
  package var isComplete: Bool { unreadable.isEmpty }

  /// One line for people.
  package var summary: String {
    let changes =
      commit == nil ? "nothing changed" : "\(added) added, \(changed) changed, \(removed) removed"
    var parts = ["\(coverage.managed) managed", "\(coverage.unmanaged) unmanaged"]
    if coverage.missing > 0 { parts.append("\(coverage.missing) missing") }
    if coverage.archived > 0 { parts.append("\(coverage.archived) archived") }
    if coverage.unreadable > 0 { parts.append("\(coverage.unreadable) unreadable") }
    return "\(changes) (\(parts.joined(separator: ", ")))"
  }
}
