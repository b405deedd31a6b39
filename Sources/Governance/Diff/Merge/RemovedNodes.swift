import JSON

/// The nodes that one side removed while the other, who kept them, changed what they do.
///
/// Removed nodes that are connected with each other are a region and are decided as one: a part of it would stand
/// without what feeds it. A region is contested where the keeper changed a node in it, connected one anew, or cut a
/// connection of one while the remover leads past it.
struct RemovedNodes {
  /// Name of each contested node -> why a person has to decide.
  private(set) var contested: [ExactText: Reason] = [:]
  /// The connections that lead past contested nodes; n8n's editor draws them when it deletes a node (editor
  /// recordings, row `delete-node`).
  private(set) var bypasses: Set<WorkflowConnection> = []

  /// What the keeper did.
  enum Reason { case changed, connected, referenced, cut, together }

  /// A side and its connections.
  struct Wiring {
    let side: MergeSide
    let edges: Set<WorkflowConnection>

    init(_ side: MergeSide, _ connections: SidedConnections) {
      self.side = side
      edges = Set(connections.edges.map(\.element))
    }
  }

  init(base: Wiring, remover: Wiring, keeper: Wiring) {
    let removed = Set(
      base.side.byName.keys.filter { remover.side.byName[$0] == nil && keeper.side.byName[$0] != nil })
    guard !removed.isEmpty else { return }
    let edges = EdgesByNode(base.edges.union(keeper.edges))
    let drawn = EdgesByNode(remover.edges.subtracting(base.edges).subtracting(keeper.edges))
    let added = keeper.edges.subtracting(base.edges)
    let referenced = keeper.side.references(to: removed).subtracting(base.side.references(to: removed))
      .subtracting(remover.side.references(to: removed))
    for region in Self.regions(of: removed, connectedBy: keeper.edges) {
      let touching = edges.touching(region)
      let past = drawn.leading(
        from: touching.map { ExactText($0.source) }, to: touching.map { ExactText($0.target) })
      let isCut =
        !past.isEmpty
        && touching.contains { !keeper.edges.contains($0) && keeper.side.hasEnds(of: $0) }
      var reasons: [ExactText: Reason] = [:]
      for reference in referenced where region.contains(reference.target) {
        reasons[reference.target] = .referenced
      }
      for edge in touching where added.contains(edge) { for end in edge.ends { reasons[end] = .connected } }
      for name in region where Self.isChanged(keeper.side.byName[name], base.side.byName[name]) {
        reasons[name] = .changed
      }
      guard isCut || region.contains(where: { reasons[$0] != nil }) else { continue }
      bypasses.formUnion(past)
      for name in region { contested[name] = reasons[name] ?? (isCut ? .cut : .together) }
    }
  }

  private static func isChanged(_ node: WorkflowNode?, _ before: WorkflowNode?) -> Bool {
    func content(_ node: WorkflowNode?) -> JSONObject? { node?.json.filter { key, _ in key != "position" } }
    return content(node) != content(before)
  }

  /// The names in groups of those that are connected with each other.
  private static func regions(of names: Set<ExactText>, connectedBy edges: Set<WorkflowConnection>)
    -> [Set<ExactText>]
  {
    let inside = EdgesByNode(edges.filter { $0.ends.allSatisfy(names.contains) })
    var left = names
    var result: [Set<ExactText>] = []
    while let first = left.popFirst() {
      var region: Set<ExactText> = [first]
      var open = [first]
      while let name = open.popLast() {
        let others = inside.touching([name]).flatMap(\.ends).filter { left.remove($0) != nil }
        region.formUnion(others)
        open += others
      }
      result.append(region)
    }
    return result
  }
}

/// A text in a node that names another one.
private struct Reference: Hashable {
  let source: ExactText
  let text: ExactText
  let target: ExactText
}

extension MergeSide {
  /// All from other nodes.
  fileprivate func references(to targets: Set<ExactText>) -> Set<Reference> {
    var result: Set<Reference> = []
    for node in nodes {
      let source = ExactText(node.name)
      node.json["parameters"]?.visitStrings { text in
        for target in NodeReferences.names(in: text).map(ExactText.init)
        where targets.contains(target) && target != source {
          result.insert(Reference(source: source, text: ExactText(text), target: target))
        }
      }
    }
    return result
  }
}

/// Connections by the names of their nodes.
private struct EdgesByNode {
  private var byName: [ExactText: [WorkflowConnection]] = [:]

  init(_ edges: Set<WorkflowConnection>) {
    for edge in edges { for end in Set(edge.ends) { byName[end, default: []].append(edge) } }
  }

  func touching(_ names: Set<ExactText>) -> Set<WorkflowConnection> {
    Set(names.flatMap { byName[$0] ?? [] })
  }

  func leading(from sources: [ExactText], to targets: [ExactText]) -> Set<WorkflowConnection> {
    let targets = Set(targets)
    return touching(Set(sources)).filter {
      targets.contains(ExactText($0.target)) && sources.contains(ExactText($0.source))
    }
  }
}
