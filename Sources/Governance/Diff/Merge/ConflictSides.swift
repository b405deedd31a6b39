/// The two texts that a text with conflict marks was made of, as Git or a merge of ours leaves it for people.
package struct ConflictSides {
  package private(set) var ours: [UInt8] = []
  package private(set) var theirs: [UInt8] = []
  /// The line, from 1, at which the first conflict begins.
  package let firstLine: Int

  /// Nil where there is no conflict that begins and ends. What the common ancestor had (`merge.conflictStyle: diff3`) is
  /// on no side.
  package init?(of bytes: [UInt8]) {
    var part = Part.both
    var firstLine: Int?
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      if let next = part.next(at: line) {
        if next == .ours, firstLine == nil { firstLine = index + 1 }
        part = next
        continue
      }
      let text = index < lines.count - 1 ? line + [UInt8(ascii: "\n")] : line
      if part == .both || part == .ours { ours += text }
      if part == .both || part == .theirs { theirs += text }
    }
    guard let firstLine, part == .both else { return nil }
    self.firstLine = firstLine
  }

  /// Where a line stands.
  private enum Part {
    case both, ours, base, theirs

    /// Where the lines after a mark stand; nil for a line that is none here.
    func next(at line: ArraySlice<UInt8>) -> Part? {
      func isMark(_ character: Character) -> Bool {
        let length = line.prefix { $0 == character.asciiValue }.count
        return length >= 7
          && [nil, UInt8(ascii: " "), UInt8(ascii: "\r")].contains(line.dropFirst(length).first)
      }
      switch self {
      case .both: return isMark("<") ? .ours : nil
      case .ours: return isMark("|") ? .base : isMark("=") ? .theirs : nil
      case .base: return isMark("=") ? .theirs : nil
      case .theirs: return isMark(">") ? .both : nil
      }
    }
  }
}
