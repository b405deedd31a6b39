/// One step from an old sequence to a new one, by index.
enum Edit: Hashable {
  case keep(old: Int, new: Int)
  case remove(Int)
  case insert(Int)
}

/// The fewest removals and insertions that make one sequence of another (E. W. Myers, "An O(ND) Difference
/// Algorithm and Its Variations", 1986).
enum EditScript {
  /// Beyond this many edits the middle is replaced as a whole: nobody reads such a difference, and the search for
  /// the shortest takes time and memory that grow with the square of it.
  static let longestSearch = 2_000

  /// The script, removals before insertions where both stand in one place.
  static func between<Element: Hashable>(_ old: [Element], _ new: [Element]) -> [Edit] {
    var prefix = 0
    while prefix < min(old.count, new.count), old[prefix] == new[prefix] { prefix += 1 }
    var suffix = 0
    while suffix < min(old.count, new.count) - prefix,
      old[old.count - 1 - suffix] == new[new.count - 1 - suffix]
    {
      suffix += 1
    }
    var edits = (0..<prefix).map { Edit.keep(old: $0, new: $0) }
    // Equal elements get equal numbers: the search compares often.
    var numbers: [Element: Int] = [:]
    func number(_ element: Element) -> Int {
      if let known = numbers[element] { return known }
      numbers[element] = numbers.count
      return numbers.count - 1
    }
    let middle = search(
      old[prefix..<(old.count - suffix)].map(number), new[prefix..<(new.count - suffix)].map(number))
    edits += middle.map { $0.shifted(by: prefix) }
    edits += (0..<suffix).map { .keep(old: old.count - suffix + $0, new: new.count - suffix + $0) }
    return edits
  }

  private static func search(_ old: [Int], _ new: [Int]) -> [Edit] {
    if old.isEmpty || new.isEmpty { return replacement(old, new) }
    let limit = min(old.count + new.count, longestSearch)
    // furthest[k + limit + 1]: how far in `old` the best path on diagonal k = x - y has come.
    var furthest = [Int](repeating: 0, count: 2 * limit + 3)
    var history: [[Int]] = []
    for depth in 0...limit {
      history.append(Array(furthest[(limit + 1 - depth)...(limit + 1 + depth)]))
      for diagonal in stride(from: -depth, through: depth, by: 2) {
        let slot = diagonal + limit + 1
        let isInsertion =
          diagonal == -depth || (diagonal != depth && furthest[slot - 1] < furthest[slot + 1])
        var x = isInsertion ? furthest[slot + 1] : furthest[slot - 1] + 1
        while x < old.count, x - diagonal < new.count, x - diagonal >= 0, old[x] == new[x - diagonal] {
          x += 1
        }
        furthest[slot] = x
        if x >= old.count && x - diagonal >= new.count {
          return path(history, depth: depth, old: old, new: new)
        }
      }
    }
    return replacement(old, new)
  }

  /// Walks back from the end: `history[d]` is what had been reached before step d on diagonals -d...d.
  private static func path(_ history: [[Int]], depth: Int, old: [Int], new: [Int]) -> [Edit] {
    var edits: [Edit] = []
    var x = old.count
    var y = new.count
    for step in stride(from: depth, through: 0, by: -1) {
      let furthest = history[step]
      let diagonal = x - y
      func reached(_ diagonal: Int) -> Int {
        let index = diagonal + step
        return furthest.indices.contains(index) ? furthest[index] : -1
      }
      let isInsertion =
        diagonal == -step || (diagonal != step && reached(diagonal - 1) < reached(diagonal + 1))
      let previous = isInsertion ? diagonal + 1 : diagonal - 1
      let startX = step == 0 ? 0 : reached(previous)
      let startY = step == 0 ? 0 : startX - previous
      while x > startX, y > startY {
        x -= 1
        y -= 1
        edits.append(.keep(old: x, new: y))
      }
      guard step > 0 else { break }
      if isInsertion {
        y -= 1
        edits.append(.insert(y))
      } else {
        x -= 1
        edits.append(.remove(x))
      }
    }
    return grouped(edits.reversed())
  }

  private static func replacement(_ old: [Int], _ new: [Int]) -> [Edit] {
    old.indices.map(Edit.remove) + new.indices.map(Edit.insert)
  }

  /// Removals before insertions in each run of changes.
  private static func grouped(_ edits: [Edit]) -> [Edit] {
    var result: [Edit] = []
    var insertions: [Edit] = []
    for edit in edits {
      if case .insert = edit {
        insertions.append(edit)
        continue
      }
      if case .keep = edit {
        result += insertions
        insertions = []
      }
      result.append(edit)
    }
    return result + insertions
  }
}

extension Edit {
  fileprivate func shifted(by offset: Int) -> Edit {
    switch self {
    case .keep(let old, let new): .keep(old: old + offset, new: new + offset)
    case .remove(let index): .remove(index + offset)
    case .insert(let index): .insert(index + offset)
    }
  }
}
