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
        outputs(slots.arrayValue ?? [], type: type, of: nodes) { edges in
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
    _ slots: [JSON], type: String, of nodes: SemanticNodes,
    sorted: ([WorkflowConnection]) -> [WorkflowConnection]
  ) {
    let start = output.count
    output.name(type)
    output.beginArray()
    var end: Int?
    for slot in slots {
      output.separate()
      output.beginArray()
      let empty = output.count
      if slot.arrayValue?.count == 1, let only = slot[0] {
        edge(only, type: type, of: nodes)
      } else {
        for edge in sorted(WorkflowConnection.edges(in: slot, source: "", type: type, output: 0)) {
          self.edge(edge.target, inputType: edge.inputType, input: edge.input, type: type)
        }
      }
      let isEmpty = output.count == empty
      output.endArray()
      if !isEmpty { end = output.count }
    }
    guard let end else { return output.truncate(to: start) }
    output.truncate(to: end)
    output.endArray()
  }

  /// Writes an edge that has no siblings, if it leads to a node that exists.
  private mutating func edge(_ json: JSON, type: String, of nodes: SemanticNodes) {
    guard let target = json["node"]?.stringValue, nodes.places[ExactText(target)] != nil else { return }
    let (inputType, input) = (json["type"]?.stringValue, json["index"]?.intValue)
    edge(target, inputType: inputType ?? type, input: input ?? 0, type: type)
  }

  private mutating func edge(_ target: String, inputType: String, input: Int, type: String) {
    output.separate()
    output.beginObject()
    if input != 0 { member("index", JSON(input)) }
    output.name("node")
    output.write(target)
    if !inputType.isExactly(type) {
      output.name("type")
      output.write(inputType)
    }
    output.endObject()
  }
}
