import JSON

/// What of nodes and connections cannot be merged edge by edge, because both sides changed the same thing.
struct ContestedWiring {
  private let removedByUs: RemovedNodes
  private let removedByThem: RemovedNodes
  private let moves: [MovedConnections.Move]
  private let outputs: ContestedOutputs

  init(_ sides: MergeSides) {
    let base = RemovedNodes.Wiring(sides.base, sides.edges.base)
    let ours = RemovedNodes.Wiring(sides.ours, sides.edges.ours)
    let theirs = RemovedNodes.Wiring(sides.theirs, sides.edges.theirs)
    removedByUs = RemovedNodes(base: base, remover: ours, keeper: theirs)
    removedByThem = RemovedNodes(base: base, remover: theirs, keeper: ours)
    let outputs = ContestedOutputs(sides)
    self.outputs = outputs
    moves = MovedConnections(sides).contested.filter { !outputs.nodes.contains(ExactText($0.edge.source)) }
  }

  /// Whether what a node does and where its outputs lead is to be taken from one side as a whole.
  func isWhole(_ name: ExactText) -> Bool { outputs.nodes.contains(name) }

  /// Why a node that one side removed is not simply gone; nil where it is.
  func objection(to name: ExactText) -> String? {
    if let reason = removedByUs.contested[name] {
      return switch reason {
      case .changed: "we removed the node, they changed it"
      case .connected: "we removed the node, they connected it"
      case .referenced: "we removed the node, they refer to it anew"
      case .cut: "we removed the node and connected its neighbours, they disconnected it"
      case .together: "we removed the node together with one that they changed"
      }
    }
    return removedByThem.contested[name].map { reason in
      switch reason {
      case .changed: "we changed the node, they removed it"
      case .connected: "we connected the node, they removed it"
      case .referenced: "we refer to the node anew, they removed it"
      case .cut: "we disconnected the node, they removed it and connected its neighbours"
      case .together: "we changed a node that they removed together with this one"
      }
    }
  }

  var conflicts: [MergeConflict] {
    outputs.conflicts
      + moves.map { move in
        let edge = move.edge
        func values(_ edges: Set<WorkflowConnection>) -> JSON? {
          let texts = edges.map(\.json).sorted { $0.text(.canonical) < $1.text(.canonical) }
          return edges.isEmpty ? nil : .array(texts)
        }
        return MergeConflict(
          node: edge.source,
          pointer: JSONPointer().appending("connections").appending(edge.source).appending(edge.type)
            .appending(edge.output), base: .array([edge.json]), ours: values(move.ours),
          theirs: values(move.theirs), message: Self.message(move))
      }
  }

  private static func message(_ move: MovedConnections.Move) -> String {
    let edge = "the connection to \"\(move.edge.target)\""
    if move.ours.isEmpty { return "we removed \(edge), they moved it" }
    return move.theirs.isEmpty
      ? "we moved \(edge), they removed it" : "both moved \(edge), to different places"
  }

  /// The connections of all three as they go together edge by edge once these conflicts are decided: those of the
  /// side that wins stay, and what the other side did to the same things is left out.
  func settled(_ sides: MergeSides, for preference: MergePreference) -> (
    base: JSON?, ours: JSON?, theirs: JSON?
  ) {
    let contested = Set(removedByUs.contested.keys).union(removedByThem.contested.keys)
    let isTheirs = preference == .theirs
    let lost = moves.reduce(into: (isTheirs ? removedByUs : removedByThem).bypasses) {
      $0.formUnion(isTheirs ? $1.ours : $1.theirs)
    }
    func others(_ json: JSON?) -> JSON? {
      json.map {
        $0.keepingConnections { !lost.contains($0) && contested.isDisjoint(with: $0.ends) }
      }
    }
    let base = sides.base.workflow["connections"]?.keepingConnections {
      contested.isDisjoint(with: $0.ends)
    }
    let (ours, theirs) = (sides.ours.workflow["connections"], sides.theirs.workflow["connections"])
    let decided = isTheirs ? theirs : ours
    func whole(_ json: JSON?) -> JSON? { outputs.nodes.isEmpty ? json : taking(decided, into: json) }
    return (
      whole(base), whole(isTheirs ? others(ours) : ours), whole(isTheirs ? theirs : others(theirs))
    )
  }
}

extension ContestedWiring {
  /// Connections with those of the nodes that are taken as a whole as the side has them that wins.
  private func taking(_ decided: JSON?, into json: JSON?) -> JSON? {
    // A side without any connections has none of these nodes either.
    guard var connections = (json ?? .object([:])).objectValue else { return json }
    for name in outputs.nodes { connections[name.text] = decided?[name.text] }
    return json == nil && connections.isEmpty ? nil : .object(connections)
  }
}

extension JSON {
  /// A `connections` object without the edges that are not kept.
  func keepingConnections(_ isKept: (WorkflowConnection) -> Bool) -> JSON {
    guard let sources = objectValue else { return self }
    return .object(
      sources.rewritten { source, byType in
        guard let types = byType.objectValue else { return .kept }
        return .replaced(
          .object(
            types.rewritten { type, outputs in
              guard let slots = outputs.arrayValue else { return .kept }
              return .replaced(
                .array(slots.enumerated().map { $1.keepingEdges(of: source, type, output: $0, isKept) }))
            }))
      })
  }

  private func keepingEdges(
    of source: String, _ type: String, output: Int, _ isKept: (WorkflowConnection) -> Bool
  ) -> JSON {
    guard let edges = arrayValue else { return self }
    return .array(
      edges.filter { edge in
        WorkflowConnection.edges(in: [edge], source: source, type: type, output: output).allSatisfy(isKept)
      })
  }
}
