/// Two versions of a text as one, with the lines that differ between marks, as Git leaves conflicts for people.
package enum ConflictText {
  /// What the sides are called at the marks, and how long the marks are, in characters.
  struct Marks: Sendable {
    var ours = "ours"
    var theirs = "theirs"
    var length = 7
  }

  /// Both versions with the usual marks.
  package static func marked(ours: String, theirs: String) -> String {
    marked(ours: ours, theirs: theirs, marks: Marks())
  }

  /// Lines that are equal stand once. Whoever takes one side at every mark has that version.
  static func marked(ours: String, theirs: String, marks: Marks) -> String {
    let mine = lines(of: ours)
    let others = lines(of: theirs)
    // Lines keep their CR where the text has it.
    let end = mine.count > 1 && mine[0].utf8.last == UInt8(ascii: "\r") ? "\r" : ""
    let edits = EditScript.between(mine.map(ExactText.init), others.map(ExactText.init))
    var result: [String] = []
    var open: (ours: [String], theirs: [String])?
    // Equal lines after a difference, until it is known whether another difference is near.
    var held: [String] = []
    func close() {
      if let open { result += block(open.ours, open.theirs, marks, end) }
      open = nil
      result += held
      held = []
    }
    func differ() {
      if open != nil, held.contains(where: saysSomething) { close() }
      open = ((open?.ours ?? []) + held, (open?.theirs ?? []) + held)
      held = []
    }
    for edit in edits {
      switch edit {
      case .keep(let index, _):
        if open == nil { result.append(mine[index]) } else { held.append(mine[index]) }
      case .remove(let index):
        differ()
        open?.ours.append(mine[index])
      case .insert(let index):
        differ()
        open?.theirs.append(others[index])
      }
    }
    close()
    return result.joined(separator: "\n")
  }

  private static func block(_ ours: [String], _ theirs: [String], _ marks: Marks, _ end: String)
    -> [String]
  {
    func mark(_ character: String, _ label: String = "") -> String {
      String(repeating: character, count: marks.length) + (label.isEmpty ? "" : " " + label) + end
    }
    return [mark("<", marks.ours)] + ours + [mark("=")] + theirs + [mark(">", marks.theirs)]
  }

  /// Whether a line between two differences is worth to stand alone: brackets are not.
  private static func saysSomething(_ line: String) -> Bool { line.contains { $0.isLetter || $0.isNumber } }

  private static func lines(of text: String) -> [String] {
    text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map {
      String(decoding: $0, as: UTF8.self)
    }
  }
}
