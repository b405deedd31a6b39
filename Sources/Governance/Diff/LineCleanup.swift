/// Makes an edit script of lines easier to read without making it wrong.
///
/// Lines without a letter or digit (brackets, blank lines) that lie between two changes and are no more than either
/// of them are told as changed too: else a rewritten function falls apart around its brackets. A block that was only
/// added or only removed slides to where it begins after a blank line or ends with one, or else begins where the
/// indent is smallest.
struct LineCleanup {
  let old: [ExactText]
  let new: [ExactText]

  func cleaned(_ edits: [Edit]) -> [Edit] { slid(joined(edits)) }

  /// A run of changes, or of lines that are kept.
  private struct Run {
    var isKept: Bool
    var edits: [Edit]
  }

  private func runs(_ edits: [Edit]) -> [Run] {
    var result: [Run] = []
    for edit in edits {
      if result.last?.isKept == edit.isKept {
        result[result.count - 1].edits.append(edit)
      } else {
        result.append(Run(isKept: edit.isKept, edits: [edit]))
      }
    }
    return result
  }

  private func joined(_ edits: [Edit]) -> [Edit] {
    let runs = runs(edits)
    var result: [Edit] = []
    // The changes since the last line that was kept.
    var removals: [Edit] = []
    var insertions: [Edit] = []
    for (index, run) in runs.enumerated() {
      let next = index + 1 < runs.count ? runs[index + 1].edits : []
      if !run.isKept {
        removals += run.edits.filter(\.isRemoval)
        insertions += run.edits.filter { !$0.isRemoval }
      } else if min(removals.count, insertions.count) >= run.edits.count, isChance(run, before: next) {
        for case .keep(let oldIndex, let newIndex) in run.edits {
          removals.append(.remove(oldIndex))
          insertions.append(.insert(newIndex))
        }
      } else {
        result += removals + insertions + run.edits
        removals = []
        insertions = []
      }
    }
    return result + removals + insertions
  }

  /// Whether kept lines say nothing, and the change after them replaces at least as many lines.
  private func isChance(_ run: Run, before next: [Edit]) -> Bool {
    let removed = next.filter(\.isRemoval).count
    guard removed >= run.edits.count, next.count - removed >= run.edits.count else { return false }
    return run.edits.allSatisfy { edit in
      guard case .keep(let index, _) = edit else { return false }
      return !old[index].text.utf8.contains(where: Self.isWordByte)
    }
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    byte >= 0x80 || (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
  }

  /// Slides blocks of only one kind along equal lines.
  private func slid(_ edits: [Edit]) -> [Edit] {
    var result = runs(edits)
    for index in result.indices where !result[index].isKept {
      let run = result[index].edits
      let removals = run.filter(\.isRemoval).count
      guard removals == 0 || removals == run.count, index > 0, index + 1 < result.count else { continue }
      slide(&result, at: index)
    }
    return result.flatMap(\.edits)
  }

  private func slide(_ runs: inout [Run], at index: Int) {
    let isRemoval = runs[index].edits.first?.isRemoval ?? false
    let side = isRemoval ? old : new
    let (before, block, after) = (runs[index - 1].edits, runs[index].edits, runs[index + 1].edits)
    guard let first = block.first.flatMap({ isRemoval ? $0.oldIndex : $0.newIndex }) else { return }
    let count = block.count
    // How far the block can go up and down: as long as the line that leaves it is the one that enters. It does not
    // reach another change.
    let above = index == 1 ? before.count : before.count - 1
    let below = index + 2 == runs.count ? after.count : after.count - 1
    var up = 0
    while up < above, side[first - up - 1] == side[first + count - up - 1] { up += 1 }
    var down = 0
    while down < below, side[first + down] == side[first + count + down] { down += 1 }
    guard up + down > 0 else { return }
    let best = (-up...down).max { left, right in
      let scores = [left, right].map { score(side, first + $0, count) }
      // For the same score the lower place, as Git prefers.
      return scores[0] != scores[1] ? scores[0] < scores[1] : left < right
    }
    guard let offset = best, offset != 0 else { return }
    let all = before + block + after
    runs[index - 1].edits = Array(all.prefix(before.count + offset))
    runs[index].edits = Array(all[(before.count + offset)..<(before.count + offset + count)])
    runs[index + 1].edits = Array(all.suffix(after.count - offset))
    retell(&runs, at: index, isRemoval: isRemoval)
  }

  /// Numbers the lines again after a block has moved.
  private func retell(_ runs: inout [Run], at index: Int, isRemoval: Bool) {
    var (x, y) = (runs[index - 1].edits + runs[index].edits + runs[index + 1].edits).reduce(
      (Int.max, Int.max)
    ) {
      (min($0.0, $1.oldIndex ?? .max), min($0.1, $1.newIndex ?? .max))
    }
    for place in (index - 1)...(index + 1) {
      runs[place].edits = runs[place].edits.map { _ in
        if place != index {
          defer { (x, y) = (x + 1, y + 1) }
          return .keep(old: x, new: y)
        }
        if isRemoval {
          defer { x += 1 }
          return .remove(x)
        }
        defer { y += 1 }
        return .insert(y)
      }
    }
  }

  /// How good a place is for a block of lines.
  private func score(_ lines: [ExactText], _ first: Int, _ count: Int) -> Int {
    let last = lines[first + count - 1].text
    if isBlank(last) { return 1_000 }
    if first == 0 || isBlank(lines[first - 1].text) { return 900 }
    return -min(indent(lines[first].text), 800)
  }

  private func isBlank(_ line: String) -> Bool { line.utf8.allSatisfy { $0 <= 0x20 } }

  private func indent(_ line: String) -> Int { line.utf8.prefix { $0 <= 0x20 }.count }
}

extension Edit {
  fileprivate var isKept: Bool { if case .keep = self { true } else { false } }
  fileprivate var isRemoval: Bool { if case .remove = self { true } else { false } }

  fileprivate var oldIndex: Int? {
    switch self {
    case .keep(let old, _), .remove(let old): old
    case .insert: nil
    }
  }

  fileprivate var newIndex: Int? {
    switch self {
    case .keep(_, let new), .insert(let new): new
    case .remove: nil
    }
  }
}
