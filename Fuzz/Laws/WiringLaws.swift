import Governance
import JSON

/// What a merge promises about connections, for workflows in which nobody renamed a node.
struct WiringLaws {
  private let base: Wiring
  private let ours: Wiring
  private let theirs: Wiring

  init(base: JSON, ours: JSON, theirs: JSON) {
    (self.base, self.ours, self.theirs) = (Wiring(base), Wiring(ours), Wiring(theirs))
  }

  /// Where nothing was in conflict each side finds all that it did.
  func broken(byClean merged: JSON) -> [String] {
    let merged = Wiring(merged)
    let known = ours.danglingReferences.union(theirs.danglingReferences)
    return broken(by: merged, wanted: ours, other: theirs) + broken(by: merged, wanted: theirs, other: ours)
      + (merged.danglingReferences.isSubset(of: known) ? [] : ["an expression names a node that is gone"])
  }

  /// Where all conflicts were decided for one side, it finds all that it did.
  func broken(byDecision decision: JSON, isTheirs: Bool) -> [String] {
    broken(by: Wiring(decision), wanted: isTheirs ? theirs : ours, other: isTheirs ? ours : theirs)
  }

  private func broken(by merged: Wiring, wanted: Wiring, other: Wiring) -> [String] {
    var broken: [String] = []
    if !wanted.edges.subtracting(base.edges).isSubset(of: merged.edges) {
      broken.append("a connection that was added is gone")
    }
    if !base.edges.subtracting(wanted.edges).isDisjoint(with: merged.edges) {
      broken.append("a connection that was removed is there")
    }
    if !merged.edges.subtracting(wanted.edges).isSubset(of: other.edges.subtracting(base.edges)) {
      broken.append("a connection is there that nobody has")
    }
    if merged.edges.contains(where: { edge in
      ![base, wanted, other].contains { $0.edges.contains(edge) && !$0.hasEnds(of: edge) }
        && !merged.hasEnds(of: edge)
    }) {
      broken.append("a connection leads nowhere")
    }
    let lost = wanted.edges.intersection(base.edges).subtracting(merged.edges)
    if lost.contains(where: { edge in
      other.edges.contains(edge) || (merged.hasEnds(of: edge) && !other.hasEnds(of: edge))
    }) {
      broken.append("a node that was kept lost a connection")
    }
    return broken + self.broken(byOrderOf: merged, wanted: wanted)
  }

  /// An order of two targets that a side chose holds; one that it found may have been changed by the other side.
  private func broken(byOrderOf merged: Wiring, wanted: Wiring) -> [String] {
    let chosen = wanted.precedences.subtracting(base.precedences)
    return chosen.contains { merged.precedences.contains($0.reversed) }
      ? ["targets run in an order that a side had changed"] : []
  }
}
