import JSON

extension SemanticWriter {
  /// Writes the connections between nodes that exist, without empty outputs at the end; the targets of an output in
  /// the order in which n8n runs them.
  mutating func connections(_ json: JSON, of nodes: SemanticNodes, isByPosition: Bool) {
    var order: SiblingOrder?
    output.beginObject()
    (json.objectValue ?? [:]).forEachInCanonicalOrder { source, byType in
      guard let types = byType.objectValue, nodes.places[ExactText(source)] != nil else { return }
      let start = output.count
      output.name(source)
      output.beginObject()
      let empty = output.count
      types.forEachInCanonicalOrder { type, slots in
        outputs(slots.arrayValue ?? [], type: type) { edges in
          if edges.count == 1 { return nodes.places[ExactText(edges[0].target)] == nil ? [] : edges }
          let known = order ?? nodes.siblingOrder(isByPosition: isByPosition)
          order = known
          return known.sorted(edges, type: type)
        }
      }
      if output.count == empty { output.truncate(to: start) } else { output.endObject() }
    }
    output.endObject()
  }

  /// Writes the outputs of one type, unless all are empty.
  private mutating func outputs(
    _ slots: [JSON], type: String, sorted: ([WorkflowConnection]) -> [WorkflowConnection]
  ) {
    let start = output.count
    output.name(type)
    output.beginArray()
    var end: Int?
    for slot in slots {
      output.separate()
      output.beginArray()
      let all = WorkflowConnection.edges(in: slot, source: "", type: type, output: 0)
      let edges = all.isEmpty ? all : sorted(all)
      for edge in edges { self.edge(edge) }
      output.endArray()
      if !edges.isEmpty { end = output.count }
    }
    guard let end else { return output.truncate(to: start) }
    output.truncate(to: end)
    output.endArray()
  }

  private mutating func edge(_ edge: WorkflowConnection) {
    output.separate()
    output.beginObject()
    if edge.input != 0 { member("index", JSON(edge.input)) }
    output.name("node")
    output.write(edge.target)
    if edge.inputType != edge.type {
      output.name("type")
      output.write(edge.inputType)
    }
    output.endObject()
  }
}
