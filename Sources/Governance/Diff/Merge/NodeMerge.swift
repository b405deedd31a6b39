import JSON

/// Merges the nodes of a workflow one by one, by name.
struct NodeMerge {
  let sides: MergeSides
  let wiring: ContestedWiring
  let preference: MergePreference
  private(set) var conflicts: [MergeConflict] = []

  init(_ sides: MergeSides, _ wiring: ContestedWiring, preference: MergePreference) {
    self.sides = sides
    self.wiring = wiring
    self.preference = preference
  }

  mutating func nodes() -> [JSON] {
    let added = sides.theirs.nodes.filter { sides.ours.byName[ExactText($0.name)] == nil }
    return (sides.ours.nodes + added).compactMap { node in
      let name = ExactText(node.name)
      let (base, ours, theirs) = (
        sides.base.byName[name]?.json, sides.ours.byName[name]?.json, sides.theirs.byName[name]?.json
      )
      guard let ours, let theirs else { return survivor(name, base, ours, theirs).map(JSON.object) }
      return .object(merged(name, base, ours, theirs))
    }
  }

  private mutating func merged(
    _ name: ExactText, _ base: JSONObject?, _ ours: JSONObject, _ theirs: JSONObject
  ) -> JSONObject {
    var merge = ValueMerge(node: name.text, preference: preference, hasBase: base != nil)
    var result = JSONObject()
    let others = theirs.keys.filter { ours[$0] == nil }
    for key in ours.keys + others {
      if key == "position" || key == "id" {
        // Nobody has to decide a place.
        result[key] = Self.merged(key, base, ours, theirs, .ours)
      } else if key == "parameters", wiring.isWhole(name) {
        result[key] = preference == .theirs ? theirs[key] : ours[key]
      } else {
        result[key] = merge.merge(
          base: base?[key], ours: ours[key], theirs: theirs[key], at: JSONPointer().appending(key))
      }
    }
    conflicts += merge.conflicts
    return result
  }

  /// A member as the side has it that changed it; where both did, as the given side has it.
  static func merged(
    _ key: String, _ base: JSONObject?, _ ours: JSONObject?, _ theirs: JSONObject?,
    _ preference: MergePreference
  ) -> JSON? {
    let (mine, other) = (ours?[key], theirs?[key])
    if ours == nil { return other }
    if theirs == nil { return mine }
    if mine == base?[key] { return other }
    if other == base?[key] { return mine }
    return preference == .theirs ? other ?? mine : mine ?? other
  }

  /// A node that only one side has: it is new, or the other side removed it.
  private mutating func survivor(
    _ name: ExactText, _ base: JSONObject?, _ ours: JSONObject?, _ theirs: JSONObject?
  ) -> JSONObject? {
    guard let base else { return ours ?? theirs }
    guard let message = wiring.objection(to: name) else { return nil }
    conflicts.append(
      MergeConflict(
        node: name.text, pointer: JSONPointer(), base: .object(base), ours: ours.map(JSON.object),
        theirs: theirs.map(JSON.object), message: message))
    return preference == .theirs ? theirs : ours
  }
}
