/// What became of a node or a connection between two versions of a workflow.
package enum GraphMark: Sendable, Hashable {
  case added, removed, changed

  var className: StaticString {
    switch self {
    case .added: " added"
    case .removed: " removed"
    case .changed: " changed"
    }
  }

  /// Drawn beside a node, so that colour is not the only sign.
  var sign: StaticString {
    switch self {
    case .added: "+"
    case .removed: "\u{2212}"
    case .changed: "\u{2260}"
    }
  }

  /// The word for it in labels.
  var word: String {
    switch self {
    case .added: "added"
    case .removed: "removed"
    case .changed: "changed"
    }
  }
}
