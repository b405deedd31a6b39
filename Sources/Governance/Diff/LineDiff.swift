/// Compares texts line by line.
package enum LineDiff {
  /// How many lines around a change are shown.
  static let context = 3

  /// The lines of both texts as removed, added and, up to three around each change, the same.
  ///
  /// - Parameter shown: what to show of the old text, if not the text that is compared.
  package static func between(_ old: String, _ new: String, showing shown: String? = nil) -> [LineChange] {
    let oldLines = lines(of: old)
    let newLines = lines(of: new)
    let edits = LineScript.between(oldLines.map(ExactText.init), newLines.map(ExactText.init))
    let shownLines = lines(of: shown ?? old)
    return folded(
      edits.map { line(for: $0, shownLines.count == oldLines.count ? shownLines : oldLines, newLines) })
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

  private static func folded(_ lines: [LineChange]) -> [LineChange] {
    var isShown = [Bool](repeating: false, count: lines.count)
    for (index, line) in lines.enumerated() where line.kind != .context {
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
