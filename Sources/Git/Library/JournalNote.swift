/// The text of the journal: a line `lock PATH` for each lock, a line `move REF OLD NEW` for each reference, and a last
/// line without which the note does not count (it was not written to its end).
struct JournalNote {
  var locks: Set<String>
  var moves: [RefUpdate]

  private static let end = "end"

  init(locks: Set<String>, moves: [RefUpdate]) {
    self.locks = locks
    self.moves = moves
  }

  /// Reads `text`; lines that mean nothing are passed over.
  init(parsing text: String) {
    locks = []
    moves = []
    for line in text.split(separator: "\n") {
      if line == Self.end { return }
      if line.hasPrefix("lock ") { locks.insert(String(line.dropFirst("lock ".count))) }
      if let move = Self.move(line) { moves.append(move) }
    }
    // An unfinished note: its locks may have been taken, but its moves had not begun.
    moves = []
  }

  /// The note as it is written; empty for nothing.
  var text: String {
    if locks.isEmpty, moves.isEmpty { return "" }
    let lockLines = locks.sorted().map { "lock \($0)\n" }
    let moveLines = moves.map { "move \($0.ref) \($0.old ?? .zero) \($0.new ?? .zero)\n" }
    return (lockLines + moveLines).joined() + Self.end + "\n"
  }

  private static func move(_ line: Substring) -> RefUpdate? {
    let words = line.split(separator: " ").map(String.init)
    guard words.count == 4, words[0] == "move", let ref = try? RefName(words[1]),
      let old = OID(hex: words[2]),
      let new = OID(hex: words[3])
    else { return nil }
    return RefUpdate(ref, from: old == .zero ? nil : old, to: new == .zero ? nil : new)
  }
}
