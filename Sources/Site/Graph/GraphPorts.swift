internal import JSON

/// One AI input on the lower edge of a root node.
struct GraphPort: Sendable, Hashable {
  /// `ai_languageModel` and so on.
  let kind: String
  let label: String
  /// Required ones stand on the left with a star, the others on the right.
  let isRequired: Bool
}

/// Finds how many inputs and outputs each node has, from its type, its parameters and what is connected.
enum GraphPorts {
  /// No node is drawn with more; connections beyond share the last.
  static let limit = 64

  static func settle(_ graph: inout WorkflowGraph) {
    var uses = [Uses](repeating: Uses(), count: graph.nodes.count)
    for connection in graph.connections {
      if connection.isMain {
        uses[connection.source].outputs = max(uses[connection.source].outputs, connection.output + 1)
        uses[connection.target].inputs = max(uses[connection.target].inputs, connection.input + 1)
      } else {
        uses[connection.source].isSubNode = true
        uses[connection.target].kinds.insert(connection.kind)
      }
    }
    for index in graph.nodes.indices { settle(&graph.nodes[index], uses[index]) }
  }

  private struct Uses {
    var inputs = 0
    var outputs = 0
    var isSubNode = false
    var kinds: Set<String> = []
  }

  private static func settle(_ node: inout GraphNode, _ uses: Uses) {
    let kind = node.kind
    let isInFlow = uses.inputs > 0 || uses.outputs > 0
    node.isSubNode = !isInFlow && (uses.isSubNode || isSubNodeByName(kind))
    node.below = ports(of: node, kind: kind, connected: uses.kinds)
    guard !node.isSubNode else {
      node.inputs = 0
      node.outputs = []
      return
    }
    node.inputs = min(limit, max(node.isTrigger ? 0 : ownInputs(of: node, kind), uses.inputs))
    var labels = OutputLabels.labels(of: node, kind)
    while labels.count < min(limit, uses.outputs) {
      labels.append(labels.isEmpty ? "" : String(labels.count))
    }
    node.outputs = Array(labels.prefix(limit))
  }

  /// Only used where nothing is connected: then the name is all there is.
  private static func isSubNodeByName(_ kind: NodeKind) -> Bool {
    if kind.isTool { return true }
    let prefixes = [
      "lm", "memory", "outputParser", "embeddings", "document", "textSplitter", "retriever", "reranker",
    ]
    return kind.isLangchain && kind.shortName != "memoryManager"
      && prefixes.contains { kind.shortName.hasPrefix($0) }
  }

  private static func ownInputs(of node: GraphNode, _ kind: NodeKind) -> Int {
    switch kind.shortName {
    case "merge": max(2, node.parameters?["numberInputs"]?.intValue ?? 2)
    case "compareDatasets": 2
    default: 1
    }
  }

  private static func ports(of node: GraphNode, kind: NodeKind, connected: Set<String>) -> [GraphPort] {
    guard kind.isLangchain || !connected.isEmpty else { return [] }
    let own = ownPorts(of: node, kind)
    let others = connected.filter { kind in !own.contains { $0.kind == kind } }
    let ports = own + others.map { GraphPort(kind: $0, label: label($0), isRequired: false) }
    return ports.sorted { (rank($0.kind), $0.kind) < (rank($1.kind), $1.kind) }
  }

  private static func ownPorts(of node: GraphNode, _ kind: NodeKind) -> [GraphPort] {
    let model = GraphPort(kind: "ai_languageModel", label: "Model", isRequired: true)
    func optional(_ kind: String) -> GraphPort {
      GraphPort(kind: kind, label: label(kind), isRequired: false)
    }
    switch kind.shortName {
    case "agent", "agentTool":
      return [GraphPort(kind: "ai_languageModel", label: "Chat Model", isRequired: true)]
        + [optional("ai_memory"), optional("ai_tool")]
    case "chainLlm", "informationExtractor", "textClassifier", "sentimentAnalysis", "chainSummarization",
      "outputParserAutofixing":
      return [model]
    case "chainRetrievalQa":
      return [model, GraphPort(kind: "ai_retriever", label: "Retriever", isRequired: true)]
    case let name where name.hasPrefix("vectorStore"):
      return [GraphPort(kind: "ai_embedding", label: "Embedding", isRequired: true)]
    default:
      return []
    }
  }

  private static let order = [
    "ai_languageModel", "ai_chain", "ai_agent", "ai_memory", "ai_tool", "ai_outputParser", "ai_retriever",
    "ai_embedding", "ai_vectorStore", "ai_document", "ai_textSplitter", "ai_reranker",
  ]

  private static func rank(_ kind: String) -> Int { order.firstIndex(of: kind) ?? order.count }

  /// `ai_outputParser` in words: `Output Parser`.
  static func label(_ kind: String) -> String {
    switch kind {
    case "ai_languageModel": "Model"
    case let kind where kind.hasPrefix("ai_"): NodeKind(type: String(kind.dropFirst(3))).title
    default: kind.boundedPrefix(24)
    }
  }
}
