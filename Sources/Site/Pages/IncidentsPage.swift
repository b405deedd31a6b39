package import Template

/// All incidents, the open ones first.
package struct IncidentsPage: Page {
  package static let template = "incidents"
  package static let section = PagePath.incidents

  package var frame: PageFrame
  package var headline: Headline
  package var rows: [IncidentRow]
  package var empty: EmptyState

  package init(
    frame: PageFrame, headline: Headline, rows: [IncidentRow],
    empty: EmptyState = EmptyState(
      "An incident is opened when staging or production no longer runs what was approved.",
      command: "n8n-ops drift check")
  ) {
    self.frame = frame
    self.headline = headline
    self.rows = rows
    self.empty = empty
  }

  package var path: PagePath { .incidents }
  package var title: String { "Incidents" }

  package func fill(_ data: inout TemplateData) {
    if rows.isEmpty { empty.fill(&data) }
    data.list("INCIDENT", rows) { $1.fill(&$0, now: now) }
  }
}
