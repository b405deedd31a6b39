import JSON

/// Merges connections edge by edge: one that both have, or that one added, is in; one that somebody removed is out.
/// What only one side changed is taken as that side has it.
struct ConnectionMerge {
  let preference: MergePreference
  /// Nodes that are not in the merged workflow though a side had them. Their edges are out.
  let gone: Set<ExactText>
  private(set) var conflicts: [MergeConflict] = []

  init(gone: Set<ExactText>, preference: MergePreference) {
    self.gone = gone
    self.preference = preference
  }

  mutating func merge(base: JSON?, ours: JSON?, theirs: JSON?) -> JSON {
    let result = members(base, ours, theirs) { merge, source, base, ours, theirs in
      if merge.gone.contains(ExactText(source)) { return nil }
      return .object(
        merge.members(base, ours, theirs) { merge, type, base, ours, theirs in
          .array(merge.outputs(source, type, base, ours, theirs))
        })
    }
    return .object(
      result.rewritten { source, byType in
        gone.contains(ExactText(source)) ? .dropped : .replaced(pruned(byType))
      })
  }

  /// The members of both; `both` merges what both sides changed.
  private mutating func members(
    _ base: JSON?, _ ours: JSON?, _ theirs: JSON?,
    both: (inout ConnectionMerge, String, JSON?, JSON?, JSON?) -> JSON?
  ) -> JSONObject {
    var result = JSONObject()
    let mine = ours?.objectValue ?? JSONObject()
    let others = theirs?.objectValue ?? JSONObject()
    for key in mine.keys + others.keys.filter({ mine[$0] == nil }) {
      let before = base?[key]
      if mine[key] == others[key] || others[key] == before {
        result[key] = mine[key]
      } else if mine[key] == before {
        result[key] = others[key]
      } else {
        result[key] = both(&self, key, before, mine[key], others[key])
      }
    }
    return result
  }

  private mutating func outputs(
    _ source: String, _ type: String, _ base: JSON?, _ ours: JSON?, _ theirs: JSON?
  ) -> [JSON] {
    let count = max(ours?.arrayValue?.count ?? 0, theirs?.arrayValue?.count ?? 0)
    return (0..<count).map { output in
      let slots = [base?[output], ours?[output], theirs?[output]]
      if slots[1] == slots[2] || slots[2] == slots[0] { return slots[1] ?? .array([]) }
      if slots[1] == slots[0] { return slots[2] ?? .array([]) }
      let place = JSONPointer().appending("connections").appending(source).appending(type).appending(output)
      return .array(edges(slots.map { $0?.arrayValue ?? [] }, source: source, at: place))
    }
  }

  /// The edges of one output that both sides changed: `[base, ours, theirs]`.
  private mutating func edges(_ sides: [[JSON]], source: String, at place: JSONPointer) -> [JSON] {
    let (before, mine, others) = (
      Counted.counting(sides[0]), Counted.counting(sides[1]), Counted.counting(sides[2])
    )
    let (inBefore, inMine, inOthers) = (Set(before), Set(mine), Set(others))
    let isKept = { (edge: Counted<JSON>) in
      inBefore.contains(edge) ? inMine.contains(edge) && inOthers.contains(edge) : true
    }
    let stable = inBefore.intersection(inMine).intersection(inOthers)
    let orders = [before, mine, others].map { $0.filter(stable.contains) }
    let isOrderedByThem = orders[1] == orders[0] && orders[2] != orders[0]
    if orders[1] != orders[0] && orders[2] != orders[0] && orders[1] != orders[2] {
      conflicts.append(
        MergeConflict(
          node: source, pointer: place, base: .array(sides[0]), ours: .array(sides[1]),
          theirs: .array(sides[2]), message: "both put the targets in another order"))
    }
    let isTheirsFirst = isOrderedByThem || preference == .theirs
    let (first, second, inFirst) = isTheirsFirst ? (others, mine, inOthers) : (mine, others, inMine)
    return (first.filter(isKept) + second.filter { isKept($0) && !inFirst.contains($0) }).map(\.element)
  }

  /// The outputs of a source without the edges to nodes that are gone.
  private func pruned(_ byType: JSON) -> JSON {
    guard !gone.isEmpty, let types = byType.objectValue else { return byType }
    return .object(
      types.mapValues { outputs in
        guard let slots = outputs.arrayValue else { return outputs }
        return .array(
          slots.map { slot in
            guard let edges = slot.arrayValue else { return slot }
            return .array(edges.filter { !leadsNowhere($0) })
          })
      })
  }

  private func leadsNowhere(_ edge: JSON) -> Bool {
    edge["node"]?.stringValue.map { gone.contains(ExactText($0)) } ?? false
  }
}

/// An element and how often an equal one stood before it.
struct Counted<Element: Hashable>: Hashable {
  let element: Element
  let count: Int

  static func counting(_ elements: [Element]) -> [Counted] {
    var seen: [Element: Int] = [:]
    return elements.map { element in
      let count = seen[element, default: 0]
      seen[element] = count + 1
      return Counted(element: element, count: count)
    }
  }
}
