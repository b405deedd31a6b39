package import Git
package import Governance

/// A promotion on `main` that has not run and that no approval stands for.
package struct UnprovedPromotion: Sendable {
  package let promotion: Promotion
  package let refusal: ApprovalRules.Refusal
  package let merge: PromotionMerge
}

/// What is approved in one environment: its baseline on `main`, but for content that came with a promotion whose
/// approval cannot be proved. In its place stands what was approved before (ADR 13).
package struct ApprovedContent: Sendable {
  /// The promotions whose content does not count.
  package let unproved: [UnprovedPromotion]
  /// Workflows whose baseline on `main` does not count, with what was approved before; nil where nothing was.
  package let withheld: [Slug: OID?]

  /// The folder of the baseline on `main`; nil where the environment was never onboarded.
  private let folder: OID?
  private let repository: Repository

  package init(_ ledger: TenantLedger, environment: Slug, main: LedgerTree) throws(OpsError) {
    repository = ledger.workspace.repository
    let path = ledger.tenant.baseline(environment)
    folder = try readGit { () throws(GitError) in try main.folder(at: path) }
    unproved = try ledger.unproved(in: main).filter { $0.promotion.target == environment }
    withheld = try ApprovedContent.withheld(by: unproved, ledger, environment, main)
  }

  /// Whether anything was ever approved here.
  package var isOnboarded: Bool { folder != nil }

  /// The approved content of a workflow.
  package func blob(of workflow: Slug) throws(OpsError) -> OID? {
    if let before = withheld[workflow] { return before }
    guard let folder else { return nil }
    let entry = try readGit { () throws(GitError) in
      try repository.tree(folder).first { $0.name == "\(workflow).json" }
    }
    return entry?.kind == .blob ? entry?.oid : nil
  }

  /// All approved content.
  package func blobs() throws(OpsError) -> [Slug: OID] {
    var result: [Slug: OID] = [:]
    for entry in try readGit({ () throws(GitError) in try entries(of: folder) }) {
      if entry.kind == .blob, let slug = ApprovedContent.workflow(entry.name) { result[slug] = entry.oid }
    }
    for (workflow, before) in withheld { result[workflow] = before }
    return result
  }

  /// What runs otherwise than approved: by workflow both blobs.
  ///
  /// - Parameter running: the folder of what runs.
  package func differences(from running: OID?) throws(OpsError) -> [(
    workflow: Slug, approved: OID?, running: OID?
  )] {
    let changes = try readGit { () throws(GitError) in try repository.changes(from: folder, to: running) }
    var result: [(workflow: Slug, approved: OID?, running: OID?)] = []
    for change in changes {
      guard let workflow = ApprovedContent.workflow(change.path), withheld[workflow] == nil else { continue }
      result.append((workflow, change.old, change.new))
    }
    guard !withheld.isEmpty else { return result }
    let present = try readGit { () throws(GitError) in try entries(of: running) }
    for (workflow, before) in withheld.sorted(by: { $0.key < $1.key }) {
      let now = present.first { $0.name == "\(workflow).json" }?.oid
      if now != before { result.append((workflow, before, now)) }
    }
    return result
  }

  private func entries(of folder: OID?) throws(GitError) -> [TreeEntry] {
    guard let folder else { return [] }
    return try repository.tree(folder)
  }

  private static func workflow(_ file: String) -> Slug? {
    file.hasSuffix(".json") ? Slug(String(file.dropLast(5))) : nil
  }

  /// Goes back over the unproved promotions, the newest first, until content is reached that an approved promotion has
  /// planned, or what stood before the oldest of them. What somebody wrote on top of one by hand goes with it.
  private static func withheld(
    by unproved: [UnprovedPromotion], _ ledger: TenantLedger, _ environment: Slug, _ main: LedgerTree
  ) throws(OpsError) -> [Slug: OID?] {
    guard !unproved.isEmpty else { return [:] }
    let refused = Set(unproved.map(\.promotion.id))
    var planned: [Slug: Set<String>] = [:]
    for promotion in try ledger.promotions(in: main)
    where promotion.target == environment && promotion.hasApproval && !refused.contains(promotion.id) {
      for workflow in promotion.workflows { planned[workflow.workflow, default: []].insert(workflow.blob) }
    }
    var result: [Slug: OID?] = [:]
    for entry in unproved.sorted(by: { $0.merge.commit.committer.time > $1.merge.commit.committer.time }) {
      for (workflow, before) in try entry.merge.contentBefore(entry.promotion, ledger.tenant) {
        let path = ledger.tenant.baseline(environment, workflow)
        let main = try readGit { () throws(GitError) in try main.blob(at: path) }
        let content = result[workflow] ?? main
        if let content, planned[workflow]?.contains(content.hex) == true { continue }
        result[workflow] = .some(before)
      }
    }
    return result
  }
}

extension Promotion {
  /// Whether its content was approved, as its state says: one that waits or runs and whose merge proves nothing is
  /// another matter.
  fileprivate var hasApproval: Bool {
    switch status {
    case .pendingApproval, .running, .completed: kind != .revert
    case .failed, .rejected, .cancelled: false
    }
  }
}

extension TenantLedger {
  /// Promotions on `main` that wait or run and that no approval stands for, newest first. A revert needs none: what it
  /// writes was approved before.
  package func unproved(in main: LedgerTree) throws(OpsError) -> [UnprovedPromotion] {
    var result: [UnprovedPromotion] = []
    for promotion in try promotions(in: main)
    where promotion.kind != .revert && (promotion.status == .pendingApproval || promotion.status == .running)
    {
      if case .refused(let refusal, let merge) = try approval(of: promotion, in: main) {
        result.append(UnprovedPromotion(promotion: promotion, refusal: refusal, merge: merge))
      }
    }
    return result
  }

  /// What was approved before a promotion that waits on `main`, of each workflow whose content came with it; nil where
  /// nothing was.
  package func contentBefore(_ promotion: Promotion, in main: LedgerTree) throws(OpsError) -> [Slug: OID?] {
    switch try approval(of: promotion, in: main) {
    case .refused:
      let content = try ApprovedContent(self, environment: promotion.target, main: main)
      let workflows = Set(promotion.workflows.map(\.workflow))
      return content.withheld.filter { workflows.contains($0.key) }
    case .approved(_, let merge):
      // Proved: what `main` has is what was planned.
      return Dictionary(
        try merge.contentBefore(promotion, tenant), uniquingKeysWith: { first, _ in first })
    }
  }

  /// What is approved in an environment, as `main` says now.
  package func approvedContent(of environment: Slug) throws(OpsError) -> ApprovedContent {
    try ApprovedContent(self, environment: environment, main: try workspace.mainTree())
  }
}
