package import JSON

/// One difference between two versions of a workflow, as a person would name it.
package struct WorkflowChange: Sendable, Hashable {
  /// What kind of difference.
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    case workflowAdded, workflowRemoved
    case nodeAdded, nodeRemoved, nodeRenamed, nodeRetyped, nodeVersionChanged, nodeMoved
    case nodeDisabled, nodeEnabled
    /// Another member of a node: error handling, retries, webhook id.
    case nodeSettingChanged
    case parameterChanged, codeChanged, expressionChanged
    case credentialChanged
    case connectionAdded, connectionRemoved
    /// The targets of one output run in another order, or are only stored in another order (cosmetic).
    case connectionReordered
    case settingChanged, activationChanged, tagAdded, tagRemoved, nameChanged
    /// Cosmetic: the description of the workflow, the note of a node, frames on the canvas, test data.
    case descriptionChanged, noteChanged, groupsChanged, pinDataChanged
    /// A top-level member that no rule knows.
    case fieldChanged

    static func name(_ text: String) -> Kind? { Kind(rawValue: text) }
  }

  package var kind: Kind
  /// The name of the node it is about, in the new version where it has the node; for connections, the source.
  package var node: String?
  /// The type of that node.
  package var nodeType: String?
  /// For a renamed node, its name before; for a text that refers to one by that name still, the name.
  package var from: String?
  /// For a connection.
  package var connection: WorkflowConnection?
  /// Where: inside the node (`/parameters/url`), without a node inside the workflow (`/settings/timezone`). Indexes
  /// count in the new version, of removed elements in the old one.
  package var pointer: JSONPointer?
  /// The value before; nil where there was none.
  package var old: JSON?
  /// The value after; nil where there is none.
  package var new: JSON?
  /// For texts of more than one line, how the one becomes the other; for a node or workflow that came or went, what is in
  /// it, as `workflow textconv` writes it.
  package var lines: [LineChange]?
  package var risk: Risk
  /// The rule of `policies/risk.json` that gave the risk.
  package var rule: String
  /// Why the risk is what it is.
  package var reason: String
  /// Whether what runs stays the same.
  package var isCosmetic: Bool

  init(
    _ kind: Kind, node: WorkflowNode? = nil, from: String? = nil, connection: WorkflowConnection? = nil,
    pointer: JSONPointer? = nil, old: JSON? = nil, new: JSON? = nil, lines: [LineChange]? = nil,
    isCosmetic: Bool = false
  ) {
    self.kind = kind
    self.node = node?.name ?? connection?.source
    nodeType = node?.type
    self.from = from
    self.connection = connection
    self.pointer = pointer
    self.old = old
    self.new = new
    self.lines = lines
    risk = .high
    rule = ""
    reason = ""
    self.isCosmetic = isCosmetic
  }
}
