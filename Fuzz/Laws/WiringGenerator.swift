package import JSON
import TestSupport

/// Makes small workflows that differ in what is connected with what, and edits them as people do on the canvas.
package struct WiringGenerator {
  private var random: SeededGenerator

  package init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  /// A workflow and two copies of it that were edited.
  package mutating func triple() -> (base: JSON, ours: JSON, theirs: JSON) {
    let base = canvas()
    var sides = [base, base]
    for index in sides.indices {
      for _ in 0..<Int.random(in: 1...3, using: &random) { edit(&sides[index]) }
    }
    return (base.json, sides[0].json, sides[1].json)
  }

  private mutating func canvas() -> Canvas {
    var canvas = Canvas(isByPlace: random.chance(80))
    for name in ["A", "B", "C", "D", "E"].prefix(Int.random(in: 2...5, using: &random)) {
      canvas.nodes[name] = node()
    }
    for _ in 0..<Int.random(in: 1...6, using: &random) { canvas.connect(edge(in: canvas)) }
    return canvas
  }

  private mutating func node() -> Canvas.Node {
    Canvas.Node(
      x: Int.random(in: 0...3, using: &random) * 160, y: Int.random(in: 0...5, using: &random) * 160)
  }

  private mutating func edge(in canvas: Canvas) -> Canvas.Edge {
    let names = canvas.nodes.keys.sorted()
    return Canvas.Edge(
      source: random.pick(names), output: Int.random(in: 0...1, using: &random), target: random.pick(names))
  }

  private mutating func edit(_ canvas: inout Canvas) {
    guard !canvas.nodes.isEmpty else { return }
    let name = random.pick(canvas.nodes.keys.sorted())
    let place = canvas.edges.isEmpty ? nil : Int.random(in: canvas.edges.indices, using: &random)
    switch Int.random(in: 0..<8, using: &random) {
    case 0: canvas.remove(name, isHealing: random.chance(60))
    case 1:
      let moved = node()
      canvas.nodes[name]?.x = moved.x
      canvas.nodes[name]?.y = moved.y
    case 2:
      canvas.nodes[name]?.edits += 1
      let next = canvas.nodes.keys.sorted().first { $0 > name }
      canvas.nodes[name]?.refersTo = next
    case 3: canvas.connect(edge(in: canvas))
    case 4: if let place { canvas.edges.remove(at: place) }
    case 5:
      if let place { canvas.insert(random.pick(["X", "Y", "Z"]), node(), at: place) }
    case 6:
      if let place {
        var edge = canvas.edges.remove(at: place)
        if random.chance(50) { edge.output += random.pick([1, 2]) } else { edge.target = name }
        canvas.connect(edge)
      }
    default: canvas.edges.shuffle(using: &random)
    }
  }
}

/// Nodes and what they feed.
private struct Canvas {
  struct Node {
    var x: Int
    var y: Int
    var edits = 0
    /// The node that its expression names.
    var refersTo: String?
  }

  struct Edge: Equatable {
    var source: String
    var output: Int
    var target: String
  }

  let isByPlace: Bool
  var nodes: [String: Node] = [:]
  var edges: [Edge] = []

  init(isByPlace: Bool) { self.isByPlace = isByPlace }

  mutating func connect(_ edge: Edge) {
    if !edges.contains(edge) { edges.append(edge) }
  }

  mutating func remove(_ name: String, isHealing: Bool) {
    nodes[name] = nil
    let around = edges.filter { $0.source == name || $0.target == name }
    edges.removeAll(where: around.contains)
    guard isHealing else { return }
    for before in around where before.target == name && before.source != name {
      for after in around where after.source == name && after.target != name {
        connect(Edge(source: before.source, output: before.output, target: after.target))
      }
    }
  }

  mutating func insert(_ name: String, _ node: Node, at index: Int) {
    guard nodes[name] == nil else { return }
    nodes[name] = node
    let edge = edges.remove(at: index)
    connect(Edge(source: edge.source, output: edge.output, target: name))
    connect(Edge(source: name, output: 0, target: edge.target))
  }

  var json: JSON {
    var connections = JSONObject()
    for (source, own) in Dictionary(grouping: edges, by: \.source).sorted(by: { $0.key < $1.key }) {
      let slots = (0...(own.map(\.output).max() ?? 0)).map { output -> JSON in
        .array(
          own.filter { $0.output == output }.map {
            ["node": .string($0.target), "type": "main", "index": 0]
          })
      }
      connections[source] = ["main": .array(slots)]
    }
    // The parameters are all different, so that no node is taken for another one that was renamed.
    let nodes = self.nodes.sorted { $0.key < $1.key }.map { name, node -> JSON in
      [
        "id": .string("id-\(name)"), "name": .string(name), "type": "n8n-nodes-base.set", "typeVersion": 3.4,
        "position": [.number(JSONNumber(node.x)), .number(JSONNumber(node.y))],
        "parameters": [
          "value": .string("\(name) \(node.edits)" + (node.refersTo.map { " {{ $('\($0)').item }}" } ?? ""))
        ],
      ]
    }
    return [
      "name": "W", "nodes": .array(nodes), "connections": .object(connections),
      "settings": isByPlace ? ["executionOrder": "v1"] : [:],
    ]
  }
}
