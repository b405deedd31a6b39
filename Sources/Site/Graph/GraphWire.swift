internal import Template

/// The line of one connection, as data of an SVG path.
enum GraphWire {
  /// Radius of the corners of a line that goes back.
  private static let corner = 16
  /// How far below its output a line runs back (`EDGE_PADDING_BOTTOM` in n8n's editor).
  private static let below = 130
  /// How far it leads away from a node first (`EDGE_PADDING_X`).
  private static let aside = 40

  /// Includes everything that the line of `connection` touches.
  static func extend(_ bounds: inout GraphBounds, by connection: GraphConnection, nodes: [GraphNode]) {
    let (start, end) = ends(of: connection, nodes)
    guard connection.isMain, goesBack(start, end) else { return }
    bounds.include(x: start.x, y: start.y, width: aside, height: below)
    bounds.include(x: end.x - aside, y: end.y)
  }

  static func write(_ connection: GraphConnection, nodes: [GraphNode], to writer: inout MarkupWriter) {
    let (start, end) = ends(of: connection, nodes)
    writer.markup("M")
    writer.point(start.x, start.y)
    if !connection.isMain {
      // From the root's diamond down to the sub-node.
      let middle = (start.y + end.y) / 2
      writer.curve((start.x, middle), (end.x, middle), end)
    } else if goesBack(start, end) {
      writeBack(from: start, to: end, to: &writer)
      writer.markup("m-9-5 9 5-9 5")
    } else {
      let middle = (start.x + end.x) / 2
      writer.curve((middle, start.y), (middle, end.y), end)
      writer.markup("m-9-5 9 5-9 5")
    }
  }

  private static func ends(
    of connection: GraphConnection, _ nodes: [GraphNode]
  ) -> (start: (x: Int, y: Int), end: (x: Int, y: Int)) {
    // Read in place: a copy of a node costs more than its point.
    guard connection.isMain else {
      return (nodes[connection.target].portPoint(connection.kind), nodes[connection.source].topPoint)
    }
    let end = nodes[connection.target].inputPoint(connection.input)
    return (nodes[connection.source].outputPoint(connection.output), (end.x - 6, end.y))
  }

  private static func goesBack(_ start: (x: Int, y: Int), _ end: (x: Int, y: Int)) -> Bool {
    end.x < start.x - 6
  }

  /// Out to the right, down, back to the left, and to the input; an arrow in the middle shows the way.
  private static func writeBack(
    from start: (x: Int, y: Int), to end: (x: Int, y: Int), to writer: inout MarkupWriter
  ) {
    let low = start.y + below
    let middle = (start.x + end.x) / 2
    writer.markup("H")
    writer.number(start.x + aside - corner)
    writer.turnDown(corner, corner)
    writer.markup("V")
    writer.number(low - corner)
    writer.turnAside(-corner, corner)
    writer.markup("H")
    writer.number(middle)
    writer.markup("m9-5-9 5 9 5m-9-5H")
    writer.number(end.x - aside + corner)
    let way = end.y - low
    // The last corner needs room for two bends.
    let bend = min(corner, abs(way) / 2)
    let sign = way < 0 ? -1 : 1
    writer.turnDown(-corner, sign * bend)
    writer.markup("V")
    writer.number(end.y - sign * bend)
    writer.turnAside(corner, sign * bend)
    writer.markup("H")
    writer.number(end.x)
  }
}

extension MarkupWriter {
  mutating func point(_ x: Int, _ y: Int) {
    number(x)
    markup(" ")
    number(y)
  }

  fileprivate mutating func curve(
    _ first: (x: Int, y: Int), _ second: (x: Int, y: Int), _ end: (x: Int, y: Int)
  ) {
    markup("C")
    point(first.x, first.y)
    markup(" ")
    point(second.x, second.y)
    markup(" ")
    point(end.x, end.y)
  }

  /// A rounded corner from a horizontal line to a vertical one.
  fileprivate mutating func turnDown(_ x: Int, _ y: Int) {
    markup("q")
    point(x, 0)
    markup(" ")
    point(x, y)
  }

  /// A rounded corner from a vertical line to a horizontal one.
  fileprivate mutating func turnAside(_ x: Int, _ y: Int) {
    markup("q")
    point(0, y)
    markup(" ")
    point(x, y)
  }
}
