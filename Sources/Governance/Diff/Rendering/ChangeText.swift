import JSON

/// A change in words, the same in every rendering.
struct ChangeText {
  let change: WorkflowChange

  /// What happened, without the node: `/parameters/url changed`.
  var title: String {
    switch change.kind {
    case .workflowAdded: "workflow added"
    case .workflowRemoved: "workflow removed"
    case .nodeAdded: "node added"
    case .nodeRemoved: "node removed"
    case .nodeRenamed: "renamed from \"\(change.from ?? "")\""
    case .nodeRetyped: "type changed"
    case .nodeVersionChanged: "type version changed"
    case .nodeMoved: "moved"
    case .nodeDisabled: "disabled"
    case .nodeEnabled: "enabled"
    case .noteChanged: "\(place) changed"
    case .nodeSettingChanged, .parameterChanged: "\(place) \(verb)"
    case .codeChanged: "code \(place) \(verb)"
    case .expressionChanged: "expression \(place) \(verb)"
    case .credentialChanged: "credential \(change.pointer?.tokens.last ?? "") \(verb)"
    case .connectionAdded: "connected to \(target)"
    case .connectionRemoved: "disconnected from \(target)"
    case .connectionReordered:
      change.isCosmetic ? "targets stored in another order" : "targets run in another order"
    case .settingChanged: "setting \(change.pointer?.tokens.last ?? "") \(verb)"
    case .activationChanged: change.new == true ? "activated" : "deactivated"
    case .tagAdded: "tag added"
    case .tagRemoved: "tag removed"
    case .nameChanged: "renamed"
    case .descriptionChanged: "description changed"
    case .groupsChanged: "frames on the canvas changed"
    case .pinDataChanged: "pinned test data changed"
    case .fieldChanged: "field \(change.pointer?.tokens.last ?? "") \(verb)"
    }
  }

  /// Whether old and new value say more than the title.
  var showsValues: Bool {
    switch change.kind {
    case .nodeAdded, .nodeRemoved, .nodeRenamed, .nodeMoved, .nodeDisabled, .nodeEnabled, .connectionAdded,
      .connectionRemoved, .activationChanged, .workflowAdded, .workflowRemoved, .groupsChanged,
      .pinDataChanged:
      false
    default: change.lines == nil && !isKept
    }
  }

  /// Whether the value is as it was, and says something else because a node has another name now.
  var isKept: Bool { change.old != nil && change.old == change.new }

  /// The type of the node, where the title alone does not say what came or went; a value that is as it was.
  var detail: String? {
    switch change.kind {
    case .nodeAdded, .nodeRemoved: change.nodeType
    case .workflowAdded: change.new?.stringValue
    case .workflowRemoved: change.old?.stringValue
    default: isKept && change.lines == nil ? Self.value(change.new) : nil
    }
  }

  private var verb: String {
    if change.old == nil { return "added" }
    if change.new == nil { return "removed" }
    guard let name = change.from else { return "changed" }
    return (isKept ? "" : "changed and ") + "still has \"\(name)\", the old name of a node"
  }

  private var place: String { change.pointer?.description ?? "" }

  private var target: String {
    guard let edge = change.connection else { return "" }
    var text = "\"\(edge.target)\""
    if edge.input != 0 { text += " input \(edge.input)" }
    if edge.type != "main" { text += " as \(edge.type)" }
    if edge.output != 0 { text += " (output \(edge.output))" }
    return text
  }

  /// Old and new value, each in one line; nil where they say no more than the title.
  var values: ValueExcerpt? { showsValues ? ValueExcerpt(old: change.old, new: change.new) : nil }

  /// A value in one line, cut where it is long, for a message about it.
  static func value(_ json: JSON?) -> String {
    guard let json else { return "nothing" }
    let text = json.text(.compact)
    guard text.count > ValueExcerpt.shortEnough else { return text }
    return text.prefix(ValueExcerpt.shortEnough) + "… (\(text.count) characters)"
  }
}
