/// Orders the targets of one output so that each of some sequences of edges holds in the result (A. B. Kahn,
/// "Topological sorting of large networks", 1962), as near to the order that they have as that allows. All edges to one
/// target stand together, as it runs where the first of them stands.
struct TargetOrder {
  /// Nobody draws more edges from one output; the work grows with the square of them.
  private static let most = 200

  private let edges: Set<Counted<WorkflowConnection>>
  private let targets: [ExactText]
  /// What has to come before a target.
  private var before: [ExactText: Set<ExactText>] = [:]

  /// - Parameter sequence: in which all of what is among `edges` holds.
  init(_ edges: [Counted<WorkflowConnection>], as sequence: [Counted<WorkflowConnection>]) {
    self.edges = Set(edges)
    var seen: Set<ExactText> = []
    targets = edges.map(\.target).filter { seen.insert($0).inserted }
    add(sequence) { _, _ in true }
  }

  /// With a sequence that holds but for each two edges that are both in `free`.
  func adding(_ sequence: [Counted<WorkflowConnection>], besides free: Set<Counted<WorkflowConnection>>)
    -> TargetOrder
  {
    var result = self
    result.add(sequence) { !free.contains($0) || !free.contains($1) }
    return result
  }

  /// Nil where the sequences contradict each other.
  var sorted: [ExactText]? {
    guard edges.count <= Self.most else { return nil }
    var left = targets
    var placed: Set<ExactText> = []
    var result: [ExactText] = []
    while !left.isEmpty {
      guard let next = left.firstIndex(where: { before[$0, default: []].isSubset(of: placed) }) else {
        return nil
      }
      let target = left.remove(at: next)
      placed.insert(target)
      result.append(target)
    }
    return result
  }

  private mutating func add(
    _ sequence: [Counted<WorkflowConnection>],
    where counts: (Counted<WorkflowConnection>, Counted<WorkflowConnection>) -> Bool
  ) {
    guard edges.count <= Self.most else { return }
    let sequence = sequence.filter(edges.contains)
    for (place, edge) in sequence.enumerated() {
      let earlier = sequence[..<place].filter { $0.target != edge.target && counts($0, edge) }
      before[edge.target, default: []].formUnion(earlier.map(\.target))
    }
  }
}

extension Counted<WorkflowConnection> {
  /// The name of the node that it leads to.
  var target: ExactText { ExactText(element.target) }
}
