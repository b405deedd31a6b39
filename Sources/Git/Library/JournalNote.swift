/// The text of the journal: a line `lock PATH` for each lock, a line `move REF OLD NEW` for each reference, perhaps a
/// line `follow REF OLD NEW FOLDER` for a work tree, and a last line without which the note does not count (it was not
/// written to its end).
struct JournalNote {
  /// Lock files that are made.
  var locks: Set<String> = []
  /// References that move together.
  var moves: [RefUpdate] = []
  /// A work tree that follows its branch.
  var following: Following?

  /// That the files of a work tree follow the branch that is checked out there.
  struct Following: Hashable {
    /// The branch, and from where to where it moves.
    let update: RefUpdate
    /// The folder of the repository's data that belongs to the work tree.
    let folder: String
  }

  private static let end = "end"

  init(locks: Set<String> = [], moves: [RefUpdate] = [], following: Following? = nil) {
    self.locks = locks
    self.moves = moves
    self.following = following
  }

  /// Reads `text`; lines that mean nothing are passed over.
  init(parsing text: String) {
    for line in text.split(separator: "\n") {
      if line == Self.end { return }
      let words = line.split(separator: " ", maxSplits: 4).map(String.init)
      switch words.first {
      case "lock": locks.insert(String(line.dropFirst("lock ".count)))
      case "move": Self.update(words).map { moves.append($0) }
      case "follow" where words.count == 5:
        following = Self.update(words).map { Following(update: $0, folder: words[4]) }
      default: break
      }
    }
    // An unfinished note: its locks may have been taken, but nothing had begun.
    moves = []
    following = nil
  }

  /// The note as it is written; empty for nothing.
  var text: String {
    var lines = locks.sorted().map { "lock \($0)" }
    lines += moves.map { "move \(Self.words($0))" }
    if let following { lines.append("follow \(Self.words(following.update)) \(following.folder)") }
    return lines.isEmpty ? "" : (lines + [Self.end]).joined(separator: "\n") + "\n"
  }

  private static func words(_ update: RefUpdate) -> String {
    "\(update.ref) \(update.old ?? .zero) \(update.new ?? .zero)"
  }

  /// The update in the second to fourth of `words`.
  private static func update(_ words: [String]) -> RefUpdate? {
    guard words.count >= 4, let ref = try? RefName(words[1]), let old = OID(hex: words[2]),
      let new = OID(hex: words[3])
    else { return nil }
    return RefUpdate(ref, from: old == .zero ? nil : old, to: new == .zero ? nil : new)
  }
}
