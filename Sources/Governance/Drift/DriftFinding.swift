/// One workflow that does not run as it was approved.
package struct DriftFinding: Sendable, Hashable, Codable {
  package enum Kind: String, Sendable, Hashable, Codable {
    /// Runs with other content than approved.
    case modified = "MODIFIED"
    /// Approved, and not there.
    case missing = "MISSING"
    /// There, and nobody approved it (DRIFT-004).
    case untracked = "UNTRACKED"
  }

  package var kind: Kind
  /// Canonical id; of an untracked workflow its id in n8n.
  package var workflow: String
  package var name: String
  /// Content hash of what was approved.
  package var baselineHash: String?
  /// Content hash of what runs.
  package var observedHash: String?
  package var risk: Risk
  /// The changes, the riskiest first.
  package var changes: [RecordedChange]
  /// How many changes there are beside these; nil for none.
  package var moreChanges: Int?

  package init(
    kind: Kind, workflow: String, name: String, baselineHash: String?, observedHash: String?, risk: Risk,
    changes: [RecordedChange], moreChanges: Int? = nil
  ) {
    self.kind = kind
    self.workflow = workflow
    self.name = name
    self.baselineHash = baselineHash
    self.observedHash = observedHash
    self.risk = risk
    self.changes = changes
    self.moreChanges = moreChanges
  }
}

extension DriftFinding {
  /// Whether both are about the same content that runs against the same content that is approved.
  package func isSameDrift(as other: DriftFinding) -> Bool {
    kind == other.kind && workflow == other.workflow && baselineHash == other.baselineHash
      && observedHash == other.observedHash
  }
}
