internal import JSON
internal import Template

/// What a workflow's JSON says, as a picture and as lists that say the same in words.
struct WorkflowContent {
  /// Bytes of parameters shown for one node; what is longer is shortened.
  private static let parameterLimit = 16 * 1024
  /// Bytes of parameters shown on one page; nodes beyond it show none.
  private static let pageLimit = 512 * 1024

  private let workflow: JSON
  private let graph: WorkflowGraph

  init(_ workflow: JSON) {
    self.workflow = workflow
    self.graph = WorkflowGraph(workflow: workflow)
  }

  func fill(_ data: inout TemplateData) {
    if !graph.nodes.isEmpty {
      data.section("PICTURE") { $0.set("GRAPH", html: GraphDrawing(graph).svg()) }
    }
    data.set("NODE_COUNT", graph.nodes.count)
    data.set("CONNECTION_COUNT", graph.connections.count)
    if graph.omitted > 0 { data.section("OMITTED") { $0.set("COUNT", graph.omitted) } }
    fillNodes(&data)
    data.list("CONNECTION", graph.connections) { data, connection in
      let source = graph.nodes[connection.source]
      data.set("SOURCE_NODE", source.name)
      data.set("SOURCE_NUMBER", source.number)
      data.set("TARGET_NODE", graph.nodes[connection.target].name)
      data.set("TARGET_NUMBER", graph.nodes[connection.target].number)
      data.set("HOW", how(connection, source))
    }
    data.list("SETTING", (workflow["settings"]?.objectValue ?? [:]).map { $0 }) { data, setting in
      data.set("NAME", setting.key)
      data.set("VALUE", code: setting.value.stringValue ?? setting.value.text(.compact))
    }
  }

  private func how(_ connection: GraphConnection, _ source: GraphNode) -> String {
    guard connection.isMain else { return GraphPorts.label(connection.kind) }
    let output = ConnectionWords.outputName(connection, source).map { "output \($0)" }
    let target = graph.nodes[connection.target]
    let input = target.inputs > 1 ? "input \(connection.input + 1)" : nil
    let parts = [output, input].compactMap { $0 }
    return parts.isEmpty ? "items" : parts.joined(separator: ", ")
  }

  private func fillNodes(_ data: inout TemplateData) {
    var rest = Self.pageLimit
    data.list("NODE", graph.nodes) { data, node in
      data.set("NUMBER", node.number)
      data.set("NAME", node.name)
      data.set("TYPE", node.typeTitle)
      data.set("FULL_TYPE", code: node.type)
      data.set("VERSION", node.typeVersionText)
      data.set("OPERATION", node.operation ?? "")
      data.show("TRIGGER", if: node.isTrigger)
      data.show("DISABLED", if: node.isDisabled)
      data.set("CREDENTIALS", node.credentials.joined(separator: ", "))
      guard let parameters = node.parameters, parameters.objectValue?.isEmpty == false, rest > 0 else {
        return
      }
      var text = parameters.text(.pretty)
      if text.utf8.count > Self.parameterLimit {
        text = text.boundedPrefix(Self.parameterLimit) + "\n(shortened)\n"
      }
      rest -= text.utf8.count
      data.section("PARAMETERS") { $0.set("JSON", block: text) }
    }
  }
}
