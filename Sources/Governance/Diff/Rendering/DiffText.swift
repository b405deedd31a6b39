import JSON

/// A diff for a terminal.
package enum DiffText {
  /// The diff as lines, each with its end. Names and values come from n8n: control characters in them are written as
  /// escapes, so that they cannot steer the terminal.
  package static func render(_ diff: WorkflowDiff, colour: Bool) -> String {
    let palette = Palette(isOn: colour)
    let information = diff.informationWords.map { "note: \(safe($0))\n" } ?? ""
    guard !diff.isEmpty else { return diff.wordsForNothing + "\n" + information }
    var text = ""
    for section in DiffSections(diff).sections {
      text += palette.bold(section.node.map { "node \"\(safe($0))\"" } ?? "workflow") + "\n"
      for change in section.changes { text += render(change, palette) }
    }
    return text + summary(diff, palette) + information
  }

  private static func render(_ change: WorkflowChange, _ palette: Palette) -> String {
    let words = ChangeText(change: change)
    var text = "  \(palette.mark(change)) \(safe(words.title))"
    if let detail = words.detail { text += " (\(safe(detail)))" }
    text +=
      change.isCosmetic
      ? palette.dim(" cosmetic") : " \(palette.risk(change.risk))" + palette.dim(": \(safe(change.reason))")
    text += "\n"
    if let values = words.values {
      if let old = values.old { text += palette.removed("      - \(safe(old))") + "\n" }
      if let new = values.new { text += palette.added("      + \(safe(new))") + "\n" }
    }
    for line in change.lines ?? [] { text += "      " + render(line, palette) + "\n" }
    return text
  }

  private static func render(_ line: LineChange, _ palette: Palette) -> String {
    switch line.kind {
    case .context: "  " + safe(line.text)
    case .removed: palette.removed("- " + safe(line.text))
    case .added: palette.added("+ " + safe(line.text))
    case .skipped: palette.dim("@@ \(line.count) lines the same @@")
    }
  }

  private static func summary(_ diff: WorkflowDiff, _ palette: Palette) -> String {
    let cosmetic = diff.changes.filter(\.isCosmetic).count
    let semantic = diff.changes.count - cosmetic
    guard let risk = diff.risk, semantic > 0 else { return palette.dim("\(cosmetic) cosmetic") + "\n" }
    let rest = cosmetic == 0 ? "" : ", \(cosmetic) cosmetic"
    return "\(semantic) \(semantic == 1 ? "change" : "changes")\(rest), risk \(palette.risk(risk))\n"
  }

  /// The text with control and direction-changing characters as `\u{...}`.
  static func safe(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isDangerous) else { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      if isDangerous(scalar) {
        result += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private static func isDangerous(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09: false
    case 0x00...0x1F, 0x7F...0x9F, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}

/// The colours of a terminal (ECMA-48, SGR), or none.
private struct Palette {
  let isOn: Bool

  func bold(_ text: String) -> String { paint(text, "1") }
  func dim(_ text: String) -> String { paint(text, "2") }
  func added(_ text: String) -> String { paint(text, "32") }
  func removed(_ text: String) -> String { paint(text, "31") }

  func risk(_ risk: Risk) -> String {
    switch risk {
    case .low: paint(risk.rawValue, "32")
    case .medium: paint(risk.rawValue, "33")
    case .high: paint(risk.rawValue, "1;31")
    }
  }

  func mark(_ change: WorkflowChange) -> String {
    switch change.kind {
    case .workflowAdded, .nodeAdded, .connectionAdded, .tagAdded: added("+")
    case .workflowRemoved, .nodeRemoved, .connectionRemoved, .tagRemoved: removed("-")
    default: paint("~", "36")
    }
  }

  private func paint(_ text: String, _ code: String) -> String {
    isOn ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}
