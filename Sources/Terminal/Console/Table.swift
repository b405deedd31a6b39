/// Rows of text in aligned columns.
///
/// Cells are shown through ``Console/safe(_:)``. On a terminal the widest columns are cut so that a
/// row fits; elsewhere nothing is cut.
package struct Table: Sendable {
  package enum Alignment: Sendable { case left, right }

  /// A column's heading and how it is set.
  package struct Column: Sendable, ExpressibleByStringLiteral {
    package var title: String
    /// Nil: right when all its cells are numbers.
    package var alignment: Alignment?

    package init(_ title: String, alignment: Alignment? = nil) {
      self.title = title
      self.alignment = alignment
    }

    package init(stringLiteral value: String) { self.init(value) }
  }

  /// A piece of text and its style.
  package struct Cell: Sendable, ExpressibleByStringInterpolation {
    package var text: String
    package var style: Style

    package init(_ text: String, _ style: Style = []) {
      self.text = text
      self.style = style
    }

    package init(stringLiteral value: String) { self.init(value) }
  }

  package var columns: [Column]
  package private(set) var rows: [[Cell]] = []

  package init(_ columns: [Column]) { self.columns = columns }

  /// Adds a row; cells that are missing stand empty, those without a column are left out.
  package mutating func add(_ cells: [Cell]) {
    let missing = max(0, columns.count - cells.count)
    rows.append(
      cells.prefix(columns.count).map { Cell(Console.safe($0.text), $0.style) }
        + Array(repeating: "", count: missing))
  }

  /// Adds a row of plain text.
  package mutating func add(_ texts: String...) { add(texts.map { Cell($0) }) }
}
