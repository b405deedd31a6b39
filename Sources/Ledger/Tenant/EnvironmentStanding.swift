package import Governance

/// How an environment stands, for lists and pages: what the last jobs left, held against what is known now.
package struct EnvironmentStanding: Sendable {
  /// The status with the drift that shows now, and without abilities that were found at another address.
  package private(set) var status: EnvironmentStatus
  /// What a person should know about it, one sentence each.
  package private(set) var remarks: [String] = []

  /// - Parameters:
  ///   - status: as the last jobs left it.
  ///   - drift: what the comparison of what was last read with what is approved says now; a failure where it cannot be made.
  package init(
    _ status: EnvironmentStatus, of record: EnvironmentRecord, drift: Result<DriftStatus, OpsError>
  ) {
    self.status = status
    self.status.set(capabilities: status.capabilities(at: record.url), at: record.url)
    switch drift {
    case .success(let present):
      self.status.drift = present
      guard let check = status.lastDriftCheck, status.drift != present else { return }
      remarks.append(
        "The last drift check, of \(check.at), found: \(status.drift.label(for: record.class)). What was read or approved since says otherwise."
      )
    case .failure(let error):
      self.status.drift = .error
      remarks.append("It cannot be compared: \(error.description)")
    }
  }
}

extension TenantLedger {
  /// How an environment stands. The verdict of the last drift check may be older than the last sync, and than what is
  /// approved: so it is not repeated, but made anew from Git alone.
  package func standing(of environment: Slug, _ record: EnvironmentRecord, main: LedgerTree) throws(OpsError)
    -> EnvironmentStanding
  {
    EnvironmentStanding(
      try status(of: environment), of: record,
      drift: Result { () throws(OpsError) in
        try DriftComparison(self, environment: environment, main: main).status
      })
  }
}
