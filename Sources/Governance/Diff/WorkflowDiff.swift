package import JSON

/// What changed between two versions of a workflow in portable form.
package struct WorkflowDiff: Sendable, Hashable {
  /// The changes: the workflow first, then nodes in their order, then connections.
  package var changes: [WorkflowChange]
  /// Whether the two documents differ at all. Without changes: only in what n8n rewrites by itself.
  package var isStoredDifferently: Bool
  /// What is good to know beside the changes.
  package var information: [DiffInformation] = []

  /// Whether there is nothing that a person did.
  package var isEmpty: Bool { changes.isEmpty }

  /// Whether what runs is the same.
  package var isCosmetic: Bool { changes.allSatisfy(\.isCosmetic) }

  /// The highest risk of a change; nil where there is none.
  package var risk: Risk? { changes.map(\.risk).max() }

  /// The changes that are not cosmetic.
  package var semanticChanges: [WorkflowChange] { changes.filter { !$0.isCosmetic } }
}

extension WorkflowDiff {
  /// Compares two portable forms. Nil on one side: the workflow is new, or gone.
  package static func between(
    _ old: JSON?, _ new: JSON?, policy: NormalizationPolicy, risk: RiskPolicy
  ) -> WorkflowDiff {
    let judge = RiskJudge(policy: risk, nodes: policy.nodes)
    switch (old?.objectValue, new?.objectValue) {
    case (let old?, let new?):
      if old == new { return WorkflowDiff(changes: [], isStoredDifferently: false) }
      let comparison = WorkflowComparison(old: old, new: new, policy: policy)
      return WorkflowDiff(
        changes: comparison.changes.map { judge.judged($0) }, isStoredDifferently: true,
        information: DiffInformation.ofOutputs(comparison.connections))
    case (nil, let new?):
      return whole(.workflowAdded, new, policy: policy, judge: judge)
    case (let old?, nil):
      return whole(.workflowRemoved, old, policy: policy, judge: judge)
    case (nil, nil):
      return WorkflowDiff(changes: [], isStoredDifferently: old != new)
    }
  }

  /// Compares two versions with their drafts. Nil on one side: the workflow is new, or gone.
  package static func between(
    _ old: PortableResult?, _ new: PortableResult?, policy: NormalizationPolicy, risk: RiskPolicy
  ) -> WorkflowDiff {
    var diff = between(old?.workflow, new?.workflow, policy: policy, risk: risk)
    if old?.draft != new?.draft || old?.isArchived != new?.isArchived { diff.isStoredDifferently = true }
    diff.information += DiffInformation.between(old, new)
    return diff
  }

  private static func whole(
    _ kind: WorkflowChange.Kind, _ workflow: JSONObject, policy: NormalizationPolicy, judge: RiskJudge
  ) -> WorkflowDiff {
    let types = (workflow["nodes"]?.arrayValue ?? []).compactMap(WorkflowNode.init).map(\.type)
    let name = workflow["name"]
    let lines = WorkflowText.lines(of: .object(workflow), policy: policy)
    let change =
      kind == .workflowAdded
      ? WorkflowChange(kind, new: name, lines: LineChange.added(lines))
      : WorkflowChange(kind, old: name, lines: LineChange.removed(lines))
    return WorkflowDiff(changes: [judge.judged(change, nodeTypes: types)], isStoredDifferently: true)
  }
}
