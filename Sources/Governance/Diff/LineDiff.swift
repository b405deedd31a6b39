/// Compares texts line by line.
package enum LineDiff {
  /// How many lines around a change are shown.
  static let context = 3

  /// The lines of both texts as removed, added and, up to three around each change, the same.
  ///
  /// - Parameter shown: what to show of the old text, if not the text that is compared. A line that differs and does not
  ///   show it stands once, as one that is the same.
  package static func between(_ old: String, _ new: String, showing shown: String? = nil) -> [LineChange] {
    let oldLines = lines(of: old)
    let newLines = lines(of: new)
    let edits = LineScript.between(oldLines.map(ExactText.init), newLines.map(ExactText.init))
    let shownLines = lines(of: shown ?? old)
    let changes = edits.map {
      line(for: $0, shownLines.count == oldLines.count ? shownLines : oldLines, newLines)
    }
    return folded(shown == nil ? changes : joined(changes)) { line in
      guard line.kind == .context, let old = line.oldLine, let new = line.newLine else { return true }
      return !oldLines[old - 1].isExactly(newLines[new - 1])
    }
  }

  /// Makes one line of a removed and an added one that look the same.
  private static func joined(_ lines: [LineChange]) -> [LineChange] {
    var result: [LineChange] = []
    var (removed, added): ([LineChange], [LineChange]) = ([], [])
    func settle() {
      for edit in EditScript.between(removed.map { ExactText($0.text) }, added.map { ExactText($0.text) }) {
        switch edit {
        case .keep(let old, let new):
          var line = added[new]
          line.kind = .context
          line.oldLine = removed[old].oldLine
          result.append(line)
        case .remove(let index): result.append(removed[index])
        case .insert(let index): result.append(added[index])
        }
      }
      (removed, added) = ([], [])
    }
    for line in lines {
      switch line.kind {
      case .removed: removed.append(line)
      case .added: added.append(line)
      case .context, .skipped:
        settle()
        result.append(line)
      }
    }
    settle()
    return result
  }

  private static func line(for edit: Edit, _ old: [String], _ new: [String]) -> LineChange {
    switch edit {
    case .keep(let oldIndex, let newIndex):
      LineChange(kind: .context, text: new[newIndex], oldLine: oldIndex + 1, newLine: newIndex + 1)
    case .remove(let index): LineChange(kind: .removed, text: old[index], oldLine: index + 1)
    case .insert(let index): LineChange(kind: .added, text: new[index], newLine: index + 1)
    }
  }

  /// `\n` ends a line; a `\r` before it stays, so that a change of line ends is seen.
  private static func lines(of text: String) -> [String] {
    text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map {
      String(decoding: $0, as: UTF8.self)
    }
  }

  private static func folded(_ lines: [LineChange], isChange: (LineChange) -> Bool) -> [LineChange] {
    var isShown = [Bool](repeating: false, count: lines.count)
    for (index, line) in lines.enumerated() where isChange(line) {
      for near in max(0, index - context)...min(lines.count - 1, index + context) { isShown[near] = true }
    }
    var result: [LineChange] = []
    for (index, line) in lines.enumerated() {
      if isShown[index] {
        result.append(line)
      } else if result.last?.kind == .skipped {
        result[result.count - 1].count += 1
      } else {
        result.append(LineChange(kind: .skipped, text: "", oldLine: line.oldLine, newLine: line.newLine))
      }
    }
    return result
  }
}
