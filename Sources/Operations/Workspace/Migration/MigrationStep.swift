package import Governance
package import Ledger

/// One step of the layout forward: from its version to the next. It reads the tree and nothing else. Each step has a file of its own, and never changes once it was released.
package protocol MigrationStep: Sendable {
  /// The version that it reads; it leaves the one after.
  var from: Int { get }
  /// What it does, for the commit: `moves windows into the pipeline`.
  var summary: String { get }
  /// Changes the tree. The version itself is written by ``Migrate``.
  func apply(to tree: LedgerTree, edit: inout LedgerEdit) throws(OpsError)
}

/// The steps that this executable knows.
package enum MigrationSteps {
  /// In the order of versions, without a gap, up to ``FormatFile/current``. The first layout needs none.
  package static let all: [any MigrationStep] = []
}
