import JSON

/// The order in which the targets of each output run, merged as a fact of its own. Since n8n takes it from places
/// (`executionOrder: v1`), of which each is merged for itself, two moves that mean nothing alone can undo a third.
struct SiblingOrderMerge {
  let sides: MergeSides
  let preference: MergePreference
  /// The merged workflow, whose nodes are put where the orders hold.
  private(set) var workflow: JSONObject
  private(set) var conflicts: [MergeConflict] = []

  init(_ sides: MergeSides, merged: JSONObject, preference: MergePreference) {
    self.sides = sides
    self.preference = preference
    workflow = merged
    guard !problems(in: merged).isEmpty else { return }
    // Places that lose the least first. Each way is there from either side, so that the outcome depends on none.
    for arrange in [freely, withSiblings, entirely] {
      for side in [MergePreference.ours, .theirs] {
        let arranged = stored(arrange(side))
        if problems(in: arranged).isEmpty {
          workflow = arranged
          return
        }
      }
    }
    conflicts = problems(in: merged).map(conflict)
    workflow = entirely(preference)
    setOrder(side(preference).workflow["settings"]?["executionOrder"])
    let edges = preference == .theirs ? sides.edges.theirs : sides.edges.ours
    for problem in problems(in: workflow) {
      let order = edges.order(of: problem.output)
      if problem.edges.filter(order.contains) != order.filter(problem.edges.contains) {
        Self.store(order.map(\.target), at: problem.output, in: &workflow)
      }
    }
  }

  /// An output whose targets run in an order that a side did not want.
  private struct Problem {
    let output: SidedConnections.Output
    /// As they run in the merged workflow.
    let edges: [Counted<WorkflowConnection>]
    /// The targets as they should run; nil where the sides contradict each other.
    let wanted: [ExactText]?
    /// The side that changed the order; nil where none did, or both.
    let changer: MergePreference?
  }

  private func side(_ preference: MergePreference) -> MergeSide {
    preference == .theirs ? sides.theirs : sides.ours
  }

  private func problems(in merged: JSONObject) -> [Problem] {
    let connections = MergeSide(merged).connections
    return connections.outputs.compactMap { output in
      problem(at: output, connections.order(of: output))
    }
  }

  private func problem(at output: SidedConnections.Output, _ order: [Counted<WorkflowConnection>]) -> Problem?
  {
    let ours = sides.edges.ours.order(of: output)
    let theirs = sides.edges.theirs.order(of: output)
    let base = sides.edges.base.order(of: output)
    let stable = Set(order).intersection(base).intersection(ours).intersection(theirs)
    func kept(_ edges: [Counted<WorkflowConnection>]) -> [Counted<WorkflowConnection>] {
      edges.filter(stable.contains)
    }
    let (before, mine, others) = (kept(base), kept(ours), kept(theirs))
    let isDisputed = mine != before && others != before && mine != others
    let expected = mine == before ? others : mine
    if !isDisputed && kept(order) == expected
      && [ours, theirs].allSatisfy({ Self.holds($0, in: order, besides: stable) })
    {
      return nil
    }
    let wanted =
      isDisputed
      ? nil
      : TargetOrder(order, as: expected).adding(ours, besides: stable).adding(theirs, besides: stable).sorted
    return Problem(
      output: output, edges: order, wanted: wanted,
      changer: mine == others ? nil : mine == before ? .theirs : others == before ? .ours : nil)
  }

  /// Whether two edges stand in an order as on a side, for each two that are not both in `stable`.
  private static func holds(
    _ side: [Counted<WorkflowConnection>], in order: [Counted<WorkflowConnection>],
    besides stable: Set<Counted<WorkflowConnection>>
  ) -> Bool {
    let both = Set(side).intersection(order)
    let (wanted, found) = (side.filter(both.contains), order.filter(both.contains))
    if wanted == found { return true }
    let places = Dictionary(uniqueKeysWithValues: wanted.enumerated().map { ($1, $0) })
    return found.indices.allSatisfy { later in
      found[..<later].allSatisfy { earlier in
        (stable.contains(earlier) && stable.contains(found[later]))
          || (places[earlier] ?? 0) < (places[found[later]] ?? 0)
      }
    }
  }

  /// Each node where the side that moved it has it; where both did, where the given side has it.
  private func freely(_ preference: MergePreference) -> JSONObject {
    placed { name, _ in
      NodeMerge.merged(
        "position", sides.base.byName[name]?.json, sides.ours.byName[name]?.json,
        sides.theirs.byName[name]?.json, preference)
    }
  }

  /// As ``freely(_:)``, but siblings whose order does not hold where the side that changed it has them.
  private func withSiblings(_ preference: MergePreference) -> JSONObject {
    let free = freely(preference)
    var owners: [ExactText: MergePreference] = [:]
    for problem in problems(in: free) {
      for edge in problem.edges { owners[edge.target] = problem.changer ?? preference }
    }
    return placed(free) { name, place in
      owners[name].flatMap { side($0).byName[name] }.map { $0.json["position"] } ?? place
    }
  }

  /// Each node where the given side has it, if it does.
  private func entirely(_ preference: MergePreference) -> JSONObject {
    placed { name, place in side(preference).byName[name].map { $0.json["position"] } ?? place }
  }

  /// A workflow, else the merged one, with the places that `place` gives for a name and the place so far.
  private func placed(_ other: JSONObject? = nil, _ place: (ExactText, JSON?) -> JSON?) -> JSONObject {
    var result = other ?? workflow
    result["nodes"] = .array(
      (result["nodes"]?.arrayValue ?? []).map { element in
        guard let node = WorkflowNode(element) else { return element }
        var object = node.json
        object["position"] = place(ExactText(node.name), object["position"])
        return .object(object)
      })
    return result
  }

  /// With the edges stored as they should run, which decides where no places count, or equal ones.
  private func stored(_ arranged: JSONObject) -> JSONObject {
    var result = arranged
    for problem in problems(in: arranged) {
      if let wanted = problem.wanted { Self.store(wanted, at: problem.output, in: &result) }
    }
    return result
  }

  /// Writes the edges of an output in an order of its targets; others come last.
  private static func store(
    _ targets: [ExactText], at output: SidedConnections.Output, in workflow: inout JSONObject
  ) {
    let pointer = pointer(to: output)
    var document = JSON.object(workflow)
    guard let slot = document.value(at: pointer)?.arrayValue else { return }
    let ranks = Dictionary(zip(targets, targets.indices)) { first, _ in first }
    func rank(_ edge: JSON) -> Int {
      edge["node"]?.stringValue.flatMap { ranks[ExactText($0)] } ?? targets.count
    }
    let sorted = slot.enumerated().sorted { (rank($0.element), $0.offset) < (rank($1.element), $1.offset) }
    document.set(.array(sorted.map(\.element)), at: pointer)
    workflow = document.objectValue ?? workflow
  }

  private static func pointer(to output: SidedConnections.Output) -> JSONPointer {
    JSONPointer().appending("connections").appending(output.source.text).appending(output.type)
      .appending(output.index)
  }

  private mutating func setOrder(_ order: JSON?) {
    guard var settings = workflow["settings"]?.objectValue else { return }
    settings["executionOrder"] = order
    workflow["settings"] = .object(settings)
  }

  private func conflict(_ problem: Problem) -> MergeConflict {
    let output = problem.output
    func targets(_ connections: SidedConnections) -> JSON {
      .array(connections.order(of: output).map { .string($0.element.target) })
    }
    return MergeConflict(
      node: output.source.text,
      pointer: Self.pointer(to: output), base: targets(sides.edges.base), ours: targets(sides.edges.ours),
      theirs: targets(sides.edges.theirs),
      message: "the targets run in this order, which both changed: by places, or by targets in between")
  }
}
