/// Rows of text in aligned columns.
///
/// Cells are shown through ``Console/safe(_:)``. On a terminal the widest columns are cut so that a
/// row fits; elsewhere nothing is cut.
package struct Table: Sendable {
  /// To which side the cells of a column are set.
  package enum Alignment: Sendable { case left, right }

  /// A column's heading and how it is set.
  package struct Column: Sendable, ExpressibleByStringLiteral {
    /// What stands above the column.
    package var title: String
    /// Nil: right when all its cells are numbers.
    package var alignment: Alignment?

    /// A heading; the alignment follows from the cells where it is not given.
    package init(_ title: String, alignment: Alignment? = nil) {
      self.title = title
      self.alignment = alignment
    }

    package init(stringLiteral value: String) { self.init(value) }
  }

  /// A piece of text and its style.
  package struct Cell: Sendable, ExpressibleByStringInterpolation {
    /// What is shown, escaped.
    package var text: String
    /// How it is shown where there are colours.
    package var style: Style

    /// A cell; without a style it is plain.
    package init(_ text: String, _ style: Style = []) {
      self.text = text
      self.style = style
    }

    package init(stringLiteral value: String) { self.init(value) }
  }

  /// From left to right.
  package var columns: [Column]
  /// As added, each with one cell a column.
  package private(set) var rows: [[Cell]] = []

  /// A table without rows.
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
