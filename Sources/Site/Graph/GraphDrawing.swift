package import Template

/// Draws a graph as SVG that looks like n8n's canvas: same places, same shapes, left to right.
///
/// Colours, fonts and dashes come from the style sheet by class, never from the drawing, so that light, dark
/// and print need no second picture and the page needs no inline style. The same graph gives the same bytes.
package struct GraphDrawing: Sendable {
  /// Where a node leads when it is selected.
  package enum Links: Sendable {
    /// Every node to the element `PREFIX` and its number.
    case all(prefix: String)
    /// Only nodes with a mark.
    case marked(prefix: String)
  }

  let graph: WorkflowGraph
  let marks: [GraphMark?]
  let wireMarks: [GraphMark?]
  let name: String
  let links: Links
  let label: String

  /// A graph as it is.
  ///
  /// - Parameters:
  ///   - name: prefix of the ids inside; different for each picture of a page, made of letters and digits.
  ///   - links: where the nodes lead.
  package init(_ graph: WorkflowGraph, name: String = "g", links: Links = .all(prefix: "node-")) {
    self.graph = graph
    self.marks = []
    self.wireMarks = []
    self.name = name
    self.links = links
    self.label = "Workflow graph: \(Self.count(graph))"
  }

  /// Two versions in one picture.
  package init(_ difference: GraphDifference, name: String = "g", links: Links = .marked(prefix: "node-")) {
    self.graph = difference.graph
    self.marks = difference.marks
    self.wireMarks = difference.wireMarks
    self.name = name
    self.links = links
    self.label = "Changes in the workflow graph: \(difference.summary)"
  }

  /// The picture, without whitespace between its elements.
  package func svg() -> TrustedHTML {
    var writer = MarkupWriter(capacity: 2048 + graph.nodes.count * 700 + graph.connections.count * 120)
    let bounds = self.bounds
    writer.markup("<svg class=\"graph\" xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"")
    writer.point(bounds.left, bounds.top)
    writer.markup(" ")
    writer.point(bounds.width, bounds.height)
    writer.markup("\"")
    writer.attribute(" width=\"", bounds.width)
    writer.attribute(" height=\"", bounds.height)
    writer.attribute(" aria-label=\"", label)
    writer.markup(">")
    writeSymbols(to: &writer)
    for note in graph.notes { NoteDrawing.write(note, to: &writer) }
    writeWires(to: &writer)
    let drawing = NodeDrawing(name: name, links: links)
    for index in graph.nodes.indices { drawing.write(graph.nodes[index], mark: mark(of: index), to: &writer) }
    PortDrawing.write(graph.nodes, to: &writer)
    writer.markup("</svg>")
    return writer.finish()
  }

  /// `3 nodes, 1 connection`
  static func count(_ graph: WorkflowGraph) -> String {
    let nodes = graph.nodes.count
    let connections = graph.connections.count
    return "\(nodes) \(nodes == 1 ? "node" : "nodes"), "
      + "\(connections) \(connections == 1 ? "connection" : "connections")"
  }

  private func mark(of index: Int) -> GraphMark? {
    marks.indices.contains(index) ? marks[index] : nil
  }

  private var bounds: GraphBounds {
    var bounds = GraphBounds()
    for node in graph.nodes {
      // The name below, two lines of it, is wider than the node.
      bounds.include(x: node.x - 32, y: node.y, width: node.width + 64, height: node.height + 68)
    }
    for note in graph.notes { bounds.include(x: note.x, y: note.y, width: note.width, height: note.height) }
    for connection in graph.connections { GraphWire.extend(&bounds, by: connection, nodes: graph.nodes) }
    if bounds.isEmpty { bounds.include(x: 0, y: 0, width: 240, height: 96) }
    bounds.grow(by: 24)
    return bounds
  }

  private func writeSymbols(to writer: inout MarkupWriter) {
    var used: Set<NodeGlyph> = []
    for node in graph.nodes {
      if case .glyph(let glyph) = node.icon { used.insert(glyph) }
    }
    writer.markup("<defs>")
    for glyph in NodeGlyph.allCases where used.contains(glyph) {
      writer.markup("<symbol viewBox=\"0 0 24 24\" id=\"")
      writer.text(name)
      writer.attribute("", glyph.rawValue)
      writer.markup("><path d=\"")
      writer.markup(glyph.strokes)
      writer.markup("\"/></symbol>")
    }
    writer.markup("</defs>")
  }

  private func writeWires(to writer: inout MarkupWriter) {
    for (index, connection) in graph.connections.enumerated() {
      writer.markup("<path class=\"wire")
      if !connection.isMain { writer.markup(" ai") }
      if wireMarks.indices.contains(index), let mark = wireMarks[index] { writer.markup(mark.className) }
      writer.markup("\" d=\"")
      GraphWire.write(connection, nodes: graph.nodes, to: &writer)
      writer.markup("\"/>")
    }
  }
}

extension MarkupWriter {
  /// The rest of an attribute: `start` ends with its quote.
  mutating func attribute(_ start: StaticString, _ value: Int) {
    markup(start)
    number(value)
    markup("\"")
  }

  mutating func attribute(_ start: StaticString, _ value: String) {
    markup(start)
    text(value)
    markup("\"")
  }
}
