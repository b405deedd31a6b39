import JSON

/// The workflow that a node carries in its own parameter instead of naming one of the instance: `source: "parameter"`
/// of Execute Sub-workflow and its kin, which n8n reads with `JSON.parse` and runs with this instance's credentials
/// and workflows. Its references are translated like the node's own; all else in it is data and stays.
struct InlineWorkflow {
  static let parameter = "workflowJson"

  /// The text of the workflow that the node carries, if it carries one. Blank is none: n8n's default is three new lines.
  static func text(in node: WorkflowNode, policy: NormalizationPolicy) -> String? {
    guard node.parameters["source"] == "parameter", let text = node.parameters[parameter]?.stringValue,
      WorkflowReferences(policy: policy).names(node.type), !text.allSatisfy(\.isWhitespace)
    else { return nil }
    return text
  }

  private let document: JSONObject
  private let layout: JSONLayout

  /// Reads the text; nil where it holds no workflow before the node runs: an expression, for one.
  init?(_ text: String) {
    guard let json = try? JSON(parsing: text), let document = json.objectValue else { return nil }
    self.document = document
    layout = JSONLayout(of: text, document: json)
  }

  /// The workflow that runs when this one fails, as the text names it.
  var errorWorkflow: String? { document["settings"]?["errorWorkflow"]?.stringValue }

  /// The nodes that can be read.
  var nodes: [WorkflowNode] { (document["nodes"]?.arrayValue ?? []).compactMap(WorkflowNode.init) }

  /// The nodes that run of the workflow that a node carries, if it carries one that can be read.
  static func nodes(in node: WorkflowNode, policy: NormalizationPolicy) -> [WorkflowNode] {
    (text(in: node, policy: policy).flatMap(InlineWorkflow.init)?.nodes ?? [])
      .filter { !policy.cosmeticNodeTypes.contains($0.type) }
  }

  /// The text with other nodes, laid out as before; nil where nothing is another.
  func text(
    rewriting node: (WorkflowNode, JSONPointer) -> JSONObject,
    settings: (JSON) -> JSON
  ) -> String? {
    let result = document.rewritten { key, value in
      switch (key, value) {
      case ("settings", .object): .replaced(settings(value))
      case ("nodes", .array(let elements)):
        .replaced(
          .array(
            elements.enumerated().map { index, element in
              guard let read = WorkflowNode(element) else { return element }
              return .object(node(read, JSONPointer().appending(key).appending(index)))
            }))
      default: .kept
      }
    }
    return result == document ? nil : layout.text(of: .object(result))
  }
}
