import Governance
import Ledger

extension SiteFacts {
  func overview() -> OverviewPage {
    OverviewPage(
      frame: frame, headline: headline, tasks: tasks, pipelines: pipelineRows, tiles: tiles,
      promotions: (proposals + decided).prefix(5).map(row), activity: audit.prefix(8).map(row))
  }

  /// Is production what was approved?
  var headline: Headline {
    let production = environments.filter { $0.record.class == .production }
    let checked = production.compactMap { $0.status.lastCompleteSync?.milliseconds }.min()
    if let drifted = production.first(where: { $0.comparison.status == .driftDetected }) {
      let count = drifted.comparison.findings.count
      return Headline(
        .bad,
        "\(count) workflow\(count == 1 ? "" : "s") in \(drifted.name) \(count == 1 ? "does" : "do") not run as approved.",
        since: activeIncident(drifted.name)?.openedAt.milliseconds, checked: checked,
        advice: "Decide for each: keep the change, or bring the approved content back.",
        command: "n8n-ops drift check --env \(drifted.name)")
    }
    guard let first = production.first else {
      return Headline(
        .quiet, "There is no production environment yet.",
        advice: "Add the n8n instance that your business runs on.",
        command:
          "n8n-ops env add production --class production --url https://n8n.example.com --api-key-from env:N8N_KEY"
      )
    }
    switch first.comparison.status {
    case .inSync:
      return Headline(
        .good, "Production runs what was approved.", checked: checked, advice: waitingWords)
    case .new:
      return Headline(
        .attention, "Nothing is approved in \(first.name) yet.", checked: checked,
        advice: "Approve what runs as the first baseline.",
        command: "n8n-ops canonical onboard --env \(first.name) --all")
    default:
      return Headline(
        .attention, "What runs in \(first.name) is not known.", checked: checked, advice: "Read it.",
        command: "n8n-ops sync --env \(first.name)")
    }
  }

  private var waitingWords: String? {
    let parts = [(proposals.count, "promotion"), (openChanges.count, "decision")].filter { $0.0 > 0 }
      .map { "\($0) \($1)\($0 == 1 ? " waits" : "s wait")" }
    return parts.isEmpty ? nil : parts.joined(separator: " and ") + " for a reviewer."
  }

  func activeIncident(_ environment: Slug) -> Incident? {
    incidents.first { $0.environment == environment && $0.status != .resolved }
  }

  private var tasks: [OverviewPage.Task] {
    let open = incidents.filter { $0.status != .resolved }.map { incident in
      OverviewPage.Task(
        state: .severity(.init(incident.severity)),
        what:
          "\(IncidentRow.summary(incident.findings.map(\.name))) in \(incident.environment) differs from what is approved",
        page: .incident(incident.id.text), since: incident.openedAt.milliseconds,
        command: "n8n-ops incident show \(incident.id)")
    }
    let merged = decided.filter { unproved[$0.id] != nil }.map { promotion in
      OverviewPage.Task(
        state: .promotion(.notApproved), what: "\(row(promotion).title) into \(promotion.target)",
        page: .promotion(promotion.id.text), since: promotion.requestedAt.milliseconds,
        command: "n8n-ops promote reject \(promotion.id) --note 'Not approved'")
    }
    let waiting = proposals.map { promotion in
      OverviewPage.Task(
        state: .promotion(.waitsForApproval), what: "\(row(promotion).title) into \(promotion.target)",
        page: .promotion(promotion.id.text), since: promotion.requestedAt.milliseconds,
        command: "n8n-ops promote approve \(promotion.id)")
    }
    let decisions = openChanges.map(row).map { decision in
      OverviewPage.Task(
        state: .promotion(.waitsForApproval), what: "\(decision.what), by \(decision.requester)",
        page: .promotions, since: decision.since, command: decision.command)
    }
    return open + merged + waiting + decisions
  }

  private var pipelineRows: [OverviewPage.Pipeline] {
    let cards = Dictionary(
      environments.map { ($0.name, $0.card(now: now)) }, uniquingKeysWith: { first, _ in first })
    guard !pipelines.isEmpty else {
      return [.init(name: "", stages: environments.map { $0.card(now: now) })]
    }
    let waiting = Dictionary(grouping: proposals, by: \.target.text).mapValues(\.count)
    return pipelines.sorted { $0.key < $1.key }.map { name, pipeline in
      let path = pipeline.stages.prefix(1).map(\.source) + pipeline.stages.map(\.target)
      return OverviewPage.Pipeline(name: name.text, stages: path.compactMap { cards[$0] }, waiting: waiting)
    }
  }

  private var tiles: [StatTile] {
    let open = incidents.count { $0.status != .resolved }
    let unmanaged = environments.map(\.status.coverage.unmanaged).reduce(0, +)
    return [
      StatTile(
        "Workflows managed", "\(matrix.rows.count)", note: "in \(environments.count) environments",
        page: .workflows()),
      StatTile(
        "Open incidents", "\(open)", note: "of \(incidents.count) ever", page: .incidents,
        tone: open > 0 ? .bad : .quiet),
      StatTile(
        "Wait for a reviewer", "\(proposals.count + openChanges.count)", note: "promotions and decisions",
        page: .promotions, tone: proposals.isEmpty && openChanges.isEmpty ? .quiet : .attention),
      StatTile(
        "Unmanaged", "\(unmanaged)", note: "workflows nobody approved", page: .environments,
        tone: unmanaged > 0 ? .attention : .quiet),
    ]
  }
}
