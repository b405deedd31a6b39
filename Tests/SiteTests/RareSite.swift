import JSON

@testable import Site

/// Pages with what happens seldom: an environment that was never reached, a workflow with too many nodes, an
/// incident that is resolved.
struct RareSite {
  private let sample: SampleSite

  init() throws { sample = try SampleSite() }

  private var card: EnvironmentCard {
    EnvironmentCard(
      name: "berlin", environmentClass: .production, drift: .new, connection: .down, synced: nil, managed: 0)
  }

  private var manyNodes: JSON {
    let node: JSON = ["name": "a", "type": "n8n-nodes-base.set", "position": [0, 0]]
    return ["nodes": .array(Array(repeating: node, count: WorkflowGraph.nodeLimit + 1))]
  }

  var pages: [any Page] {
    let headline = Headline(.good, "All is well.", checked: SampleSite.now)
    return [
      OverviewPage(
        frame: sample.frame, headline: headline, tasks: [],
        pipelines: [OverviewPage.Pipeline(name: "", stages: [card])], tiles: [], promotions: [], activity: []),
      EnvironmentsPage(
        frame: sample.frame, headline: headline,
        rows: [
          EnvironmentsPage.Row(
            card: card, url: "https://berlin.example.com", version: nil, checked: nil, heartbeat: nil,
            active: 0)
        ]),
      MatrixPage(
        frame: sample.frame, headline: headline,
        columns: [MatrixPage.Column(name: "berlin", environmentClass: .production)],
        rows: [MatrixPage.Row(id: "a", name: "A", cells: [MatrixPage.Cell(.absent)])],
        pagination: Pagination(page: 2, pages: 3, rows: 1001)),
      sample.workflow("many", "Many nodes", manyNodes, summary: nil),
      PromotionPage(
        frame: sample.frame, headline: headline, promotion: sample.promotions[2], pipeline: "main",
        checks: [],
        groups: [], timeline: []),
      IncidentPage(
        frame: sample.frame, headline: headline, incident: sample.incidents[2], groups: [], options: [],
        resolution: "Reverted by Mira Novak and read back.", timeline: []),
    ]
  }
}
