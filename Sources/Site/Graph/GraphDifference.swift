package import JSON

/// Two versions of a workflow laid over each other: what is new, what is gone, what is different.
///
/// Nodes are matched by name, or by the renames that the caller knows. What is gone is drawn where it was.
package struct GraphDifference: Sendable {
  /// The later version, and behind its nodes those that are gone.
  let graph: WorkflowGraph
  let marks: [GraphMark?]
  let wireMarks: [GraphMark?]

  /// One change in words, with the number of the node it is about.
  package struct Item: Sendable, Hashable {
    package let mark: GraphMark
    /// `Send mail (Gmail)`, or `A to B` for a connection.
    package let words: String
    /// Number in the picture; nil for a connection.
    package let node: Int?
  }

  /// Everything that is marked, nodes first; the list that stands beside the picture.
  package let items: [Item]

  /// - Parameters:
  ///   - before: the earlier version; nil when the workflow is new.
  ///   - after: the later version; nil when it is gone.
  ///   - renames: names after, by names before.
  package init(before: JSON?, after: JSON?, renames: [String: String] = [:]) {
    var overlay = GraphOverlay(
      before: before ?? .object([:]), after: after ?? .object([:]), renames: renames)
    overlay.run()
    self.graph = overlay.graph
    self.marks = overlay.marks
    self.wireMarks = overlay.wireMarks
    self.items = overlay.items
  }

  /// `2 nodes added, 1 removed, 3 changed; 1 connection added, 0 removed`
  var summary: String {
    func count(_ mark: GraphMark, isNode: Bool) -> Int {
      items.count { $0.mark == mark && ($0.node != nil) == isNode }
    }
    let nodes = "\(count(.added, isNode: true)) nodes added, \(count(.removed, isNode: true)) removed, "
    return nodes + "\(count(.changed, isNode: true)) changed; "
      + "\(count(.added, isNode: false)) connections added, \(count(.removed, isNode: false)) removed"
  }
}
