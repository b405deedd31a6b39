internal import Template

/// Draws the inputs and outputs of all nodes: circles for items, diamonds for AI, each kind as one path.
enum PortDrawing {
  static func write(_ nodes: [GraphNode], to writer: inout MarkupWriter) {
    writer.markup("<path class=\"port\" d=\"")
    for node in nodes {
      for input in 0..<node.inputs { writeCircle(node.inputPoint(input), to: &writer) }
      for output in node.outputs.indices { writeCircle(node.outputPoint(output), to: &writer) }
    }
    for node in nodes {
      if node.isSubNode { writeDiamond(node.topPoint, to: &writer) }
      for port in node.below.indices { writeDiamond(node.portPoint(at: port), to: &writer) }
    }
    writer.markup("\"/>")
    for node in nodes { writeLabels(of: node, to: &writer) }
  }

  private static func writeCircle(_ point: (x: Int, y: Int), to writer: inout MarkupWriter) {
    writer.markup("M")
    writer.point(point.x - 6, point.y)
    writer.markup("a6 6 0 1 0 12 0 6 6 0 1 0-12 0z")
  }

  private static func writeDiamond(_ point: (x: Int, y: Int), to writer: inout MarkupWriter) {
    writer.markup("M")
    writer.point(point.x, point.y - 8)
    writer.markup("l8 8-8 8-8-8z")
  }

  private static func writeLabels(of node: GraphNode, to writer: inout MarkupWriter) {
    for (index, label) in node.outputs.enumerated() where !label.isEmpty {
      let point = node.outputPoint(index)
      write(label, "port-name", x: point.x + 10, y: point.y - 5, to: &writer)
    }
    for (index, port) in node.below.enumerated() {
      let point = node.portPoint(at: index)
      write(
        port.isRequired ? port.label + "*" : port.label, "port-name ai", x: point.x, y: point.y + 22,
        to: &writer)
    }
  }

  private static func write(
    _ label: String, _ className: StaticString, x: Int, y: Int, to writer: inout MarkupWriter
  ) {
    writer.markup("<text class=\"")
    writer.markup(className)
    writer.attribute("\" x=\"", x)
    writer.attribute(" y=\"", y)
    writer.markup(">")
    writer.text(LabelText.lines(label, width: 800, lines: 1).first ?? "")
    writer.markup("</text>")
  }
}
