/// Says in words what a line shows.
enum ConnectionWords {
  /// `Check order, output true, to Send mail`; for AI `Model of Agent: GPT`.
  static func describe(_ connection: GraphConnection, in graph: WorkflowGraph) -> String {
    let source = graph.nodes[connection.source]
    let target = graph.nodes[connection.target]
    guard connection.isMain else {
      return "\(source.name) to \(target.name), as \(GraphPorts.label(connection.kind))"
    }
    let output = outputName(connection, source).map { ", output \($0)," } ?? ""
    let input = target.inputs > 1 ? ", input \(connection.input + 1)" : ""
    return "\(source.name)\(output) to \(target.name)\(input)"
  }

  /// The label of the output, or its number from 1; nil for the only one.
  static func outputName(_ connection: GraphConnection, _ source: GraphNode) -> String? {
    guard source.outputs.count > 1 else { return nil }
    let label = source.outputs.indices.contains(connection.output) ? source.outputs[connection.output] : ""
    return label.isEmpty ? String(connection.output + 1) : label
  }
}
