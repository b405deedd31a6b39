/// The lines at the bottom of a terminal that are written over while work goes on.
struct LiveRegion {
  /// Lines by the number of their owner; each fits the width and has no line end.
  private(set) var lines: [(id: Int, text: String)] = []
  private var drawnRows = 0
  private var nextID = 0

  /// Whether lines stand on the screen now.
  var isDrawn: Bool { drawnRows > 0 }

  mutating func add(_ text: String) -> Int {
    nextID += 1
    lines.append((nextID, text))
    return nextID
  }

  mutating func replace(_ id: Int, with text: String) {
    guard let index = lines.firstIndex(where: { $0.id == id }) else { return }
    lines[index].text = text
  }

  mutating func remove(_ id: Int) {
    lines.removeAll { $0.id == id }
  }

  /// Takes the lines off the screen (ECMA-48: CPL to the first of them, ED to the end).
  mutating func eraser() -> [UInt8] {
    guard drawnRows > 0 else { return [] }
    defer { drawnRows = 0 }
    return Array("\u{1B}[\(drawnRows)F\u{1B}[J".utf8)
  }

  /// Puts the lines on the screen; the cursor stands below them.
  mutating func drawing() -> [UInt8] {
    drawnRows = lines.count
    return Array(lines.map { $0.text + "\n" }.joined().utf8)
  }
}
