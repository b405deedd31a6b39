import Git
import Governance
import JSON
import Ledger

extension SiteFacts {
  /// Rows of a list that stand on one page.
  private static let pageSize = 500

  func matrixPages() -> [MatrixPage] {
    let columns = environments.map { MatrixPage.Column(name: $0.name.text, environmentClass: $0.badgeClass) }
    let rows = matrix.rows.map { row in
      MatrixPage.Row(
        id: row.workflow.text, name: name(of: row.workflow),
        cells: row.cells.map { MatrixPage.Cell(.init($0.state), hash: $0.hash) })
    }
    return parts(rows).map { part, pagination in
      MatrixPage(frame: frame, headline: listHeadline, columns: columns, rows: part, pagination: pagination)
    }
  }

  func workflowsPages(_ rows: [WorkflowsPage.Row]) -> [WorkflowsPage] {
    parts(rows).map { part, pagination in
      WorkflowsPage(frame: frame, headline: listHeadline, rows: part, pagination: pagination)
    }
  }

  func workflowRow(_ row: WorkflowMatrix.Row, _ content: JSON?) -> WorkflowsPage.Row {
    let isActive = environments.contains { $0.active.contains(row.workflow) }
    let states = zip(environments, row.cells).map {
      WorkflowsPage.EnvironmentState($0.name.text, Badge.Cell($1.state))
    }
    return WorkflowsPage.Row(
      id: row.workflow.text, name: content?["name"]?.stringValue ?? row.name,
      tags: content?["tags"]?.arrayValue?.compactMap(\.stringValue) ?? [], environments: states,
      triggers: WorkflowFacts.triggers(content), nodes: WorkflowFacts.nodeCount(content), isActive: isActive,
      changed: nil)
  }

  /// What a workflow's page shows: what is approved for production, or else what runs nearest to it.
  func shownContent(_ workflow: Slug) throws(OpsError) -> (document: JSON, words: String)? {
    for environment in environments.reversed() {
      if let approved = environment.approved[workflow] {
        return (try ledger.document(approved), "what is approved for \(environment.name)")
      }
    }
    for environment in environments.reversed() {
      if let running = environment.running[workflow] {
        return (try ledger.document(running), "what runs in \(environment.name)")
      }
    }
    return nil
  }

  func workflowPage(_ row: WorkflowMatrix.Row, _ content: (document: JSON, words: String)) -> WorkflowPage {
    let drifted = zip(environments, row.cells).first {
      $0.0.record.class != .development && $0.1.state == .drifted
    }
    let headline: Headline =
      if let (environment, _) = drifted {
        Headline(
          .bad, "It does not run as approved in \(environment.name).",
          checked: environment.status.lastCompleteSync?.milliseconds, advice: "Look at what differs.",
          command: "n8n-ops drift show \(row.workflow) --env \(environment.name)")
      } else if zip(environments, row.cells).allSatisfy({
        $0.record.class == .development || $1.state == .absent
      }) {
        Headline(
          .info, "It is only in development so far.",
          advice: "Propose it for the next stage when it is ready.",
          command: firstStage.map { "n8n-ops promote plan --into \($0) \(row.workflow)" })
      } else {
        Headline(.good, "It runs as approved in staging and production, where it is.")
      }
    let promotions = (proposals + decided).filter { $0.workflows.contains { $0.workflow == row.workflow } }
    return WorkflowPage(
      frame: quietFrame, headline: headline, id: row.workflow.text,
      name: content.document["name"]?.stringValue ?? row.name,
      summary: content.document["description"]?.stringValue,
      tags: content.document["tags"]?.arrayValue?.compactMap(\.stringValue) ?? [], places: places(row),
      facts: WorkflowFacts.all(content.document, policy: ledger.rules.normalization),
      workflow: content.document, shown: content.words,
      promotions: promotions.map(self.row), history: history(of: row.workflow, promotions: promotions))
  }

  /// Where the first stage of a pipeline leads.
  private var firstStage: Slug? {
    pipelines.sorted { $0.key < $1.key }.compactMap(\.value.stages.first?.target).first
  }

  private func places(_ row: WorkflowMatrix.Row) -> [WorkflowPage.Place] {
    let record = mappings.workflows[row.workflow]
    return zip(environments, row.cells).map { environment, cell in
      let mapping = record?.mappings[environment.name]
      let item = mapping.flatMap { environment.index.items[$0.id] }
      let status = MappingStatus(decided: mapping?.status, isPresent: item != nil)
      return WorkflowPage.Place(
        environment: environment.name.text, state: .init(cell.state), mapping: status.rawValue,
        n8nID: mapping?.id,
        url: mapping.map { "\(environment.record.url)/workflow/\($0.id)" }, isActive: item?.isActive ?? false,
        hash: cell.hash, seen: environment.status.lastCompleteSync?.milliseconds)
    }
  }

  private var listHeadline: Headline {
    let drifted = matrix.rows.count { row in
      zip(environments, row.cells).contains { $0.record.class != .development && $1.state == .drifted }
    }
    let checked = environments.compactMap { $0.status.lastCompleteSync?.milliseconds }.min()
    if matrix.rows.isEmpty { return Headline(.quiet, "No workflow is managed yet.") }
    if drifted > 0 {
      return Headline(
        .bad,
        "\(drifted) of \(matrix.rows.count) workflows \(drifted == 1 ? "does" : "do") not run as approved.",
        checked: checked, advice: "Look at what differs.", command: "n8n-ops drift check")
    }
    return Headline(
      .good, "All \(matrix.rows.count) workflows run as approved in staging and production, where they are.",
      checked: checked)
  }

  /// The pages of a long list.
  func parts<Row>(_ rows: [Row]) -> [([Row], Pagination)] {
    let pages = max(1, (rows.count + Self.pageSize - 1) / Self.pageSize)
    return (0..<pages).map { page in
      (
        Array(rows[(page * Self.pageSize)..<min(rows.count, (page + 1) * Self.pageSize)]),
        Pagination(page: page + 1, pages: pages, rows: rows.count)
      )
    }
  }
}
