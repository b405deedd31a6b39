/// What stands in the middle of a node: one of our own glyphs, or the first letter of an app.
enum NodeIcon: Sendable, Hashable {
  case glyph(NodeGlyph)
  /// A letter, and one of eight hues that follows from the app's name.
  case letter(String, hue: Int)

  init(_ kind: NodeKind) {
    if let glyph = NodeGlyph(kind) {
      self = .glyph(glyph)
    } else {
      let letter = kind.baseName.first { $0.isLetter || $0.isNumber }.map { String($0).uppercased() } ?? "?"
      self = .letter(letter.boundedPrefix(2), hue: Self.hue(of: kind.baseName))
    }
  }

  /// FNV-1a, so that the hue of an app is the same on every machine and on every day.
  private static func hue(of name: String) -> Int {
    let hash = name.utf8.reduce(UInt32(2_166_136_261)) { ($0 ^ UInt32($1)) &* 16_777_619 }
    return Int(hash % 8)
  }
}
