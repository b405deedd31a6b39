package import JSON

/// A workflow with the changes of two sides. Two people who change different things do not conflict; a rename on one
/// side follows into what the other side wrote.
package struct WorkflowMerge: Sendable {
  /// The merged workflow, as our side would decide all conflicts.
  package var workflow: JSON
  /// The places that a person has to decide; empty where the merge is clean.
  package var conflicts: [MergeConflict]
  /// The new nodes that could not keep their name.
  package var renames: [MergeRename] = []
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
    var result = merged(.ours)
    if result.conflicts.isEmpty || result.conflicts.contains(where: \.isAboutAllNodes) { return result }
    result.choices = Choices(ours: result.workflow, theirs: merged(.theirs).workflow)
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
  /// The conflicts in what is published, which is merged as a workflow of its own.
  var publishedConflicts: [MergeConflict] = []

  mutating func merge() -> WorkflowMerge {
    for (side, workflow) in [
      ("the common ancestor", base), ("our workflow", ours), ("their workflow", theirs),
    ] {
      if let problem = MergeableWorkflow.problem(of: .object(workflow)) {
        return undecided(nil, "\(side) \(problem)")
      }
    }
    let sides = [base, ours, theirs].map(MergeSide.init)
    if let name = sides.compactMap(\.duplicateName).first {
      return undecided(name, "two nodes have this name, so nothing tells which is which")
    }
    var naming = CommonNames(preference: preference)
    let renamed = naming.applied(to: sides)
    conflicts += naming.conflicts
    if let name = renamed.compactMap(\.duplicateName).first {
      return undecided(name, "one side renamed a node to this, the other has another node of this name")
    }
    let common = MergeSides(base: renamed[0], ours: renamed[1], theirs: renamed[2])
    let order = SiblingOrderMerge(common, merged: parts(common), preference: preference)
    conflicts += order.conflicts
    tellPublishedConflicts()
    return WorkflowMerge(
      workflow: .object(order.workflow), conflicts: conflicts, renames: naming.renames)
  }

  /// Everything but the order in which targets run.
  private mutating func parts(_ sides: MergeSides) -> JSONObject {
    let (base, ours, theirs) = (sides.base.workflow, sides.ours.workflow, sides.theirs.workflow)
    let wiring = ContestedWiring(sides)
    var result = members(base, ours, theirs)
    var merge = NodeMerge(sides, wiring, preference: preference)
    let nodes = merge.nodes()
    if !nodes.isEmpty || ours["nodes"] != nil { result["nodes"] = .array(nodes) }
    let all = Set(sides.base.byName.keys).union(sides.ours.byName.keys).union(sides.theirs.byName.keys)
    let gone = all.subtracting(nodes.compactMap { WorkflowNode($0).map { ExactText($0.name) } })
    let settled = wiring.settled(sides, for: preference)
    result["connections"] = ConnectionMerge(preference: preference, gone: gone).merge(
      base: settled.base, ours: settled.ours, theirs: settled.theirs)
    conflicts += merge.conflicts + wiring.conflicts
    return result
  }

  private func undecided(_ node: String?, _ message: String) -> WorkflowMerge {
    let conflict = MergeConflict(
      node: node, pointer: MergeConflict.allNodes, base: base["nodes"], ours: ours["nodes"],
      theirs: theirs["nodes"], message: message)
    return WorkflowMerge(workflow: .object(ours), conflicts: conflicts + [conflict])
  }

  /// Everything but nodes and connections.
  private mutating func members(_ base: JSONObject, _ ours: JSONObject, _ theirs: JSONObject) -> JSONObject {
    var merge = ValueMerge(node: nil, preference: preference, hasBase: !base.isEmpty)
    var result = JSONObject()
    let others = theirs.keys.filter { ours[$0] == nil }
    for key in ours.keys + others {
      switch key {
      case "nodes", "connections": result[key] = ours[key] ?? theirs[key]
      case "tags": result[key] = tags(base[key], ours[key], theirs[key])
      case "active": result[key] = activation(base[key], ours[key], theirs[key], &merge)
      case Self.published where Self.saysWhatRuns(ours, theirs): result[key] = publishedVersion()
      case _ where volatile.contains(key) && ours[key] != nil: result[key] = ours[key]
      default:
        result[key] = merge.merge(
          base: base[key], ours: ours[key], theirs: theirs[key], at: JSONPointer().appending(key))
      }
    }
    conflicts += merge.conflicts
    return result
  }

  /// An absent `active` is `false`.
  private func activation(_ base: JSON?, _ ours: JSON?, _ theirs: JSON?, _ merge: inout ValueMerge) -> JSON? {
    let merged = merge.merge(
      base: base ?? false, ours: ours ?? false, theirs: theirs ?? false,
      at: JSONPointer().appending("active"))
    return ours == nil && merged == false ? nil : merged
  }

  /// What runs of an active workflow of n8n 2.x stands here, beside the draft.
  private static let published = "activeVersion"

  /// Whether one side tells the published version from the draft and the other one runs too: with a published version of
  /// its own, or with all that it has, as n8n before 2.x.
  private static func saysWhatRuns(_ ours: JSONObject, _ theirs: JSONObject) -> Bool {
    func runs(_ side: JSONObject) -> Bool { publishedVersion(of: side) != nil || side["active"] == true }
    return (publishedVersion(of: ours) ?? publishedVersion(of: theirs)) != nil && runs(ours) && runs(theirs)
  }

  private static func publishedVersion(of side: JSONObject) -> JSONObject? {
    let version = side[published]?.objectValue
    return version?["nodes"] == nil ? nil : version
  }

  /// The published version of ours with what both sides did to what runs.
  private mutating func publishedVersion() -> JSON? {
    func version(_ side: JSONObject) -> JSONObject {
      let running = Self.publishedVersion(of: side) ?? side
      var version = running.filter { key, _ in ["nodes", "connections", "nodeGroups"].contains(key) }
      version["settings"] = side["settings"]
      return version
    }
    var merger = WorkflowMerger(
      base: version(base), ours: version(ours), theirs: version(theirs), volatile: ["settings"],
      preference: preference)
    let merge = merger.merge()
    publishedConflicts = merge.conflicts
    var result = Self.publishedVersion(of: ours) ?? Self.publishedVersion(of: theirs) ?? JSONObject()
    for (key, value) in merge.workflow.objectValue ?? JSONObject() where key != "settings" {
      result[key] = value
    }
    return .object(result)
  }

  /// What was edited and then published is one thing to decide, though it stands twice.
  private mutating func tellPublishedConflicts() {
    for var conflict in publishedConflicts {
      if let inDraft = conflicts.firstIndex(of: conflict) {
        conflicts[inDraft].message += ", in the draft and in what is published"
        continue
      }
      let prefix = conflict.node == nil ? JSONPointer().appending(Self.published).tokens : []
      conflict.pointer = JSONPointer(tokens: prefix + conflict.pointer.tokens)
      conflict.message += ", in what is published"
      conflicts.append(conflict)
    }
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
