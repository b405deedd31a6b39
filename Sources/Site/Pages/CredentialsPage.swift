package import Template

/// The credentials of all environments: what they are called everywhere, who uses them, what has to be seen to.
package struct CredentialsPage: Page {
  package static let template = "credentials"
  package static let section = PagePath.credentials()

  /// A credential of one environment.
  package struct Row: Sendable, Hashable {
    /// Name in n8n.
    package var name: String
    package var type: String
    package var environment: String
    /// The logical credential; nil where it is none.
    package var logical: String?
    /// How many nodes use it.
    package var nodes: Int
    /// Workflows that use it, each once; canonical id, nil for unmanaged ones, and name.
    package var workflows: [Workflow]
    package var state: Badge.Credential
    /// Why it has the state.
    package var reason: String?
    /// What to do about it.
    package var command: String?

    package init(
      name: String, type: String, environment: String, logical: String?, nodes: Int, workflows: [Workflow],
      state: Badge.Credential, reason: String? = nil, command: String? = nil
    ) {
      self.name = name
      self.type = type
      self.environment = environment
      self.logical = logical
      self.nodes = nodes
      self.workflows = workflows
      self.state = state
      self.reason = reason
      self.command = command
    }
  }

  package struct Workflow: Sendable, Hashable {
    package var id: String?
    package var name: String

    package init(id: String?, name: String) {
      self.id = id
      self.name = name
    }
  }

  /// A logical credential across the environments (CRED-007).
  package struct Logical: Sendable, Hashable {
    /// What it is called everywhere.
    package var name: String
    package var type: String
    /// One for each of ``CredentialsPage/environments``.
    package var cells: [Cell]
    /// What closes the first gap; nil where there is none.
    package var command: String?

    package init(name: String, type: String, cells: [Cell], command: String? = nil) {
      self.name = name
      self.type = type
      self.cells = cells
      self.command = command
    }
  }

  /// Which credential a logical one is in an environment.
  package enum Cell: Sendable, Hashable {
    case mapped(Badge.Credential)
    case notMapped
    /// It is mapped, and the environment was never read.
    case notRead
  }

  package var frame: PageFrame
  package var headline: Headline
  package var rows: [Row]
  /// Environments that do not list theirs, so that only those that nodes use are known.
  package var unlisted: [String]
  /// All environments, the columns of ``logical``.
  package var environments: [String]
  /// The logical credentials; on the first page alone.
  package var logical: [Logical]
  package var pagination: Pagination
  package var empty: EmptyState

  /// Workflows that a row names; the others are counted.
  private static let mostWorkflows = 5

  package init(
    frame: PageFrame, headline: Headline, rows: [Row], unlisted: [String] = [],
    environments: [String] = [], logical: [Logical] = [], pagination: Pagination? = nil,
    empty: EmptyState = EmptyState(
      "Each credential that an instance has or a node uses is a row here. Their data are never read.",
      command: "n8n-ops sync")
  ) {
    self.frame = frame
    self.headline = headline
    self.rows = rows
    self.unlisted = unlisted
    self.environments = environments
    self.logical = logical
    self.pagination = pagination ?? Pagination(rows: rows.count)
    self.empty = empty
  }

  package var path: PagePath { .credentials(page: pagination.page) }
  package var title: String { "Credentials" }

  package func fill(_ data: inout TemplateData) {
    if rows.isEmpty { empty.fill(&data) }
    data.set("UNLISTED", ifPresent: unlisted.isEmpty ? nil : unlisted.joined(separator: ", "))
    data.list("COLUMN", logical.isEmpty ? [] : environments) { $0.set("NAME", $1) }
    data.list("LOGICAL_ROW", logical) { data, row in
      data.set("CREDENTIAL", row.name)
      data.set("TYPE", row.type)
      data.list("CELL", row.cells) { data, cell in
        switch cell {
        case .mapped(let state): data.set("STATE", .credential(state))
        case .notMapped: data.set("WORD", ifPresent: "not mapped")
        case .notRead: data.set("WORD", ifPresent: "not read yet")
        }
      }
      data.set("FIX", ifPresent: row.command)
    }
    data.list("ROW", rows) { data, row in
      data.set("CREDENTIAL", row.name)
      data.set("TYPE", row.type)
      data.set("ENVIRONMENT", row.environment)
      data.set("LOGICAL", row.logical ?? "none")
      data.set("NODES", row.nodes)
      data.set("STATES", Badge.credential(row.state).word)
      data.set("STATE", .credential(row.state))
      data.set("REASON", ifPresent: row.reason)
      data.set("FIX", ifPresent: row.command)
      data.list("WORKFLOW", Array(row.workflows.prefix(Self.mostWorkflows))) { data, workflow in
        data.set("NAME", workflow.name)
        data.set("LINK", page: workflow.id.map { .workflow($0) })
        data.show("NO_LINK", if: workflow.id == nil)
      }
      let more = row.workflows.count - Self.mostWorkflows
      data.set("MORE", ifPresent: more > 0 ? "\(more) more" : nil)
    }
    pagination.fill(&data) { .credentials(page: $0) }
  }
}
