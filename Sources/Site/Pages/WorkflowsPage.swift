package import Template

/// All managed workflows, to be searched and filtered.
package struct WorkflowsPage: Page {
  package static let template = "workflows"
  package static let section = PagePath.workflows()

  package struct Row: Sendable, Hashable {
    /// Canonical id.
    package var id: String
    package var name: String
    package var tags: [String]
    /// Where it is and how it stands there, in the order of the pipeline.
    package var environments: [EnvironmentState]
    /// What starts it, in words: `Webhook`, `Schedule`.
    package var triggers: [String]
    package var nodes: Int
    package var isActive: Bool
    /// Last change of its content, in milliseconds.
    package var changed: Int64?

    package init(
      id: String, name: String, tags: [String], environments: [EnvironmentState], triggers: [String],
      nodes: Int,
      isActive: Bool, changed: Int64?
    ) {
      self.id = id
      self.name = name
      self.tags = tags
      self.environments = environments
      self.triggers = triggers
      self.nodes = nodes
      self.isActive = isActive
      self.changed = changed
    }
  }

  /// A workflow's state in one environment.
  package struct EnvironmentState: Sendable, Hashable {
    package var environment: String
    package var state: Badge.Cell

    package init(_ environment: String, _ state: Badge.Cell) {
      self.environment = environment
      self.state = state
    }
  }

  package var frame: PageFrame
  package var headline: Headline
  package var rows: [Row]
  package var pagination: Pagination
  package var empty: EmptyState

  package init(
    frame: PageFrame, headline: Headline, rows: [Row], pagination: Pagination? = nil,
    empty: EmptyState = EmptyState(
      "Workflows appear here once they are managed: read from an environment and given a canonical id.",
      command: "n8n-ops sync && n8n-ops canonical onboard --all")
  ) {
    self.frame = frame
    self.headline = headline
    self.rows = rows
    self.pagination = pagination ?? Pagination(rows: rows.count)
    self.empty = empty
  }

  package var path: PagePath { .workflows(page: pagination.page) }
  package var title: String { "Workflows" }

  package func fill(_ data: inout TemplateData) {
    if rows.isEmpty { empty.fill(&data) }
    data.list("ROW", rows) { data, row in
      data.set("NAME", row.name)
      data.set("ID", row.id)
      data.set("ANCHOR", destination: "row-" + PagePath.fileName(row.id))
      data.set("LINK", page: .workflow(row.id))
      data.set("TAGS", row.tags.joined(separator: "|"))
      data.list("TAG", row.tags) { $0.set("TEXT", $1) }
      data.set("PLACES", row.environments.map(\.environment).joined(separator: "|"))
      data.set("STATES", row.environments.map { Badge.cell($0.state).word }.joined(separator: "|"))
      data.list("PLACE", row.environments) { data, place in
        data.set("ENVIRONMENT", place.environment)
        data.set("STATE", .cell(place.state))
      }
      data.set("TRIGGERS", row.triggers.isEmpty ? "none" : row.triggers.joined(separator: ", "))
      data.set("NODES", row.nodes)
      data.set("ACTIVITY", row.isActive ? Badge(.good, "Active") : Badge(.quiet, "Inactive"))
      data.set("CHANGED", timeIfPresent: row.changed, now: now)
    }
    pagination.fill(&data) { .workflows(page: $0) }
  }
}
