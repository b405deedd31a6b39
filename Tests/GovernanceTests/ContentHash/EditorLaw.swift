@testable import Governance

/// What each recorded action of a person must be classified as.
enum EditorLaw {
  /// Changes as `kind node place`, semantic ones with the risk in front, cosmetic ones with `~`.
  static let expected: [String: [String]] = [
    "open-leave": [], "open-save": [], "open-save-off-grid": [], "open-node-wait": [], "open-node-close": [],
    "move-off-grid": ["~ nodeMoved Code"],
    "move-node": ["~ nodeMoved Code"],
    "move-past-sibling": ["~ nodeMoved Sibling", "HIGH connectionReordered Edit Fields"],
    "move-and-back": [], "disable-enable-node": [],
    "change-parameter": ["HIGH parameterChanged HTTP Request /parameters/method"],
    "change-parameter-to-default": ["HIGH parameterChanged HTTP Request /parameters/method"],
    "rename-node": ["LOW nodeRenamed Fields"],
    "rename-workflow": ["LOW nameChanged"],
    "add-tag": ["LOW tagAdded"],
    "edit-description": ["~ descriptionChanged"],
    "disable-node": ["HIGH nodeDisabled HTTP Request"],
    "add-node": ["MEDIUM nodeAdded Limit", "HIGH connectionAdded Code > Limit"],
    "add-if-node": ["HIGH nodeAdded If", "HIGH connectionAdded Code > If"],
    "add-webhook-node": ["HIGH nodeAdded Webhook1"],
    "delete-node": [
      "HIGH nodeRemoved HTTP Request", "HIGH connectionRemoved Edit Fields > HTTP Request",
      "HIGH connectionRemoved HTTP Request > Code", "HIGH connectionAdded Edit Fields > Code",
    ],
    "open-settings-save": [],
    "change-settings": [
      "MEDIUM settingChanged /settings/errorWorkflow", "MEDIUM settingChanged /settings/timezone",
    ],
    "settings-back-to-default": ["MEDIUM settingChanged /settings/timezone"],
    "publish": ["HIGH activationChanged"], "unpublish": ["HIGH activationChanged"],
    "add-sticky": ["~ nodeAdded Sticky Note1"],
    "move-sticky": ["~ nodeMoved Sticky Note"],
    "edit-sticky": ["~ parameterChanged Sticky Note /parameters/content"],
    "select-credential": ["HIGH credentialChanged HTTP Request /credentials/httpHeaderAuth"],
    "pin-data": [], "unpin-data": [], "execute": [], "execute-save": [],
    "copy-paste-node": ["MEDIUM nodeAdded Edit Fields1"],
    "copy-paste-webhook": ["HIGH nodeAdded Webhook1"],
    "duplicate-workflow": ["LOW nameChanged", "HIGH parameterChanged Webhook /parameters/path"],
    "archive": [], "unarchive": [], "archive-published": ["HIGH activationChanged"],
    "untidy-open-leave": [], "second-save": ["~ nodeMoved Sticky Note"],
    "older-nodes-move-note": ["~ nodeMoved Sticky Note"],
    "older-nodes-open-close": ["~ nodeMoved Sticky Note"],
    "disconnect-reconnect": ["~ connectionReordered Edit Fields"],
    "node-settings": ["MEDIUM nodeSettingChanged Code /retryOnFail"],
  ]

  /// Where the releases differ: 1.x replaces what runs at once and saves nothing without Ctrl+S, 2.x writes
  /// `executionOrder` on the first save.
  static let expectedByVersion: [String: [String: [String]]] = [
    "1.123.81": [
      "move-node-no-save": [],
      "publish-then-edit": ["~ nodeMoved Code", "HIGH parameterChanged HTTP Request /parameters/method"],
      "publish-again": [],
      "untidy-move-note": ["~ nodeMoved Sticky Note"], "untidy-open-node-close": ["~ nodeMoved Sticky Note"],
      "tidy-up": ["~ nodeMoved Edit Fields", "~ nodeMoved Sibling", "~ nodeMoved Webhook"],
    ],
    "2.40.7": [
      "move-node-no-save": ["~ nodeMoved Code"],
      "publish-then-edit": [],
      "publish-again": ["~ nodeMoved Code", "HIGH parameterChanged HTTP Request /parameters/method"],
      "untidy-move-note": ["~ nodeMoved Sticky Note", "HIGH settingChanged /settings/executionOrder"],
      "untidy-open-node-close": ["~ nodeMoved Sticky Note", "HIGH settingChanged /settings/executionOrder"],
      "tidy-up": ["~ nodeMoved Edit Fields", "~ nodeMoved Sibling", "~ nodeMoved Webhook"],
    ],
  ]

  static func expected(_ row: EditorRecording) -> [String]? {
    (expectedByVersion[row.version]?[row.action] ?? expected[row.action])?.sorted()
  }

  static func words(_ change: WorkflowChange) -> String {
    var words = [change.isCosmetic ? "~" : change.risk.rawValue, change.kind.rawValue]
    if let node = change.node { words.append(node) }
    switch change.kind {
    case .connectionAdded, .connectionRemoved: words += [">", change.connection?.target ?? ""]
    case .parameterChanged, .settingChanged, .nodeSettingChanged, .credentialChanged:
      words.append(change.pointer?.description ?? "")
    default: break
    }
    return words.joined(separator: " ")
  }
}
