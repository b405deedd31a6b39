/// Merges two changed copies of a sequence (the diff3 algorithm; S. Khanna, K. Kunal, B. C. Pierce, "A Formal
/// Investigation of Diff3", 2007).
struct SequenceMerge<Element: Hashable> {
  /// The sequence with the changes of both sides; where they contradict each other, as the preferred side has it.
  private(set) var elements: [Element] = []
  /// Where both changed one place in different ways.
  private(set) var disputes: [Dispute] = []

  /// One place on each side.
  struct Dispute {
    let base: ArraySlice<Element>
    let ours: ArraySlice<Element>
    let theirs: ArraySlice<Element>
  }

  init(base: [Element], ours: [Element], theirs: [Element], preferring preference: MergePreference) {
    let inOurs = Self.partners(base, ours)
    let inTheirs = Self.partners(base, theirs)
    var next = (base: 0, ours: 0, theirs: 0)
    while true {
      // The next element that all three have; what lies before it is a chunk that somebody may have changed.
      var stable = next.base
      while stable < base.count, inOurs[stable] == nil || inTheirs[stable] == nil { stable += 1 }
      let ends = (
        ours: stable < base.count ? inOurs[stable] ?? ours.count : ours.count,
        theirs: stable < base.count ? inTheirs[stable] ?? theirs.count : theirs.count
      )
      take(
        Dispute(
          base: base[next.base..<stable], ours: ours[next.ours..<ends.ours],
          theirs: theirs[next.theirs..<ends.theirs]), preference)
      guard stable < base.count else { return }
      elements.append(base[stable])
      next = (stable + 1, ends.ours + 1, ends.theirs + 1)
    }
  }

  /// The sequence with the changes of both sides; nil where both changed one place in different ways.
  static func merge(base: [Element], ours: [Element], theirs: [Element]) -> [Element]? {
    let merge = SequenceMerge(base: base, ours: ours, theirs: theirs, preferring: .ours)
    return merge.disputes.isEmpty ? merge.elements : nil
  }

  /// What is in the merge of sequences that repeat nothing: what one side added, and what neither took away.
  static func members(base: [Element], ours: [Element], theirs: [Element]) -> Set<Element> {
    let (before, mine, others) = (Set(base), Set(ours), Set(theirs))
    return mine.union(others).filter {
      !before.contains($0) || (mine.contains($0) && others.contains($0))
    }
  }

  /// The merge of sequences that repeat nothing; nil also where it would lack or repeat one of ``members(base:ours:theirs:)``,
  /// as where both moved the same.
  static func mergeMembers(base: [Element], ours: [Element], theirs: [Element]) -> [Element]? {
    guard let merged = merge(base: base, ours: ours, theirs: theirs) else { return nil }
    let members = members(base: base, ours: ours, theirs: theirs)
    return merged.count == members.count && Set(merged) == members ? merged : nil
  }

  private mutating func take(_ chunk: Dispute, _ preference: MergePreference) {
    if chunk.ours == chunk.theirs || chunk.theirs == chunk.base {
      elements += chunk.ours
    } else if chunk.ours == chunk.base {
      elements += chunk.theirs
    } else {
      elements += preference == .theirs ? chunk.theirs : chunk.ours
      disputes.append(chunk)
    }
  }

  /// Index in `base` -> index of the same element in `side`, for those that are kept.
  private static func partners(_ base: [Element], _ side: [Element]) -> [Int?] {
    var result = [Int?](repeating: nil, count: base.count)
    for edit in EditScript.between(base, side) {
      if case .keep(let old, let new) = edit { result[old] = new }
    }
    return result
  }
}
