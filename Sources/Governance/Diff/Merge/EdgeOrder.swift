/// Orders edges so that each of some sequences holds in the result (A. B. Kahn, "Topological sorting of large networks",
/// 1962), as near to the order that they have as that allows.
struct EdgeOrder {
  /// Nobody draws more edges from one output; the work grows with the square of them.
  private static let most = 200

  private let edges: [Counted<WorkflowConnection>]
  /// What has to come before an edge.
  private var before: [Counted<WorkflowConnection>: Set<Counted<WorkflowConnection>>] = [:]

  /// - Parameter sequences: in which all of what is among `edges` holds.
  init(_ edges: [Counted<WorkflowConnection>], as sequences: [[Counted<WorkflowConnection>]]) {
    self.edges = edges
    for sequence in sequences { add(sequence) { _, _ in true } }
  }

  /// With a sequence that holds but for each two edges that are both in `free`.
  func adding(_ sequence: [Counted<WorkflowConnection>], besides free: Set<Counted<WorkflowConnection>>)
    -> EdgeOrder
  {
    var result = self
    result.add(sequence) { !free.contains($0) || !free.contains($1) }
    return result
  }

  /// Nil where the sequences contradict each other.
  var sorted: [Counted<WorkflowConnection>]? {
    guard edges.count <= Self.most else { return nil }
    var left = edges
    var placed: Set<Counted<WorkflowConnection>> = []
    var result: [Counted<WorkflowConnection>] = []
    while !left.isEmpty {
      guard let next = left.firstIndex(where: { before[$0, default: []].isSubset(of: placed) }) else {
        return nil
      }
      let edge = left.remove(at: next)
      placed.insert(edge)
      result.append(edge)
    }
    return result
  }

  private mutating func add(
    _ sequence: [Counted<WorkflowConnection>],
    where counts: (Counted<WorkflowConnection>, Counted<WorkflowConnection>) -> Bool
  ) {
    guard edges.count <= Self.most else { return }
    let known = Set(edges)
    let sequence = sequence.filter(known.contains)
    for (place, edge) in sequence.enumerated() {
      before[edge, default: []].formUnion(sequence[..<place].filter { counts($0, edge) })
    }
  }
}
