import JSON

/// The shape of a workflow's graph. Only connections between existing nodes count.
package struct WorkflowShape: Sendable, Hashable {
  /// Nodes, sticky notes left out.
  package var nodes: Int
  package var connections: Int
  /// The nodes on the longest way along `main` connections, each loop gone through once; 0 without nodes.
  package var depth: Int
  /// Nodes from which the flow goes on to more than one other, along `main` connections: a model that serves two agents is
  /// no branching.
  package var branches: Int
  /// The most nodes to which the flow goes on from one.
  package var widestBranching: Int
  /// The loops of the flow, each counted by the node at which it is entered (natural loops by header: Aho, Sethi, Ullman,
  /// Compilers, 1986, section 10.4): a loop with two ways back is one, a loop in a loop makes two.
  package var loops: Int
  /// The nodes that nothing leads to and that lead nowhere, by name.
  package var unconnected: [String]

  init(nodes: [WorkflowNode], connections: JSON?) {
    let graph = NodeGraph(nodes: nodes, connections: connections)
    self.nodes = nodes.count
    self.connections = graph.edges
    let fanOut = graph.targets.map { Set($0).count }
    branches = fanOut.filter { $0 > 1 }.count
    widestBranching = fanOut.max() ?? 0
    unconnected = nodes.indices.filter { !graph.isConnected[$0] }.map { nodes[$0].name }
    (depth, loops) = graph.depthAndLoops()
  }
}

/// The `main` connections by node index.
private struct NodeGraph {
  var targets: [[Int]]
  var isConnected: [Bool]
  var edges = 0

  init(nodes: [WorkflowNode], connections: JSON?) {
    var places: [ExactText: Int] = [:]
    for (index, node) in nodes.enumerated() where places[ExactText(node.name)] == nil {
      places[ExactText(node.name)] = index
    }
    targets = Array(repeating: [], count: nodes.count)
    isConnected = Array(repeating: false, count: nodes.count)
    for edge in WorkflowConnection.all(in: connections) {
      guard let source = places[ExactText(edge.source)], let target = places[ExactText(edge.target)] else {
        continue
      }
      edges += 1
      isConnected[source] = true
      isConnected[target] = true
      if edge.type == "main" { targets[source].append(target) }
    }
  }

  /// The walk goes from where the flow begins, so that a loop is met where it is entered.
  private var starts: [Int] {
    var isTarget = Array(repeating: false, count: targets.count)
    for list in targets { for target in list { isTarget[target] = true } }
    return targets.indices.filter { !isTarget[$0] } + targets.indices.filter { isTarget[$0] }
  }

  /// A walk in depth without recursion: the longest way, and the nodes to which something leads back.
  func depthAndLoops() -> (depth: Int, loops: Int) {
    enum State { case new, open, done }
    var state = Array(repeating: State.new, count: targets.count)
    var depth = Array(repeating: 1, count: targets.count)
    var headers: Set<Int> = []
    for start in starts where state[start] == .new {
      var stack: [(node: Int, next: Int)] = [(start, 0)]
      state[start] = .open
      while let top = stack.last {
        guard top.next < targets[top.node].count else {
          state[top.node] = .done
          stack.removeLast()
          if let parent = stack.last { depth[parent.node] = max(depth[parent.node], depth[top.node] + 1) }
          continue
        }
        stack[stack.count - 1].next += 1
        let target = targets[top.node][top.next]
        switch state[target] {
        case .new:
          state[target] = .open
          stack.append((target, 0))
        case .open: headers.insert(target)
        case .done: depth[top.node] = max(depth[top.node], depth[target] + 1)
        }
      }
    }
    return (depth.max() ?? 0, headers.count)
  }
}
