package import Template

/// All promotions, those that wait first, and before them what else waits for a merge.
package struct PromotionsPage: Page {
  package static let template = "promotions"
  package static let section = PagePath.promotions

  package var frame: PageFrame
  package var headline: Headline
  package var rows: [PromotionRow]
  /// Decisions other than promotions that wait for their merge.
  package var decisions: [DecisionRow]
  package var empty: EmptyState

  package init(
    frame: PageFrame, headline: Headline, rows: [PromotionRow], decisions: [DecisionRow] = [],
    empty: EmptyState = EmptyState(
      "A promotion carries approved workflows from one environment to the next.",
      command: "n8n-ops promote plan --pipeline main --stage staging --all")
  ) {
    self.frame = frame
    self.headline = headline
    self.rows = rows
    self.decisions = decisions
    self.empty = empty
  }

  package var path: PagePath { .promotions }
  package var title: String { "Promotions" }

  package func fill(_ data: inout TemplateData) {
    data.list("DECISION", decisions) { $1.fill(&$0, now: now) }
    if rows.isEmpty { empty.fill(&data) }
    data.list("PROMOTION", rows) { $1.fill(&$0, now: now) }
  }
}
