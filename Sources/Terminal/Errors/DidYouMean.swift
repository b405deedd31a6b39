/// Finds the name that a mistyped word probably meant.
enum DidYouMean {
  /// Longer words are not compared: nobody mistypes them, and the cost is quadratic.
  private static let longest = 64

  /// The nearest candidate, the first declared of equals; nil when none is near.
  static func closest(to word: String, among candidates: [String]) -> String? {
    let typed = Array(word.lowercased())
    guard typed.count <= longest else { return nil }
    var best: (name: String, distance: Int)?
    for candidate in candidates where candidate.count <= longest {
      guard let distance = distance(from: typed, to: Array(candidate.lowercased())) else { continue }
      if distance < best?.distance ?? .max { best = (candidate, distance) }
    }
    return best?.name
  }

  /// Nil when the words have too little in common for a suggestion to help.
  private static func distance(from typed: [Character], to candidate: [Character]) -> Int? {
    let name = candidate.drop { $0 == "-" }
    let word = typed.drop { $0 == "-" }
    // Every letter is one step away from every other one.
    guard word.count >= 2 else { return nil }
    if name.starts(with: word) { return 1 }
    let distance = damerauLevenshtein(Array(word), Array(name))
    return distance <= max(1, min(word.count, name.count) / 3) ? distance : nil
  }

  /// Insertions, deletions, substitutions and swaps of neighbours that turn one word into the other
  /// (unrestricted edit distance: Lowrance and Wagner, 1975).
  static func damerauLevenshtein(_ a: [Character], _ b: [Character]) -> Int {
    let infinity = a.count + b.count
    var rows = [[Int]](repeating: [Int](repeating: infinity, count: b.count + 2), count: a.count + 2)
    for i in 0...a.count { rows[i + 1][1] = i }
    for j in 0...b.count { rows[1][j + 1] = j }
    var lastRow: [Character: Int] = [:]
    for (i, left) in a.enumerated() {
      var lastColumn = 0
      for (j, right) in b.enumerated() {
        let swapRow = lastRow[right] ?? 0
        let swapColumn = lastColumn
        if left == right { lastColumn = j + 1 }
        rows[i + 2][j + 2] = min(
          rows[i + 1][j + 1] + (left == right ? 0 : 1), rows[i + 2][j + 1] + 1, rows[i + 1][j + 2] + 1,
          rows[swapRow][swapColumn] + (i - swapRow) + 1 + (j - swapColumn))
      }
      lastRow[left] = i + 1
    }
    return rows[a.count + 1][b.count + 1]
  }
}
