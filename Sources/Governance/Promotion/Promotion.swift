/// `promotions/<id>/promotion.json`: one change of one target environment, all of it or nothing.
///
/// Keeping a hotfix and bringing approved content back are promotions too, with another `kind`.
package struct Promotion: Sendable, Hashable, Codable {
  package enum Kind: String, Sendable, Hashable, Codable {
    case promotion
    /// The approved content is written over what runs.
    case revert
    /// What runs becomes the approved content; nothing is written to n8n.
    case keep
  }

  /// PRD: PENDING_APPROVAL -> RUNNING -> COMPLETED or FAILED; REJECTED and CANCELLED end it before it runs.
  /// APPROVED is the merge itself: the file is on `main` and still says PENDING_APPROVAL.
  package enum Status: String, Sendable, Hashable, Codable, CaseIterable {
    case pendingApproval = "PENDING_APPROVAL"
    case running = "RUNNING"
    case completed = "COMPLETED"
    case failed = "FAILED"
    case rejected = "REJECTED"
    case cancelled = "CANCELLED"
  }

  package var id: RecordID
  package var kind: Kind
  package var status: Status
  package var pipeline: Slug?
  package var source: Slug?
  package var target: Slug
  package var requestedBy: Person
  package var requestedAt: Instant
  package var reason: String?
  /// Workflows in the order in which they are written: what is called stands before who calls it.
  package var workflows: [PromotedWorkflow]
  package var checks: [PreflightCheck]
  package var risk: Risk
  package var approval: ApprovalRecord?
  /// Snapshot of the target before the first write.
  package var snapshot: RecordID?
  package var startedAt: Instant?
  /// The clone that runs it or ran it last; nil where the repository stands alone.
  package var runner: String?
  /// Who declared the machine dead that began it.
  package var takeOver: TakeOverRecord?
  package var finishedAt: Instant?
  package var failure: PromotionFailure?
  /// Who ended it before it ran, and why.
  package var closing: ClosingRecord?
  /// The incident that it decides on; only where something is kept or reverted.
  package var incident: RecordID?

  package init(
    id: RecordID, kind: Kind, pipeline: Slug?, source: Slug?, target: Slug, requestedBy: Person,
    requestedAt: Instant, reason: String?, workflows: [PromotedWorkflow], checks: [PreflightCheck], risk: Risk
  ) {
    self.id = id
    self.kind = kind
    status = .pendingApproval
    self.pipeline = pipeline
    self.source = source
    self.target = target
    self.requestedBy = requestedBy
    self.requestedAt = requestedAt
    self.reason = reason
    self.workflows = workflows
    self.checks = checks
    self.risk = risk
  }
}

extension Promotion {
  /// The ids of an incident and of what was kept or reverted for it: what is on record about any is about the incident.
  package static func records(about incident: RecordID, among promotions: [Promotion]) -> [RecordID] {
    [incident] + promotions.filter { $0.incident == incident }.map(\.id)
  }

  /// Whether it is under way on another machine than the given one.
  package func runsElsewhere(than machine: String?) -> Bool {
    status == .running && runner != nil && runner != machine
  }

  /// Whether a difference is only that this approved promotion has not come to its end: what runs is what ran before.
  package func explains(_ finding: DriftFinding) -> Bool {
    guard kind == .promotion, let workflow = workflows.first(where: { $0.workflow.text == finding.workflow })
    else { return false }
    return finding.observedHash == workflow.hashBefore
  }
}

/// One workflow of a promotion: what is planned and what came of it.
package struct PromotedWorkflow: Sendable, Hashable, Codable {
  /// Diff status of the PRD.
  package enum Change: String, Sendable, Hashable, Codable {
    case added = "ADDED"
    case modified = "MODIFIED"
  }

  package enum Outcome: String, Sendable, Hashable, Codable {
    case created, updated
    /// The target had the goal already.
    case unchanged
    /// Written and taken back.
    case rolledBack
    case failed
    /// Not reached.
    case skipped
  }

  package var workflow: Slug
  package var name: String
  package var change: Change
  /// Why it is part of the promotion when nobody selected it.
  package var becauseOf: String?
  /// Content hash of the target's approved content before; nil where it had none.
  package var hashBefore: String?
  /// Content hash that was reviewed and has to be applied.
  package var hashPlanned: String
  /// Git blob of the reviewed content.
  package var blob: String
  package var risk: Risk
  /// The changes in words, the riskiest first.
  package var changes: [String]
  package var outcome: Outcome?
  /// Content hash read back from n8n after the last write.
  package var hashAfter: String?
  package var milliseconds: Int?
  package var error: String?

  package init(
    workflow: Slug, name: String, change: Change, becauseOf: String?, hashBefore: String?,
    hashPlanned: String,
    blob: String, risk: Risk, changes: [String]
  ) {
    self.workflow = workflow
    self.name = name
    self.change = change
    self.becauseOf = becauseOf
    self.hashBefore = hashBefore
    self.hashPlanned = hashPlanned
    self.blob = blob
    self.risk = risk
    self.changes = changes
  }
}

/// Who approved, as the merge proves it.
package struct ApprovalRecord: Sendable, Hashable, Codable {
  package var by: Person
  package var role: Role
  package var at: Instant
  /// The merge commit.
  package var commit: String

  package init(by: Person, role: Role, at: Instant, commit: String) {
    self.by = by
    self.role = role
    self.at = at
    self.commit = commit
  }
}

/// Who rejected a promotion or took it back.
package struct ClosingRecord: Sendable, Hashable, Codable {
  package var by: Person
  package var note: String

  package init(by: Person, note: String) {
    self.by = by
    self.note = note
  }
}

/// Why a promotion failed and what was done about it.
package struct PromotionFailure: Sendable, Hashable, Codable {
  package var reason: String
  /// Whether the target was proved to be as before.
  package var isRolledBack: Bool

  package init(reason: String, isRolledBack: Bool) {
    self.reason = reason
    self.isRolledBack = isRolledBack
  }
}

/// One thing that was looked at before a promotion (PROMO-002).
package struct PreflightCheck: Sendable, Hashable, Codable {
  package enum Outcome: String, Sendable, Hashable, Codable, Comparable {
    case passed, skipped, warning, failed

    package static func < (left: Outcome, right: Outcome) -> Bool { left.rank < right.rank }

    private var rank: Int {
      switch self {
      case .passed: 0
      case .skipped: 1
      case .warning: 2
      case .failed: 3
      }
    }
  }

  /// Stable name, such as `credentials`.
  package var check: String
  package var outcome: Outcome
  /// What was seen.
  package var evidence: [String]
  /// What to do; nil when it passed.
  package var remedy: String?

  package init(check: String, outcome: Outcome, evidence: [String], remedy: String? = nil) {
    self.check = check
    self.outcome = outcome
    self.evidence = evidence
    self.remedy = remedy
  }
}
