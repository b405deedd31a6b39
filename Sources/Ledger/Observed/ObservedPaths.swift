package import Governance

/// Where things lie on an observed branch.
package enum ObservedPaths {
  package static let workflows = "workflows"
  package static let drafts = "drafts"
  package static let unmanaged = "unmanaged"
  package static let unmanagedDrafts = "unmanaged-drafts"
  package static let credentials = "credentials.json"
  package static let tags = "tags.json"
  package static let users = "users.json"

  package static func workflow(_ workflow: Slug) -> String { "\(workflows)/\(workflow).json" }
  package static func draft(_ workflow: Slug) -> String { "\(drafts)/\(workflow).json" }

  /// File of an unmanaged workflow; nil where its id in n8n cannot be a file name.
  package static func unmanaged(_ id: String) -> String? {
    isSafe(id) ? "\(unmanaged)/\(id).json" : nil
  }

  package static func unmanagedDraft(_ id: String) -> String? {
    isSafe(id) ? "\(unmanagedDrafts)/\(id).json" : nil
  }

  /// Ids of n8n are 16 letters and digits, older ones numbers; nothing else is let near a path.
  package static func isSafe(_ id: String) -> Bool {
    (1...64).contains(id.utf8.count)
      && id.utf8.allSatisfy {
        (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) || $0 == 45 || $0 == 95
      }
      && id.utf8.first != 45
  }

  /// Files of the status ref.
  package static let status = "status.json"
  package static let index = "workflows.json"
  package static let seen = "seen.json"
  package static let pages = "pages.json"
}
