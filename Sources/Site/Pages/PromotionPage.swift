package import Template

/// One promotion: what would change, how risky it is, who said yes, and how it went.
package struct PromotionPage: Page {
  package static let template = "promotion"
  package static let section = PagePath.promotions

  /// One check before the promotion, with what it saw.
  package struct Check: Sendable, Hashable {
    package var name: String
    package var outcome: Badge.Check
    /// What it saw, in one sentence.
    package var evidence: String

    package init(_ name: String, _ outcome: Badge.Check, _ evidence: String) {
      self.name = name
      self.outcome = outcome
      self.evidence = evidence
    }
  }

  /// Who approved it.
  package struct Approval: Sendable, Hashable {
    package var person: String
    package var role: String
    /// In milliseconds.
    package var time: Int64
    /// Full hash of the merge.
    package var commit: String
    /// How it is proven: `signed with SHA256:...`.
    package var proof: Badge

    package init(person: String, role: String, time: Int64, commit: String, proof: Badge) {
      self.person = person
      self.role = role
      self.time = time
      self.commit = commit
      self.proof = proof
    }
  }

  /// What the deployment did with one workflow.
  package struct Result: Sendable, Hashable {
    package var id: String
    package var name: String
    package var outcome: Badge.Outcome
    /// Content hash read back, in full.
    package var hash: String?
    /// In milliseconds; nil while it runs.
    package var duration: Int64?
    package var error: String?

    package init(
      id: String, name: String, outcome: Badge.Outcome, hash: String? = nil, duration: Int64? = nil,
      error: String? = nil
    ) {
      self.id = id
      self.name = name
      self.outcome = outcome
      self.hash = hash
      self.duration = duration
      self.error = error
    }
  }

  package var frame: PageFrame
  package var headline: Headline
  package var promotion: PromotionRow
  /// Why it was asked for; nil where nobody said.
  package var reason: String?
  package var pipeline: String
  /// The branch to merge; nil once it is gone.
  package var branch: String?
  /// Snapshot of the target before the first write.
  package var snapshot: String?
  /// When it may run, in words: `Mondays to Thursdays, 09:00 to 16:00 Europe/Berlin`; nil for always.
  package var window: String?
  package var checks: [Check]
  package var groups: [ChangeGroup]
  package var approvals: [Approval]
  package var results: [Result]
  /// The chain of commits, the oldest first.
  package var timeline: [ActivityRow]

  package init(
    frame: PageFrame, headline: Headline, promotion: PromotionRow, reason: String? = nil, pipeline: String,
    branch: String? = nil,
    snapshot: String? = nil, window: String? = nil, checks: [Check], groups: [ChangeGroup],
    approvals: [Approval] = [], results: [Result] = [], timeline: [ActivityRow]
  ) {
    self.frame = frame
    self.headline = headline
    self.promotion = promotion
    self.reason = reason
    self.pipeline = pipeline
    self.branch = branch
    self.snapshot = snapshot
    self.window = window
    self.checks = checks
    self.groups = groups
    self.approvals = approvals
    self.results = results
    self.timeline = timeline
  }

  package var path: PagePath { .promotion(promotion.id) }
  package var title: String { promotion.title }

  package func fill(_ data: inout TemplateData) {
    data.section("PROMOTION") { promotion.fill(&$0, now: now) }
    data.set("REASON", ifPresent: reason)
    data.set("PIPELINE_NAME", pipeline)
    if let branch { data.section("BRANCH") { $0.set("REF", code: branch) } }
    if let snapshot { data.section("SNAPSHOT") { $0.set("REF", code: snapshot) } }
    data.set("WINDOW", window ?? "at any time")
    data.list("CHECK", checks) { data, check in
      data.set("NAME", check.name)
      data.set("STATE", .check(check.outcome))
      data.set("EVIDENCE", check.evidence)
    }
    data.list("GROUP", groups.enumerated().map { $0 }) { $1.element.fill(&$0, number: $1.offset + 1) }
    data.list("APPROVAL", approvals) { data, approval in
      data.set("PERSON", approval.person)
      data.set("ROLE", approval.role)
      data.set("TIME", time: approval.time, now: now)
      data.set("COMMIT", hash: approval.commit)
      data.set("PROOF", approval.proof)
    }
    data.list("RESULT", results) { data, result in
      data.set("NAME", result.name)
      data.set("LINK", page: .workflow(result.id))
      data.set("STATE", .outcome(result.outcome))
      data.set("HASH", hash: result.hash)
      data.set("DURATION", result.duration.map(TimeText.duration) ?? "")
      data.set("ERROR", ifPresent: result.error)
    }
    data.list("EVENT", timeline) { $1.fill(&$0, now: now) }
  }
}
