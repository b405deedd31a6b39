@testable import Site

/// A tenant on its first day.
struct EmptySite {
  private let frame = PageFrame(
    tenant: "New tenant",
    sources: [
      PageFrame.Source(name: "decisions", commit: SampleSite.hash(1, length: 40), time: SampleSite.now)
    ],
    warning: "This page could not be rebuilt since yesterday; it shows what was known then.")

  var pages: [any Page] {
    get throws {
      let nothing = Headline(
        .quiet, "Nothing is known yet.", advice: "Begin here.", command: "n8n-ops env add")
      return [
        OverviewPage(
          frame: frame, headline: nothing, tasks: [], pipelines: [], tiles: [], promotions: [], activity: []),
        EnvironmentsPage(frame: frame, headline: nothing, rows: []),
        MatrixPage(
          frame: frame, headline: nothing, columns: [], rows: [],
          pagination: Pagination(page: 2, pages: 3, rows: 0)),
        WorkflowsPage(frame: frame, headline: nothing, rows: []),
        CredentialsPage(
          frame: frame, headline: nothing, rows: [], pagination: Pagination(page: 2, pages: 3, rows: 0)),
        PromotionsPage(frame: frame, headline: nothing, rows: []),
        IncidentsPage(frame: frame, headline: nothing, rows: []),
        ActivityPage(frame: frame, headline: nothing, jobs: [], events: []),
      ]
    }
  }
}
