/// The edit script between two texts as a person would tell it: lines that stand once in both are held on to (Bram
/// Cohen's patience diff), the rest is Myers', and what Myers keeps by chance is given up.
enum LineScript {
  static func between(_ old: [ExactText], _ new: [ExactText]) -> [Edit] {
    var edits: [Edit] = []
    var (x, y) = (0, 0)
    func between(_ endX: Int, _ endY: Int) {
      edits += EditScript.between(Array(old[x..<endX]), Array(new[y..<endY])).map { $0.moved(old: x, new: y) }
      (x, y) = (endX, endY)
    }
    for anchor in anchors(old, new) {
      between(anchor.old, anchor.new)
      edits.append(.keep(old: anchor.old, new: anchor.new))
      (x, y) = (anchor.old + 1, anchor.new + 1)
    }
    between(old.count, new.count)
    return LineCleanup(old: old, new: new).cleaned(edits)
  }

  /// The longest sequence, rising in both, of lines that stand once in each.
  private static func anchors(_ old: [ExactText], _ new: [ExactText]) -> [(old: Int, new: Int)] {
    let inOld = places(old)
    let inNew = places(new)
    // By place in the new text: where the same line stands in the old one.
    let pairs = new.indices.compactMap { index -> (old: Int, new: Int)? in
      guard inNew[new[index]] == .some(index), let place = inOld[new[index]] ?? nil else { return nil }
      return (place, index)
    }
    return longestRising(pairs)
  }

  /// Line -> its place; nil inside where it stands more than once.
  private static func places(_ lines: [ExactText]) -> [ExactText: Int?] {
    var result: [ExactText: Int?] = [:]
    for (index, line) in lines.enumerated() {
      if result[line] == nil { result[line] = .some(index) } else { result[line] = .some(nil) }
    }
    return result
  }

  /// Patience sorting: piles by `old`, each pair with the top of the pile before it.
  private static func longestRising(_ pairs: [(old: Int, new: Int)]) -> [(old: Int, new: Int)] {
    var tops: [Int] = []
    var before = [Int?](repeating: nil, count: pairs.count)
    for (index, pair) in pairs.enumerated() {
      var (low, high) = (0, tops.count)
      while low < high {
        let middle = (low + high) / 2
        if pairs[tops[middle]].old < pair.old { low = middle + 1 } else { high = middle }
      }
      before[index] = low > 0 ? tops[low - 1] : nil
      if low == tops.count { tops.append(index) } else { tops[low] = index }
    }
    var result: [(old: Int, new: Int)] = []
    var next = tops.last
    while let index = next {
      result.append(pairs[index])
      next = before[index]
    }
    return result.reversed()
  }
}

extension Edit {
  fileprivate func moved(old x: Int, new y: Int) -> Edit {
    switch self {
    case .keep(let old, let new): .keep(old: old + x, new: new + y)
    case .remove(let index): .remove(index + x)
    case .insert(let index): .insert(index + y)
    }
  }
}
