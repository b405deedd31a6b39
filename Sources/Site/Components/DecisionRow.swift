internal import Template

/// A decision that waits on a branch for its merge.
package struct DecisionRow: Sendable, Hashable {
  /// What is to be decided: `onboard: 4 workflows in production`.
  package var what: String
  package var requester: String
  /// Since when it waits, in milliseconds.
  package var since: Int64
  package var files: Int
  /// How it is merged; nil where the branch has a name that nobody should paste into a shell.
  package var command: String?

  package init(what: String, requester: String, since: Int64, files: Int, command: String?) {
    self.what = what
    self.requester = requester
    self.since = since
    self.files = files
    self.command = command
  }

  func fill(_ data: inout TemplateData, now: Int64) {
    data.set("STATE", .promotion(.waitsForApproval))
    data.set("WHAT", what)
    data.set("REQUESTER", requester)
    data.set("SINCE", time: since, now: now)
    data.set("FILES", files == 1 ? "1 file" : "\(files) files")
    if let command { data.section("DO") { $0.set("COMMAND", block: command) } }
  }
}
