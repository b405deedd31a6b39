package import JSON

/// A workflow with the changes of two sides. Two people who change different things do not conflict; a rename on one
/// side follows into what the other side wrote.
package struct WorkflowMerge: Sendable {
  /// The merged workflow, with our values in places of conflict. A node that one side removed and the other changed
  /// is still in it.
  package var workflow: JSON
  /// The places that a person has to decide; empty where the merge is clean.
  package var conflicts: [MergeConflict]
  /// The merged workflow as either side would decide all conflicts; nil where the merge is clean, or where the
  /// workflows cannot be put together at all.
  package var choices: Choices?

  /// The two ways to decide.
  package struct Choices: Sendable {
    package var ours: JSON
    package var theirs: JSON
  }

  /// Merges two changed copies of `base`, in portable form or as an instance exports it.
  ///
  /// - Parameter volatile: top-level members that n8n changes by itself, for which nobody has to decide: ours stay.
  package static func merge(base: JSON, ours: JSON, theirs: JSON, volatile: Set<String> = [])
    -> WorkflowMerge
  {
    if ours == theirs || theirs == base { return WorkflowMerge(workflow: ours, conflicts: []) }
    if ours == base { return WorkflowMerge(workflow: theirs, conflicts: []) }
    func merged(_ preference: MergePreference) -> WorkflowMerge {
      var merger = WorkflowMerger(
        base: base.objectValue ?? JSONObject(), ours: ours.objectValue ?? JSONObject(),
        theirs: theirs.objectValue ?? JSONObject(), volatile: volatile, preference: preference)
      return merger.merge()
    }
    var result = merged(.oursKeepingNodes)
    if result.conflicts.isEmpty || result.conflicts.contains(where: \.isAboutAllNodes) { return result }
    result.choices = Choices(ours: merged(.ours).workflow, theirs: merged(.theirs).workflow)
    return result
  }
}

extension MergeConflict {
  fileprivate static let allNodes = JSONPointer().appending("nodes")

  /// Whether nothing can be merged because of it.
  fileprivate var isAboutAllNodes: Bool { pointer == Self.allNodes }
}

/// The merge of one workflow.
private struct WorkflowMerger {
  let base: JSONObject
  let ours: JSONObject
  let theirs: JSONObject
  let volatile: Set<String>
  let preference: MergePreference
  var conflicts: [MergeConflict] = []

  mutating func merge() -> WorkflowMerge {
    for (side, workflow) in [
      ("the common ancestor", base), ("our workflow", ours), ("their workflow", theirs),
    ] {
      if let problem = MergeableWorkflow.problem(of: .object(workflow)) {
        return undecided(nil, "\(side) \(problem)")
      }
    }
    let sides = [base, ours, theirs].map(Side.init)
    if let name = sides.compactMap(\.duplicateName).first {
      return undecided(name, "two nodes have this name, so nothing tells which is which")
    }
    let renamed = underCommonNames(sides)
    let (base, ours, theirs) = (Side(renamed[0]), Side(renamed[1]), Side(renamed[2]))
    if let name = [base, ours, theirs].compactMap(\.duplicateName).first {
      return undecided(name, "one side renamed a node to this, the other has another node of this name")
    }
    var result = members(renamed[0], renamed[1], renamed[2])
    let nodes = nodes(base, ours, theirs)
    if !nodes.isEmpty || ours.workflow["nodes"] != nil { result["nodes"] = .array(nodes) }
    let present = Set(nodes.compactMap { WorkflowNode($0).map { ExactText($0.name) } })
    let all = Set(base.byName.keys).union(ours.byName.keys).union(theirs.byName.keys)
    var connections = ConnectionMerge(gone: all.subtracting(present), preference: preference)
    result["connections"] = connections.merge(
      base: base.workflow["connections"], ours: ours.workflow["connections"],
      theirs: theirs.workflow["connections"])
    conflicts += connections.conflicts
    return WorkflowMerge(workflow: .object(result), conflicts: conflicts)
  }

  private func undecided(_ node: String?, _ message: String) -> WorkflowMerge {
    let conflict = MergeConflict(
      node: node, pointer: MergeConflict.allNodes, base: base["nodes"], ours: ours["nodes"],
      theirs: theirs["nodes"], message: message)
    return WorkflowMerge(workflow: .object(ours), conflicts: conflicts + [conflict])
  }

  /// All three with each node under the name that it has in the end.
  private mutating func underCommonNames(_ sides: [Side]) -> [JSONObject] {
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
    return zip([base, ours, theirs], names).map { workflow, names in
      WorkflowRenaming(names: names.filter { !$0.key.text.isExactly($0.value) }).renamed(workflow)
    }
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
    var merge = ValueMerge(node: name, preference: preference)
    var result = JSONObject()
    let others = theirs.keys.filter { ours[$0] == nil }
    for key in ours.keys + others {
      if key == "position" || key == "id" {
        // Nobody has to decide a place.
        result[key] =
          ours[key] == base?[key]
          ? theirs[key] : theirs[key] == base?[key] ? ours[key] : ours[key] ?? theirs[key]
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
    return switch preference {
    case .oursKeepingNodes: present
    case .ours: ours
    case .theirs: theirs
    }
  }

  private static func withoutLayout(_ node: JSONObject) -> JSONObject {
    node.filter { key, _ in key != "position" }
  }

  /// Everything but nodes and connections.
  private mutating func members(_ base: JSONObject, _ ours: JSONObject, _ theirs: JSONObject) -> JSONObject {
    var merge = ValueMerge(node: nil, preference: preference)
    var result = JSONObject()
    let others = theirs.keys.filter { ours[$0] == nil }
    for key in ours.keys + others {
      switch key {
      case "nodes", "connections": result[key] = ours[key] ?? theirs[key]
      case "tags": result[key] = tags(base[key], ours[key], theirs[key])
      case _ where volatile.contains(key) && ours[key] != nil: result[key] = ours[key]
      default:
        result[key] = merge.merge(
          base: base[key], ours: ours[key], theirs: theirs[key], at: JSONPointer().appending(key))
      }
    }
    conflicts += merge.conflicts
    return result
  }

  /// The tags of both as a set by name: strings, or the objects of an export.
  private func tags(_ base: JSON?, _ ours: JSON?, _ theirs: JSON?) -> JSON? {
    if ours == theirs || theirs == base { return ours }
    if ours == base { return theirs }
    func name(_ tag: JSON) -> ExactText {
      ExactText(tag.stringValue ?? tag["name"]?.stringValue ?? tag.text(.canonical))
    }
    let (before, mine, others) = (
      Set((base?.arrayValue ?? []).map(name)), ours?.arrayValue ?? [], theirs?.arrayValue ?? []
    )
    let (inMine, inOthers) = (Set(mine.map(name)), Set(others.map(name)))
    let kept = mine.filter { inOthers.contains(name($0)) || !before.contains(name($0)) }
    let added = others.filter { !inMine.contains(name($0)) && !before.contains(name($0)) }
    return .array((kept + added).sorted { name($0) < name($1) })
  }
}

/// The nodes of one side.
private struct Side {
  let workflow: JSONObject
  let nodes: [WorkflowNode]
  let byName: [ExactText: WorkflowNode]
  /// A name that more than one node has.
  let duplicateName: String?

  init(_ workflow: JSONObject) {
    self.workflow = workflow
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
