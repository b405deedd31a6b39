import JSON

/// Connections that both sides took away, of which at least one put others in their place.
struct MovedConnections {
  /// A connection that ended up in two places, or nowhere and somewhere.
  struct Move {
    let edge: WorkflowConnection
    /// What stands in its place on either side; empty where the side only took it away.
    let ours: Set<WorkflowConnection>
    let theirs: Set<WorkflowConnection>
  }

  private(set) var contested: [Move] = []

  init(_ sides: MergeSides) {
    let base = sides.edges.base.edges.map(\.element)
    let (mine, others) = (
      sides.edges.ours.edges.map(\.element), sides.edges.theirs.edges.map(\.element)
    )
    let known = Set(mine).union(others)
    let lost = base.filter { !known.contains($0) }
    guard !lost.isEmpty else { return }
    let before = Set(base)
    let added = (Replacements(Set(mine).subtracting(before)), Replacements(Set(others).subtracting(before)))
    for edge in lost {
      let move = Move(edge: edge, ours: added.0.inPlace(of: edge), theirs: added.1.inPlace(of: edge))
      let isContested =
        if move.ours.isEmpty {
          added.1.restores(edge) && sides.ours.hasEnds(of: edge)
        } else if move.theirs.isEmpty {
          added.0.restores(edge) && sides.theirs.hasEnds(of: edge)
        } else {
          move.ours.isDisjoint(with: move.theirs)
        }
      if isContested { contested.append(move) }
    }
  }
}

/// The connections that a side added, by what they have in common with one that it took away.
private struct Replacements {
  /// The output that one leaves, the input that it reaches, or both nodes.
  private enum Part: Hashable {
    case output(ExactText, String, Int)
    case input(ExactText, String, Int)
    case nodes(ExactText, ExactText)

    static func all(of edge: WorkflowConnection) -> [Part] {
      let (source, target) = (ExactText(edge.source), ExactText(edge.target))
      return [
        .output(source, edge.type, edge.output), .input(target, edge.inputType, edge.input),
        .nodes(source, target),
      ]
    }
  }

  private var byPart: [Part: [WorkflowConnection]] = [:]

  init(_ added: Set<WorkflowConnection>) {
    for edge in added { for part in Part.all(of: edge) { byPart[part, default: []].append(edge) } }
  }

  func inPlace(of edge: WorkflowConnection) -> Set<WorkflowConnection> {
    Set(Part.all(of: edge).flatMap { byPart[$0] ?? [] })
  }

  /// Whether data still goes from the one node to the other: by another output or input, or by way of what was put
  /// in between.
  func restores(_ edge: WorkflowConnection) -> Bool {
    let found = Part.all(of: edge).map { byPart[$0] != nil }
    return found[2] || (found[0] && found[1])
  }
}
