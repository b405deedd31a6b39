import JSON

/// A node whose version or type the known release of n8n would not choose today.
package struct OutdatedNode: Sendable, Hashable {
  /// In which way.
  package enum Standing: String, Sendable, Hashable, CaseIterable {
    /// The type has a newer version.
    case older
    /// The type runs still, and the editor no longer offers it.
    case superseded
    /// The type is gone: the workflow cannot run in the known release.
    case removed
    /// The release does not have the type: a community node, or a newer one.
    case unknown
  }

  package var node: String
  package var type: String
  package var standing: Standing
  /// The node's version; nil where the document does not say.
  package var version: Double?
  /// The newest version; nil where the release does not have the type.
  package var newest: Double?
  /// What n8n offers in place of the type; nil where it offers nothing.
  package var replacement: String?

  /// Nil for a node that the release would make in the same way, and where nothing is known of any type.
  init?(_ node: WorkflowNode, nodes: NodeKnowledge) {
    guard !nodes.version.isEmpty else { return nil }
    newest = nodes.type(node.type)?.versions.max()
    version = node.typeVersion
    let successor = SupersededNodeTypes.successor(of: node.type)
    replacement = successor?.replacement
    if SupersededNodeTypes.removed.contains(node.type) {
      standing = .removed
    } else if successor != nil {
      standing = .superseded
    } else if let newest {
      if let version, version >= newest { return nil }
      standing = .older
    } else {
      standing = .unknown
    }
    self.node = node.name
    type = node.type
  }

  /// Whether the type has only got new parameters since: n8n counts up the first part of a version where a node works
  /// differently.
  var isMinor: Bool {
    guard standing == .older, let version, let newest else { return false }
    return version.rounded(.down) == newest.rounded(.down)
  }

  /// What a person should know of it: `version 1 of 4.5`, `superseded by Code`.
  package var words: String {
    switch standing {
    case .older: "version \(Self.text(version)) of \(Self.text(newest))"
    case .superseded: replacement.map { "superseded by \($0)" } ?? "no longer offered"
    case .removed: "removed from n8n" + (replacement.map { ", use \($0)" } ?? "")
    case .unknown: "\(type) is not known"
    }
  }

  private static func text(_ version: Double?) -> String {
    version.map { JSONNumber($0).text } ?? "unknown"
  }
}
