package import JSON

/// What a workflow is made of, for people who have to judge it (WF-005).
///
/// No secret of the workflow stands in its texts, names included.
package struct WorkflowAnalysis: Sendable {
  /// The shape of the graph.
  package var shape: WorkflowShape
  /// The nodes that start it, disabled ones left out.
  package var triggers: [TriggerSummary]
  /// What it calls over HTTP by an address of its own. What an app's node calls by itself is its credential's.
  package var calls: [HTTPCall]
  /// The credentials that it needs, as `type: name`, sorted.
  package var credentials: [String]
  /// The workflows that it calls, by canonical id or the instance's, sorted; one that stands in a node's parameter by that
  /// node.
  package var subWorkflows: [String]
  /// Whether it calls workflows that only a run can tell.
  package var hasDynamicWorkflows: Bool
  /// How it deals with errors.
  package var errorHandling: ErrorHandling
  /// The nodes that are switched off, by name.
  package var disabledNodes: [String]
  /// The nodes whose type has a newer version, or is not known.
  package var outdatedNodes: [OutdatedNode]
  /// Lines of code in nodes that hold code, blank ones left out.
  package var codeLines: Int
  /// The secrets that stand in it in the clear.
  package var secrets: [SecretFinding]
  /// The name of the workflow.
  package var name: String

  /// Analyses a workflow in portable form.
  ///
  /// - Parameter source: where secrets are looked for, when it is more than the portable form: a file has pinned and
  ///   static data too.
  package init(of portable: JSON, source: JSON? = nil, policy: NormalizationPolicy) {
    let nodes = (portable["nodes"]?.arrayValue ?? []).compactMap(WorkflowNode.init)
      .filter { !policy.cosmeticNodeTypes.contains($0.type) }
    shape = WorkflowShape(nodes: nodes, connections: portable["connections"])
    triggers = nodes.filter { !$0.isDisabled }.compactMap { TriggerSummary($0, nodes: policy.nodes) }
    calls = nodes.flatMap { HTTPCall.all(of: $0, policy: policy) }
    let dependencies = WorkflowDependencies(of: portable, policy: policy)
    credentials = dependencies.credentials.map(\.text).sorted()
    let inline = nodes.filter { !InlineWorkflow.nodes(in: $0, policy: policy).isEmpty }
    subWorkflows = (dependencies.subWorkflows.map(\.text) + inline.map { "in \($0.name) itself" }).sorted()
    hasDynamicWorkflows = dependencies.hasDynamicWorkflows
    errorHandling = ErrorHandling(nodes: nodes, settings: portable["settings"])
    disabledNodes = nodes.filter(\.isDisabled).map(\.name)
    outdatedNodes = nodes.compactMap { OutdatedNode($0, nodes: policy.nodes) }
    codeLines = nodes.reduce(0) { $0 + CodeText.lines(of: $1, nodes: policy.nodes) }
    let source = source ?? portable
    let found = SecretScanner(nodes: policy.nodes).findings(in: source, limit: nil)
    secrets = Array(found.prefix(SecretScanner.limit))
    name = portable["name"]?.stringValue ?? ""
    self = masked(by: SecretMask(SecretFinding.values(of: found, in: source)))
  }

  /// How hard it is to see through, from 0 to 100: three for a node, two for a connection, five for each way that the
  /// widest branching has, five for a loop, one for ten lines of code.
  package var complexity: Int {
    let points =
      3 * shape.nodes + 2 * shape.connections + 5 * shape.widestBranching + 5 * shape.loops + codeLines / 10
    return min(100, points)
  }

  /// The hosts that it calls, lower case, sorted; addresses that only a run knows are left out.
  package var hosts: [String] { Set(calls.compactMap(\.host)).sorted() }

  /// How many nodes call an address that only a run knows.
  package var dynamicAddresses: Int { calls.count { $0.host == nil } }

  /// The complexity in a word.
  package var complexityLevel: ComplexityLevel { ComplexityLevel(complexity) }
}

/// A complexity in a word.
package enum ComplexityLevel: String, Sendable, Hashable, CaseIterable {
  case simple, moderate, complex
  case veryComplex = "very complex"

  init(_ complexity: Int) {
    switch complexity {
    case ..<25: self = .simple
    case ..<50: self = .moderate
    case ..<75: self = .complex
    default: self = .veryComplex
    }
  }
}
