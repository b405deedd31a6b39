import JSON

/// Brings the nodes of both sides and their common ancestor under the names that they have in the merged workflow: a
/// rename on one side follows into the others, and two new nodes that got one name get two, as n8n's editor gives them.
struct CommonNames {
  private let preference: MergePreference
  private var used: Set<ExactText> = []
  private(set) var conflicts: [MergeConflict] = []
  private(set) var renames: [MergeRename] = []

  init(preference: MergePreference) { self.preference = preference }

  /// - Parameter sides: the common ancestor, ours and theirs.
  mutating func applied(to sides: [MergeSide]) -> [MergeSide] {
    used = Set(sides.flatMap(\.byName.keys))
    return apart(tracked(sides))
  }

  /// With what became of a node of the ancestor under one name.
  private mutating func tracked(_ sides: [MergeSide]) -> [MergeSide] {
    let toOurs = NodeMatching(old: sides[0].nodes, new: sides[1].nodes).newNames
    let toTheirs = NodeMatching(old: sides[0].nodes, new: sides[2].nodes).newNames
    var names: [[ExactText: String]] = [[:], [:], [:]]
    var taken: Set<ExactText> = []
    for node in sides[0].nodes {
      let before = ExactText(node.name)
      let (mine, other) = (toOurs[before], toTheirs[before])
      let final = finalName(of: node, mine, other)
      names[0][before] = final
      if let mine { names[1][ExactText(mine)] = final }
      if let other { names[2][ExactText(other)] = final }
      if !final.isExactly(node.name) { taken.insert(ExactText(final)) }
    }
    for side in [1, 2] {
      for node in sides[side].nodes where taken.contains(ExactText(node.name)) {
        guard names[side][ExactText(node.name)] == nil else { continue }
        names[side][ExactText(node.name)] = newName(for: node, isTheirs: side == 2)
      }
    }
    return zip(sides, names).map { $0.renamed($1) }
  }

  private mutating func finalName(of node: WorkflowNode, _ mine: String?, _ other: String?) -> String {
    guard let mine else { return other ?? node.name }
    guard let other, !other.isExactly(mine), !other.isExactly(node.name) else { return mine }
    if mine.isExactly(node.name) { return other }
    conflicts.append(
      MergeConflict(
        node: mine, pointer: JSONPointer().appending("name"), base: .string(node.name), ours: .string(mine),
        theirs: .string(other), message: "both renamed the node"))
    return preference == .theirs ? other : mine
  }

  /// With two names for two nodes that both sides added under one.
  private mutating func apart(_ sides: [MergeSide]) -> [MergeSide] {
    guard sides.allSatisfy({ $0.duplicateName == nil }) else { return sides }
    var names: [[ExactText: String]] = [[:], [:], [:]]
    for mine in sides[1].nodes {
      let name = ExactText(mine.name)
      guard sides[0].byName[name] == nil, let other = sides[2].byName[name],
        Self.isAnother(mine, other), Self.differs(mine, sides[1], other, sides[2])
      else { continue }
      // Not by the side, so that both sides get the same.
      let isTheirs = JSON.object(mine.json).text(.canonical) < JSON.object(other.json).text(.canonical)
      names[isTheirs ? 2 : 1][name] = newName(for: isTheirs ? other : mine, isTheirs: isTheirs)
    }
    return zip(sides, names).map { $0.renamed($1) }
  }

  /// Whether n8n made both: it gives each new node an id.
  private static func isAnother(_ mine: WorkflowNode, _ other: WorkflowNode) -> Bool {
    guard let one = mine.json["id"]?.stringValue, let two = other.json["id"]?.stringValue else {
      return false
    }
    return !one.isEmpty && !two.isEmpty && !one.isExactly(two)
  }

  /// Whether the nodes do something else, or are connected in another way.
  private static func differs(
    _ mine: WorkflowNode, _ ours: MergeSide, _ other: WorkflowNode, _ theirs: MergeSide
  ) -> Bool {
    func content(_ node: WorkflowNode) -> JSONObject {
      node.json.filter { key, _ in key != "id" && key != "position" }
    }
    func edges(_ side: MergeSide) -> Set<Counted<WorkflowConnection>> {
      side.connections.known.filter { $0.element.ends.contains(ExactText(mine.name)) }
    }
    return content(mine) != content(other) || edges(ours) != edges(theirs)
  }

  /// The next free name, counted up as n8n's editor does: `Wait`, `Wait1`, `Wait2`.
  private mutating func newName(for node: WorkflowNode, isTheirs: Bool) -> String {
    let digits = node.name.unicodeScalars.reversed().prefix { ("0"..."9").contains($0) }.count
    let stem = String(String.UnicodeScalarView(node.name.unicodeScalars.dropLast(digits)))
    var number = 1
    while !used.insert(ExactText("\(stem)\(number)")).inserted { number += 1 }
    let rename = MergeRename(isTheirs: isTheirs, old: node.name, new: "\(stem)\(number)")
    renames.append(rename)
    return rename.new
  }
}

extension MergeSide {
  /// With nodes under other names.
  fileprivate func renamed(_ names: [ExactText: String]) -> MergeSide {
    let changed = names.filter { !$0.key.text.isExactly($0.value) }
    return changed.isEmpty ? self : MergeSide(WorkflowRenaming(names: changed).renamed(workflow))
  }
}

extension NodeMatching {
  /// Old name -> name of what became of the node; none for those that were removed.
  fileprivate var newNames: [ExactText: String] {
    Dictionary(pairs.map { (ExactText($0.old.name), $0.new.name) }) { first, _ in first }
  }
}
