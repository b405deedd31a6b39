import Git
package import Governance
import JSON
import Ledger

/// Runs what was approved (PROMO-005): finds merged promotions that have not run, proves the approval, and deploys.
package struct RunPromotions: Sendable {
  package struct Report: Sendable {
    package var finished: [Promotion] = []
    /// Promotions on `main` that may not run.
    package var refused: [Refusal] = []
    /// Promotions that another machine runs, which are left alone.
    package var elsewhere: [Promotion] = []
  }

  /// Why a promotion may not run.
  package struct Refusal: Sendable {
    package var id: RecordID
    package var error: OpsError

    package var reason: String { error.description }
  }

  private let context: OperationContext

  package init(_ context: OperationContext) { self.context = context }

  /// Takes up what was interrupted first, then what waits, oldest first.
  package func run(only: RecordID? = nil) async throws(OpsError) -> Report {
    var report = Report()
    try VerifyCommits(workspace: context.workspace).requireInOrder(
      on: context.workspace)
    try tidyUp()
    let main = try context.workspace.mainTree()
    for (id, reason) in try context.ledger.unreadablePromotions(in: main) where only == nil || only == id {
      report.refused.append(Refusal(id: id, error: reason))
    }
    let waiting = try context.ledger.promotions(in: main).reversed().filter {
      promotion in
      (only == nil || only == promotion.id)
        && (promotion.status == .running || promotion.status == .pendingApproval)
    }
    report.elsewhere = waiting.filter { $0.runsElsewhere(than: context.runner) }
    let waitingHere = waiting.filter { !$0.runsElsewhere(than: context.runner) }
    for promotion in waitingHere.sorted(by: {
      ($0.status == .running ? 0 : 1) < ($1.status == .running ? 0 : 1)
    }) {
      var run = PromotionRun(context, promotion)
      do throws(OpsError) {
        if let finished = try await run.run() { report.finished.append(finished) }
      } catch {
        report.refused.append(Refusal(id: promotion.id, error: error))
      }
    }
    return report
  }

  /// A run that was killed after its last commit leaves the proposal's branch and what it had kept for the way back.
  func tidyUp() throws(OpsError) {
    let main = try context.workspace.mainTree()
    let repository = context.workspace.repository
    let promotions = Dictionary(
      try context.ledger.promotions(in: main).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    for prefix in [context.tenant.promotionBranches, context.tenant.undoRefs] {
      let references = try readGit { () throws(GitError) in try repository.references(prefix: prefix) }
      for reference in references {
        guard let id = RecordID(String("\(reference.name)".dropFirst(prefix.count))),
          let promotion = promotions[id],
          promotion.finishedAt != nil
        else { continue }
        // Where the way back failed, it is all that is left of what was there.
        if prefix == context.tenant.undoRefs, promotion.failure?.isRolledBack == false { continue }
        try context.workspace.remove(reference.name)
      }
    }
  }
}
