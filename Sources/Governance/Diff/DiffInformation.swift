import JSON

/// What is good to know of two versions of a workflow beside the changes. It has no risk and no part in the exit code.
package struct DiffInformation: Sendable, Hashable {
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    case draftAdded, draftRemoved, draftChanged
    case archived, unarchived
    /// The targets of different outputs of a node run in another order, if more than one output gives items.
    case outputsReordered
  }

  package var kind: Kind
  /// The nodes in which an added draft differs from what runs, and a changed one from the draft before; those with
  /// reordered outputs; by name.
  package var nodes: [String] = []

  /// What a file has beside what runs: its unpublished draft; nil where there is none that says anything else.
  package static func draft(of file: PortableResult) -> DiffInformation? {
    guard let draft = file.draft else { return nil }
    return nodes(differingFrom: file.workflow, to: draft, policy: file.policy)
      .map { DiffInformation(kind: .draftAdded, nodes: $0) }
  }

  /// What the places of nodes say beside the order of each output.
  static func ofOutputs(_ connections: ConnectionDiff) -> [DiffInformation] {
    let nodes = connections.reorderedAcrossOutputs
    return nodes.isEmpty ? [] : [DiffInformation(kind: .outputsReordered, nodes: nodes)]
  }

  /// What differs between two files; nil on one side: the file is new, or gone.
  static func between(_ old: PortableResult?, _ new: PortableResult?) -> [DiffInformation] {
    [drafts(old, new), archiving(old, new)].compactMap { $0 }
  }

  private static func drafts(_ old: PortableResult?, _ new: PortableResult?) -> DiffInformation? {
    guard let old, let before = old.draft else { return new.flatMap(draft(of:)) }
    guard let after = new?.draft else {
      return draft(of: old).map { _ in DiffInformation(kind: .draftRemoved) }
    }
    return nodes(differingFrom: before, to: after, policy: old.policy)
      .map { DiffInformation(kind: .draftChanged, nodes: $0) }
  }

  private static func archiving(_ old: PortableResult?, _ new: PortableResult?) -> DiffInformation? {
    let isArchived = new?.isArchived ?? false
    guard isArchived != old?.isArchived ?? false else { return nil }
    return DiffInformation(kind: isArchived ? .archived : .unarchived)
  }

  /// The names of the nodes that differ; nil where nothing does that a draft has of its own: nodes, their connections
  /// and frames.
  private static func nodes(
    differingFrom old: JSON, to new: JSON, policy: NormalizationPolicy
  ) -> [String]? {
    let comparison = WorkflowComparison(
      old: old.objectValue ?? [:], new: new.objectValue ?? [:], policy: policy)
    let own = comparison.changes.filter { $0.node != nil || $0.kind == .groupsChanged }
    if own.isEmpty { return nil }
    var seen: Set<ExactText> = []
    return own.compactMap(\.node).filter { seen.insert(ExactText($0)).inserted }
  }
}
