internal import JSON

/// Lays the earlier version of a workflow under the later one.
struct GraphOverlay {
  private(set) var graph: WorkflowGraph
  private(set) var marks: [GraphMark?]
  private(set) var wireMarks: [GraphMark?] = []
  private(set) var items: [GraphDifference.Item] = []
  private let before: WorkflowGraph
  private let renames: [String: String]
  /// Name before, for each node that got another.
  private let earlierName: [ExactText: String]
  private let contentBefore: [ExactText: JSON]
  private let contentAfter: [ExactText: JSON]

  init(before: JSON, after: JSON, renames: [String: String]) {
    self.graph = WorkflowGraph(workflow: after)
    self.before = WorkflowGraph(workflow: before)
    self.marks = [GraphMark?](repeating: nil, count: graph.nodes.count)
    self.renames = renames
    self.earlierName = Dictionary(renames.map { (ExactText($0.value), $0.key) }) { first, _ in first }
    self.contentBefore = Self.content(of: before)
    self.contentAfter = Self.content(of: after)
  }

  mutating func run() {
    let place = overlayNodes()
    overlayConnections(place)
  }

  /// The nodes by name, without what does not change how they work.
  private static func content(of workflow: JSON) -> [ExactText: JSON] {
    var content: [ExactText: JSON] = [:]
    for value in workflow["nodes"]?.arrayValue ?? [] {
      guard let object = value.objectValue, let name = value["name"]?.stringValue else { continue }
      content[ExactText(name)] = .object(
        object.filter { key, _ in !["name", "id", "position", "notes"].contains(key) })
    }
    return content
  }

  /// Marks the nodes, appends those that are gone, and returns where each node of the earlier version is now.
  private mutating func overlayNodes() -> [Int] {
    let later = graph.indexByName
    let known = before.indexByName
    var place = [Int](repeating: 0, count: before.nodes.count)
    for (index, node) in graph.nodes.enumerated() {
      let name = earlierName[ExactText(node.name)] ?? node.name
      if known[ExactText(name)] == nil {
        marks[index] = .added
      } else if name != node.name || contentBefore[ExactText(name)] != contentAfter[ExactText(node.name)] {
        marks[index] = .changed
      }
      if let mark = marks[index] { note(mark, node, renamedFrom: name == node.name ? nil : name) }
    }
    for (index, node) in before.nodes.enumerated() {
      if let now = later[ExactText(renames[node.name] ?? node.name)] {
        place[index] = now
      } else {
        var gone = node
        gone.number = graph.nodes.count + 1
        place[index] = graph.nodes.count
        graph.nodes.append(gone)
        marks.append(.removed)
        note(.removed, gone, renamedFrom: nil)
      }
    }
    return place
  }

  private mutating func overlayConnections(_ place: [Int]) {
    let earlier = before.connections.map { connection in
      var moved = connection
      moved.source = place[connection.source]
      moved.target = place[connection.target]
      return moved
    }
    let known = Set(earlier)
    let kept = Set(graph.connections)
    wireMarks = graph.connections.map { known.contains($0) ? nil : .added }
    for connection in graph.connections where !known.contains(connection) { note(.added, connection) }
    for connection in earlier where !kept.contains(connection) {
      graph.connections.append(connection)
      wireMarks.append(.removed)
      note(.removed, connection)
    }
  }

  private mutating func note(_ mark: GraphMark, _ node: GraphNode, renamedFrom old: String?) {
    let words = "\(node.name) (\(node.typeTitle))" + (old.map { ", was \($0)" } ?? "")
    items.append(GraphDifference.Item(mark: mark, words: words, node: node.number))
  }

  private mutating func note(_ mark: GraphMark, _ connection: GraphConnection) {
    let words = ConnectionWords.describe(connection, in: graph)
    items.append(GraphDifference.Item(mark: mark, words: words, node: nil))
  }
}
