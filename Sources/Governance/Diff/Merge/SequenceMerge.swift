/// Merges two changed copies of a sequence (the diff3 algorithm; S. Khanna, K. Kunal, B. C. Pierce, "A Formal
/// Investigation of Diff3", 2007).
enum SequenceMerge {
  /// The sequence with the changes of both sides; nil where both changed one place in different ways.
  static func merge<Element: Hashable>(base: [Element], ours: [Element], theirs: [Element]) -> [Element]? {
    let inOurs = partners(base, ours)
    let inTheirs = partners(base, theirs)
    var result: [Element] = []
    var next = (base: 0, ours: 0, theirs: 0)
    while true {
      // The next element that all three have; what lies before it is a chunk that somebody may have changed.
      var stable = next.base
      while stable < base.count, inOurs[stable] == nil || inTheirs[stable] == nil { stable += 1 }
      let ends = (
        ours: stable < base.count ? inOurs[stable] ?? ours.count : ours.count,
        theirs: stable < base.count ? inTheirs[stable] ?? theirs.count : theirs.count
      )
      guard
        let chunk = chunk(
          base[next.base..<stable], ours[next.ours..<ends.ours], theirs[next.theirs..<ends.theirs])
      else { return nil }
      result += chunk
      guard stable < base.count else { return result }
      result.append(base[stable])
      next = (stable + 1, ends.ours + 1, ends.theirs + 1)
    }
  }

  private static func chunk<Element: Hashable>(
    _ base: ArraySlice<Element>, _ ours: ArraySlice<Element>, _ theirs: ArraySlice<Element>
  ) -> ArraySlice<Element>? {
    if ours == theirs || theirs == base { return ours }
    return ours == base ? theirs : nil
  }

  /// Index in `base` -> index of the same element in `side`, for those that are kept.
  private static func partners<Element: Hashable>(_ base: [Element], _ side: [Element]) -> [Int?] {
    var result = [Int?](repeating: nil, count: base.count)
    for edit in EditScript.between(base, side) {
      if case .keep(let old, let new) = edit { result[old] = new }
    }
    return result
  }
}
