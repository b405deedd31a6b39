internal import Template

/// Draws one node: outline, icon, name, the grey line below it, and what marks it.
struct NodeDrawing {
  /// Prefix of the ids of the glyphs.
  let name: String
  let links: GraphDrawing.Links

  func write(_ node: GraphNode, mark: GraphMark?, to writer: inout MarkupWriter) {
    let target = target(mark)
    let label = label(of: node, mark)
    writer.markup(target == nil ? "<g" : "<a")
    writer.markup(" class=\"node")
    if node.isDisabled { writer.markup(" off") }
    if let mark { writer.markup(mark.className) }
    writer.markup("\"")
    if let target {
      writer.markup(" href=\"#")
      writer.text(target)
      writer.attribute("", node.number)
      writer.attribute(" aria-label=\"", label)
    }
    writer.markup("><title>")
    writer.text(label)
    writer.markup("</title>")
    writeOutline(of: node, to: &writer)
    writeIcon(of: node, to: &writer)
    writeName(of: node, to: &writer)
    if node.isDisabled { writeStrike(of: node, to: &writer) }
    if let mark { write(mark, on: node, to: &writer) }
    writer.markup(target == nil ? "</g>" : "</a>")
  }

  /// Prefix of the id that a node leads to; nil when it leads nowhere.
  private func target(_ mark: GraphMark?) -> String? {
    switch links {
    case .all(let prefix): prefix
    case .marked(let prefix): mark == nil ? nil : prefix
    }
  }

  /// What a screen reader says and a pointer shows.
  private func label(of node: GraphNode, _ mark: GraphMark?) -> String {
    var parts = [node.name.boundedPrefix(200), node.typeTitle]
    if node.isTrigger { parts.append("trigger") }
    if node.isDisabled { parts.append("disabled") }
    if let mark { parts.append(mark.word) }
    return parts.joined(separator: ", ")
  }

  private func writeOutline(of node: GraphNode, to writer: inout MarkupWriter) {
    switch node.shape {
    case .circle:
      writer.attribute("<circle class=\"box\" r=\"40\" cx=\"", node.x + 40)
      writer.attribute(" cy=\"", node.y + 40)
    case .trigger:
      writer.markup("<path class=\"box\" d=\"M")
      writer.point(node.x + 36, node.y)
      writer.markup("h52a8 8 0 0 1 8 8v")
      writer.number(node.height - 16)
      writer.markup("a8 8 0 0 1-8 8h-52a36 36 0 0 1-36-36v-")
      writer.number(node.height - 72)
      writer.markup("a36 36 0 0 1 36-36z\"")
    case .card, .root, .pill:
      writer.attribute("<rect class=\"box\" x=\"", node.x)
      writer.attribute(" y=\"", node.y)
      writer.attribute(" width=\"", node.width)
      writer.attribute(" height=\"", node.height)
      writer.markup(node.shape == .pill ? " rx=\"40\"" : " rx=\"8\"")
    }
    writer.markup("/>")
    if node.isTrigger {
      writer.markup("<path class=\"bolt\" d=\"M")
      writer.point(node.x - 16, node.y + node.height / 2 - 9)
      writer.markup("l-8 11h5l-2 8 8-11h-5z\"/>")
    }
  }

  private func writeIcon(of node: GraphNode, to writer: inout MarkupWriter) {
    let size = node.shape == .circle || node.shape == .pill ? 32 : 40
    let middleX = node.hasNameInside ? node.x + 44 : node.x + node.width / 2
    let middleY = node.y + node.height / 2
    switch node.icon {
    case .glyph(let glyph):
      writer.markup("<use class=\"i-")
      writer.markup(glyph.tint)
      writer.markup("\" href=\"#")
      writer.text(name)
      writer.attribute("", glyph.rawValue)
      writer.attribute(" x=\"", middleX - size / 2)
      writer.attribute(" y=\"", middleY - size / 2)
      writer.attribute(" width=\"", size)
      writer.attribute(" height=\"", size)
      writer.markup("/>")
    case .letter(let letter, let hue):
      writer.attribute("<text class=\"letter t", hue)
      writer.attribute(" x=\"", middleX)
      writer.attribute(" y=\"", middleY + 12)
      writer.markup(">")
      writer.text(letter)
      writer.markup("</text>")
    }
  }

  private func writeName(of node: GraphNode, to writer: inout MarkupWriter) {
    // A name is set in 15 pixels: 148 of them for a line below a node, what is left of a root inside.
    let inside = node.hasNameInside
    let lines = LabelText.lines(
      node.name, width: inside ? (node.width - 92) * 100 / 15 : 990, lines: 2)
    let x = inside ? node.x + 76 : node.x + node.width / 2
    let y = inside ? node.y + node.height / 2 + 5 - (lines.count - 1) * 9 : node.y + node.height + 22
    write(lines, inside ? "name in" : "name", x: x, y: y, to: &writer)
    guard let operation = node.operation, !inside else { return }
    let line = LabelText.lines(operation, width: 1180, lines: 1)
    write(line, "op", x: x, y: y + lines.count * 18 - 1, to: &writer)
  }

  private func write(
    _ lines: [String], _ className: StaticString, x: Int, y: Int, to writer: inout MarkupWriter
  ) {
    guard !lines.isEmpty else { return }
    writer.markup("<text class=\"")
    writer.markup(className)
    writer.attribute("\" x=\"", x)
    writer.attribute(" y=\"", y)
    writer.markup(">")
    for (index, line) in lines.enumerated() {
      if index > 0 {
        writer.attribute("<tspan dy=\"18\" x=\"", x)
        writer.markup(">")
      }
      writer.text(line)
      if index > 0 { writer.markup("</tspan>") }
    }
    writer.markup("</text>")
  }

  private func writeStrike(of node: GraphNode, to writer: inout MarkupWriter) {
    writer.markup("<path class=\"strike\" d=\"M")
    writer.point(node.x - 8, node.y + node.height / 2)
    writer.markup("h")
    writer.number(node.width + 16)
    writer.markup("\"/>")
  }

  private func write(_ mark: GraphMark, on node: GraphNode, to writer: inout MarkupWriter) {
    writer.attribute("<circle class=\"mark\" r=\"12\" cx=\"", node.x + node.width)
    writer.attribute(" cy=\"", node.y)
    writer.attribute("/><text class=\"sign\" x=\"", node.x + node.width)
    writer.attribute(" y=\"", node.y + 6)
    writer.markup(">")
    writer.markup(mark.sign)
    writer.markup("</text>")
  }
}
