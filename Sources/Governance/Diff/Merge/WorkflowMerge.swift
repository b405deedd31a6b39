package import JSON

/// A workflow with the changes of two sides. Two people who change different things do not conflict; a rename on one
/// side follows into what the other side wrote.
package struct WorkflowMerge: Sendable {
  /// The merged workflow in portable form, with our values in places of conflict. A node that one side removed and
  /// the other changed is still in it.
  package var workflow: JSON
  /// The places that a person has to decide; empty where the merge is clean.
  package var conflicts: [MergeConflict]

  /// Merges two portable forms that come from `base`.
  package static func merge(base: JSON, ours: JSON, theirs: JSON) -> WorkflowMerge {
    if ours == theirs || theirs == base { return WorkflowMerge(workflow: ours, conflicts: []) }
    if ours == base { return WorkflowMerge(workflow: theirs, conflicts: []) }
    var merger = WorkflowMerger(
      base: base.objectValue ?? JSONObject(), ours: ours.objectValue ?? JSONObject(),
      theirs: theirs.objectValue ?? JSONObject())
    return merger.merge()
  }
}

/// The merge of one workflow.
private struct WorkflowMerger {
  let base: JSONObject
  let ours: JSONObject
  let theirs: JSONObject
  var conflicts: [MergeConflict] = []

  init(base: JSONObject, ours: JSONObject, theirs: JSONObject) {
    self.base = base
    self.ours = ours
    self.theirs = theirs
  }

  mutating func merge() -> WorkflowMerge {
    let sides = [base, ours, theirs].map(Side.init)
    if let name = sides.compactMap(\.duplicateName).first {
      conflicts.append(
        MergeConflict(
          node: name, pointer: JSONPointer().appending("nodes"), base: base["nodes"], ours: ours["nodes"],
          theirs: theirs["nodes"], message: "two nodes have this name, so nothing tells which is which"))
      return WorkflowMerge(workflow: .object(ours), conflicts: conflicts)
    }
    let (base, ours, theirs) = underCommonNames(sides)
    var result = members(base, ours, theirs)
    let nodes = nodes(Side(base), Side(ours), Side(theirs))
    result["nodes"] = .array(nodes)
    result["connections"] =
      ConnectionMerge(
        base: base["connections"], ours: ours["connections"], theirs: theirs["connections"],
        nodes: Set(nodes.compactMap { WorkflowNode($0).map { ExactText($0.name) } })
      ).merged
    return WorkflowMerge(workflow: .object(result), conflicts: conflicts)
  }

  /// All three with each node under the name that it has in the end.
  private mutating func underCommonNames(_ sides: [Side]) -> (JSONObject, JSONObject, JSONObject) {
    let toOurs = NodeMatching(old: sides[0].nodes, new: sides[1].nodes).newNames
    let toTheirs = NodeMatching(old: sides[0].nodes, new: sides[2].nodes).newNames
    var names: [[ExactText: String]] = [[:], [:], [:]]
    for node in sides[0].nodes {
      let before = ExactText(node.name)
      let mine = toOurs[before]
      let other = toTheirs[before]
      let final = finalName(of: node, mine, other)
      names[0][before] = final
      if let mine { names[1][ExactText(mine)] = final }
      if let other { names[2][ExactText(other)] = final }
    }
    let renamed = zip([base, ours, theirs], names).map { workflow, names in
      WorkflowRenaming(names: names.filter { !$0.key.text.isExactly($0.value) }).renamed(workflow)
    }
    return (renamed[0], renamed[1], renamed[2])
  }

  private mutating func finalName(of node: WorkflowNode, _ mine: String?, _ other: String?) -> String {
    guard let mine else { return other ?? node.name }
    guard let other, !other.isExactly(mine), !other.isExactly(node.name) else { return mine }
    if mine.isExactly(node.name) { return other }
    conflicts.append(
      MergeConflict(
        node: mine, pointer: JSONPointer().appending("name"), base: .string(node.name), ours: .string(mine),
        theirs: .string(other), message: "both renamed the node"))
    return mine
  }

  private mutating func nodes(_ base: Side, _ ours: Side, _ theirs: Side) -> [JSON] {
    var result: [JSON] = []
    let added = theirs.nodes.filter { ours.byName[ExactText($0.name)] == nil }
    for node in ours.nodes + added {
      let name = ExactText(node.name)
      if let merged = merged(
        node.name, base.byName[name]?.json, ours.byName[name]?.json, theirs.byName[name]?.json)
      {
        result.append(.object(merged))
      }
    }
    return result
  }

  private mutating func merged(
    _ name: String, _ base: JSONObject?, _ ours: JSONObject?, _ theirs: JSONObject?
  ) -> JSONObject? {
    guard let ours, let theirs else {
      return survivor(name, base, ours, theirs)
    }
    var merge = ValueMerge(node: name)
    var result = JSONObject()
    let others = theirs.keys.filter { ours[$0] == nil }
    for key in ours.keys + others {
      let isLayout = key == "position" || key == "id"
      if isLayout && ours[key] != nil && ours[key] != base?[key] {
        result[key] = ours[key]
      } else {
        result[key] = merge.merge(
          base: base?[key], ours: ours[key], theirs: theirs[key], at: JSONPointer().appending(key))
      }
    }
    conflicts += merge.conflicts
    return result
  }

  /// A node that only one side has: it is new, or the other side removed it.
  private mutating func survivor(
    _ name: String, _ base: JSONObject?, _ ours: JSONObject?, _ theirs: JSONObject?
  ) -> JSONObject? {
    let present = ours ?? theirs
    guard let base, let present else { return present }
    if Self.withoutLayout(present) == Self.withoutLayout(base) { return nil }
    conflicts.append(
      MergeConflict(
        node: name, pointer: JSONPointer(), base: .object(base), ours: ours.map(JSON.object),
        theirs: theirs.map(JSON.object),
        message: ours == nil ? "we removed the node, they changed it" : "we changed the node, they removed it"
      ))
    return present
  }

  private static func withoutLayout(_ node: JSONObject) -> JSONObject {
    node.filter { key, _ in key != "position" }
  }

  /// Everything but nodes and connections.
  private mutating func members(_ base: JSONObject, _ ours: JSONObject, _ theirs: JSONObject) -> JSONObject {
    var merge = ValueMerge(node: nil)
    var result = JSONObject()
    let others = theirs.keys.filter { ours[$0] == nil }
    for key in ours.keys + others where key != "nodes" && key != "connections" {
      result[key] =
        key == "tags"
        ? tags(base[key], ours[key], theirs[key])
        : merge.merge(base: base[key], ours: ours[key], theirs: theirs[key], at: JSONPointer().appending(key))
    }
    conflicts += merge.conflicts
    return result
  }

  private func tags(_ base: JSON?, _ ours: JSON?, _ theirs: JSON?) -> JSON {
    func set(_ json: JSON?) -> Set<ExactText> {
      Set((json?.arrayValue ?? []).compactMap(\.stringValue).map(ExactText.init))
    }
    let before = set(base)
    let all = set(ours).union(set(theirs))
    let removed = before.filter { !set(ours).contains($0) || !set(theirs).contains($0) }
    return .array(all.subtracting(removed).sorted().map { .string($0.text) })
  }
}

/// The nodes of one side.
private struct Side {
  let nodes: [WorkflowNode]
  let byName: [ExactText: WorkflowNode]
  /// A name that more than one node has.
  let duplicateName: String?

  init(_ workflow: JSONObject) {
    nodes = (workflow["nodes"]?.arrayValue ?? []).compactMap(WorkflowNode.init)
    byName = Dictionary(nodes.map { (ExactText($0.name), $0) }) { first, _ in first }
    var seen: Set<ExactText> = []
    duplicateName = nodes.first { !seen.insert(ExactText($0.name)).inserted }?.name
  }
}

extension NodeMatching {
  /// Old name -> name of what became of the node; none for those that were removed.
  fileprivate var newNames: [ExactText: String] {
    Dictionary(pairs.map { (ExactText($0.old.name), $0.new.name) }) { first, _ in first }
  }
}
