import JSON

/// What tells whether two nodes of one type are the same, when neither id nor name does.
struct NodeLikeness {
  let type: ExactText
  private let place: CanvasPosition
  /// Parameters and credentials that are not empty.
  private let parts: [ExactText: Part]

  private struct Part {
    let bytes: [UInt8]
    /// How often each line is in a text of several lines.
    let lines: [ArraySlice<UInt8>: Int]

    init(_ value: JSON) {
      // The quotation mark tells a text from a number that reads the same.
      bytes = value.stringValue.map { Array("\"\($0)".utf8) } ?? value.bytes(.canonical)
      let all = bytes.split(separator: UInt8(ascii: "\n"))
      lines = all.count < 4 ? [:] : Dictionary(all.map { ($0, 1) }, uniquingKeysWith: +)
    }
  }

  init(_ node: WorkflowNode) {
    type = ExactText(node.type)
    place = node.position.snapped
    var parts: [ExactText: Part] = [:]
    for (key, value) in node.parameters where !value.isEmptyCollection { parts[ExactText(key)] = Part(value) }
    for (type, value) in node.credentials { parts[ExactText("\u{0}" + type)] = Part(value) }
    self.parts = parts
  }

  /// Whether nodes with this score are taken for the same.
  static func isSimilar(_ score: Double) -> Bool { score > 0.5 }

  /// Whether so little is left that each text of one side can be compared with each of the other.
  static func canCompareTexts(_ old: [NodeLikeness], _ new: [NodeLikeness]) -> Bool {
    func size(_ nodes: [NodeLikeness]) -> Int {
      nodes.reduce(0) { $0 + $1.parts.values.reduce(0) { $0 + $1.bytes.count } }
    }
    return size(old) * new.count + size(new) * old.count <= 100_000_000
  }

  /// From 0 to 1: the share of equal parameters and credentials, and whether the nodes stand in the same place.
  ///
  /// - Parameter comparingTexts: whether a text counts as far as it is nearly the same.
  func score(_ other: NodeLikeness, comparingTexts: Bool) -> Double {
    let all = Double(parts.count + other.parts.count) / 2
    let isInPlace = place == other.place
    guard all > 0 else { return isInPlace ? 0.75 : 0.25 }
    let equal = parts.reduce(0.0) { sum, part in
      guard let partner = other.parts[part.key] else { return sum }
      if part.value.bytes == partner.bytes { return sum + 1 }
      return comparingTexts ? sum + Self.likeness(part.value, partner, isInPlace: isInPlace) : sum
    }
    return equal / all * 0.8 + (isInPlace ? 0.2 : 0)
  }

  /// From 0 to 1 how alike two texts are; 0 where they may as well be two texts. Of short ones, as addresses of one
  /// service are alike, only those of nodes in one place are compared.
  private static func likeness(_ old: Part, _ new: Part, isInPlace: Bool) -> Double {
    let longest = max(old.bytes.count, new.bytes.count)
    guard longest >= (isInPlace ? 16 : 200) else { return 0 }
    let start = zip(old.bytes, new.bytes).prefix { $0 == $1 }.count
    let end = zip(old.bytes.reversed(), new.bytes.reversed()).prefix { $0 == $1 }.count
    let same = min(start + end, old.bytes.count, new.bytes.count)
    if longest - same <= max(2, longest / 10) { return Double(same) / Double(longest) }
    let common = old.lines.reduce(0) { $0 + min($1.value, new.lines[$1.key] ?? 0) }
    let share =
      Double(2 * common) / Double(max(1, old.lines.values.reduce(0, +) + new.lines.values.reduce(0, +)))
    return share > 0.5 ? share : 0
  }
}
