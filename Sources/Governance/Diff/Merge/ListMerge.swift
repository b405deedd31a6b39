import JSON

/// Finds out which elements of three copies of a list belong together. An element is known by its `id`, where all have
/// one, else by what it is; its place says nothing once somebody has moved one.
struct ListMerge {
  /// An element on each side; nil where the side does not have it.
  struct Element {
    var base: JSON?
    var ours: JSON?
    var theirs: JSON?

    /// The same on all sides.
    init(_ element: JSON) { (base, ours, theirs) = (element, element, element) }

    init(base: JSON?, ours: JSON?, theirs: JSON?) {
      self.base = base
      self.ours = ours
      self.theirs = theirs
    }
  }

  /// In their merged order; nil where nothing tells how the lists go together.
  private(set) var elements: [Element]?

  init(_ base: [JSON], _ ours: [JSON], _ theirs: [JSON]) {
    let ids = [base, ours, theirs].map(Self.ids)
    if let before = ids[0], let mine = ids[1], let others = ids[2] {
      elements = Self.byID((before, base), (mine, ours), (others, theirs))
    } else {
      elements =
        Self.inSequence(base, ours, theirs) ?? Self.inPlace(base, ours, theirs)
        ?? Self.moved(base, by: ours, edited: theirs)
        ?? Self.moved(base, by: theirs, edited: ours)?.map(\.swapped)
    }
  }

  // MARK: Elements with ids

  /// The ids of a list of objects; nil where one has none, or two have the same.
  private static func ids(_ list: [JSON]) -> [ExactText]? {
    let ids = list.compactMap { $0["id"]?.stringValue }.map(ExactText.init)
    return ids.count == list.count && Set(ids).count == ids.count ? ids : nil
  }

  private typealias Keyed = (ids: [ExactText], elements: [JSON])

  private static func byID(_ base: Keyed, _ ours: Keyed, _ theirs: Keyed) -> [Element]? {
    guard let order = order(base.ids, ours.ids, theirs.ids) else { return nil }
    func table(_ side: Keyed) -> [ExactText: JSON] {
      Dictionary(uniqueKeysWithValues: zip(side.ids, side.elements))
    }
    let (before, mine, others) = (table(base), table(ours), table(theirs))
    // What one side removed and the other changed is for a person.
    let isLost = base.ids.contains { id in
      (mine[id] == nil && others[id] != nil && others[id] != before[id])
        || (others[id] == nil && mine[id] != nil && mine[id] != before[id])
    }
    return isLost ? nil : order.map { Element(base: before[$0], ours: mine[$0], theirs: others[$0]) }
  }

  /// What is in the merged list, in order; nil where both moved the same.
  private static func order(_ base: [ExactText], _ ours: [ExactText], _ theirs: [ExactText]) -> [ExactText]? {
    if let merged = SequenceMerge.mergeMembers(base: base, ours: ours, theirs: theirs) { return merged }
    let before = Set(base)
    let kept = SequenceMerge.members(base: base, ours: ours, theirs: theirs)
    let stable = before.intersection(kept)
    let orders = [base, ours, theirs].map { $0.filter(stable.contains) }
    if orders[2] == orders[0], before.isSuperset(of: theirs) { return ours.filter(kept.contains) }
    return orders[1] == orders[0] && before.isSuperset(of: ours) ? theirs.filter(kept.contains) : nil
  }

  // MARK: Elements without

  /// As lines of a text go together.
  private static func inSequence(_ base: [JSON], _ ours: [JSON], _ theirs: [JSON]) -> [Element]? {
    guard let merged = SequenceMerge.merge(base: base, ours: ours, theirs: theirs) else { return nil }
    let counts = [merged, base, ours, theirs].map { list in
      list.reduce(into: [JSON: Int]()) { $0[$1, default: 0] += 1 }
    }
    // Moved here and removed or moved there, an element would be there again, or twice.
    let isThereAgain = counts[1].contains { element, before in
      let (now, mine, other) = (
        counts[0][element] ?? 0, counts[2][element] ?? 0, counts[3][element] ?? 0
      )
      return now > (max(mine, other) <= before ? min(mine, other) : max(mine, other))
    }
    return isThereAgain ? nil : merged.map(Element.init)
  }

  /// Index by index, where nobody added, removed or moved one.
  private static func inPlace(_ base: [JSON], _ ours: [JSON], _ theirs: [JSON]) -> [Element]? {
    guard isEdited(ours, from: base), isEdited(theirs, from: base) else { return nil }
    return base.indices.map { Element(base: base[$0], ours: ours[$0], theirs: theirs[$0]) }
  }

  /// In the order of one side that moved elements and changed none, with the changes of the other that moved none.
  private static func moved(_ base: [JSON], by mover: [JSON], edited: [JSON]) -> [Element]? {
    let places = Dictionary(grouping: base.indices) { base[$0] }
    guard mover.count == base.count, places.count == base.count, isEdited(edited, from: base) else {
      return nil
    }
    let order = mover.compactMap { places[$0]?.first }
    guard Set(order).count == base.count else { return nil }
    return order.map { Element(base: base[$0], ours: base[$0], theirs: edited[$0]) }
  }

  /// Whether each element that is another one is at least none of those that stood elsewhere.
  private static func isEdited(_ side: [JSON], from base: [JSON]) -> Bool {
    guard side.count == base.count else { return false }
    let known = Set(base)
    return base.indices.allSatisfy { side[$0] == base[$0] || !known.contains(side[$0]) }
  }
}

extension ListMerge.Element {
  fileprivate var swapped: ListMerge.Element {
    ListMerge.Element(base: base, ours: theirs, theirs: ours)
  }
}
