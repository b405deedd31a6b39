package import Template

/// Workflows against environments: what runs where, and whether it is what was approved.
package struct MatrixPage: Page {
  package static let template = "matrix"
  package static let section = PagePath.matrix()

  /// One environment, in the order of the pipeline.
  package struct Column: Sendable, Hashable {
    package var name: String
    package var environmentClass: Badge.EnvironmentClass

    package init(name: String, environmentClass: Badge.EnvironmentClass) {
      self.name = name
      self.environmentClass = environmentClass
    }
  }

  /// A workflow in one environment.
  package struct Cell: Sendable, Hashable {
    package var state: Badge.Cell
    /// Content hash of what runs there, in full; nil where nothing does.
    package var hash: String?

    package init(_ state: Badge.Cell, hash: String? = nil) {
      self.state = state
      self.hash = hash
    }
  }

  package struct Row: Sendable, Hashable {
    /// Canonical id; nil for a workflow that is not managed.
    package var id: String?
    package var name: String
    /// One for each column, in the same order.
    package var cells: [Cell]

    package init(id: String?, name: String, cells: [Cell]) {
      self.id = id
      self.name = name
      self.cells = cells
    }
  }

  package var frame: PageFrame
  package var headline: Headline
  package var columns: [Column]
  package var rows: [Row]
  package var pagination: Pagination
  package var empty: EmptyState

  package init(
    frame: PageFrame, headline: Headline, columns: [Column], rows: [Row], pagination: Pagination? = nil,
    empty: EmptyState = EmptyState(
      "Each workflow is a row here once it is managed.", command: "n8n-ops canonical onboard --all")
  ) {
    self.frame = frame
    self.headline = headline
    self.columns = columns
    self.rows = rows
    self.pagination = pagination ?? Pagination(rows: rows.count)
    self.empty = empty
  }

  package var path: PagePath { .matrix(page: pagination.page) }
  package var title: String { "Matrix" }

  package func fill(_ data: inout TemplateData) {
    data.list("COLUMN", columns) { data, column in
      data.set("NAME", column.name)
      let isClear = column.environmentClass.rawValue == column.name
      data.set("CLASS", ifPresent: isClear ? nil : column.environmentClass.rawValue)
    }
    if rows.isEmpty { empty.fill(&data) }
    data.list("ROW", rows) { data, row in
      data.set("NAME", row.name)
      data.set("ANCHOR", destination: "row-" + PagePath.fileName(row.id ?? row.name))
      data.set("LINK", page: row.id.map { .workflow($0) })
      data.show("NO_LINK", if: row.id == nil)
      data.set("STATES", Set(row.cells.map { Badge.cell($0.state).word }).sorted().joined(separator: "|"))
      data.list("CELL", row.cells) { data, cell in
        data.set("STATE", .cell(cell.state))
        data.set("HASH", hash: cell.hash)
      }
    }
    pagination.fill(&data) { .matrix(page: $0) }
  }
}
