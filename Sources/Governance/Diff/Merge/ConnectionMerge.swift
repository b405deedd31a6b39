import JSON

/// Merges connections edge by edge: one that both have, or that one added, is in; one that somebody removed is out.
/// What only one side changed is taken as that side has it.
struct ConnectionMerge {
  let preference: MergePreference
  /// Nodes that are not in the merged workflow though a side had them. Their edges are out.
  let gone: Set<ExactText>

  func merge(base: JSON?, ours: JSON?, theirs: JSON?) -> JSON {
    let result = members(base, ours, theirs) { source, base, ours, theirs in
      if gone.contains(ExactText(source)) { return nil }
      return .object(
        members(base, ours, theirs) { _, base, ours, theirs in .array(outputs(base, ours, theirs)) })
    }
    return .object(
      result.rewritten { source, byType in
        gone.contains(ExactText(source)) ? .dropped : .replaced(pruned(byType))
      })
  }

  /// The members of both; `both` merges what both sides changed.
  private func members(
    _ base: JSON?, _ ours: JSON?, _ theirs: JSON?, both: (String, JSON?, JSON?, JSON?) -> JSON?
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
        result[key] = both(key, before, mine[key], others[key])
      }
    }
    return result
  }

  private func outputs(_ base: JSON?, _ ours: JSON?, _ theirs: JSON?) -> [JSON] {
    let count = max(ours?.arrayValue?.count ?? 0, theirs?.arrayValue?.count ?? 0)
    return (0..<count).map { output in
      let slots = [base?[output], ours?[output], theirs?[output]]
      if slots[1] == slots[2] || slots[2] == slots[0] { return slots[1] ?? .array([]) }
      if slots[1] == slots[0] { return slots[2] ?? .array([]) }
      return .array(edges(slots.map { Counted.counting($0?.arrayValue ?? []) }))
    }
  }

  /// The edges of one output that both sides changed: `[base, ours, theirs]`.
  private func edges(_ sides: [[Counted<JSON>]]) -> [JSON] {
    let (base, ours, theirs) = (sides[0], sides[1], sides[2])
    if let merged = SequenceMerge.mergeMembers(base: base, ours: ours, theirs: theirs) {
      return merged.map(\.element)
    }
    let kept = SequenceMerge.members(base: base, ours: ours, theirs: theirs)
    let stable = kept.intersection(base)
    let orders = sides.map { $0.filter(stable.contains) }
    let isTheirsFirst = orders[2] != orders[0] && (orders[1] == orders[0] || preference == .theirs)
    let (first, second) = isTheirsFirst ? (theirs, ours) : (ours, theirs)
    let inFirst = Set(first)
    return (first + second.filter { !inFirst.contains($0) }).filter(kept.contains).map(\.element)
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
