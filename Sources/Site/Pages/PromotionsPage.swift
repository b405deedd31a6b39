package import Template

/// All promotions, those that wait first.
package struct PromotionsPage: Page {
  package static let template = "promotions"
  package static let section = PagePath.promotions

  package var frame: PageFrame
  package var headline: Headline
  package var rows: [PromotionRow]
  package var empty: EmptyState

  package init(
    frame: PageFrame, headline: Headline, rows: [PromotionRow],
    empty: EmptyState = EmptyState(
      "A promotion carries approved workflows from one environment to the next.",
      command: "n8n-ops promote plan --pipeline main --stage staging --all")
  ) {
    self.frame = frame
    self.headline = headline
    self.rows = rows
    self.empty = empty
  }

  package var path: PagePath { .promotions }
  package var title: String { "Promotions" }

  package func fill(_ data: inout TemplateData) {
    if rows.isEmpty { empty.fill(&data) }
    data.list("PROMOTION", rows) { $1.fill(&$0, now: now) }
  }
}
