internal import Template

/// One thing that happened: a commit, read.
package struct ActivityRow: Sendable, Hashable {
  /// In milliseconds.
  package var time: Int64
  /// Who did it, or for whom: a person's name, or `n8n-ops`.
  package var actor: String
  /// What happened, in words: the commit's subject.
  package var what: String
  /// The kind of action as its trailer says: `promote`.
  package var action: String
  /// Full hash of the commit.
  package var commit: String
  /// What it is about.
  package var page: PagePath?
  /// Whether the signature is good, or how the step ended; nil where there is nothing to say.
  package var state: Badge?

  package init(
    time: Int64, actor: String, what: String, action: String, commit: String, page: PagePath? = nil,
    state: Badge? = nil
  ) {
    self.time = time
    self.actor = actor
    self.what = what
    self.action = action
    self.commit = commit
    self.page = page
    self.state = state
  }

  func fill(_ data: inout TemplateData, now: Int64) {
    data.set("TIME", time: time, now: now)
    data.set("ACTOR", actor)
    data.set("WHAT", what)
    data.set("ACTION", action)
    data.set("COMMIT", hash: commit)
    data.set("ANCHOR", destination: "commit-" + commit.boundedPrefix(12))
    data.set("LINK", page: page)
    data.show("NO_LINK", if: page == nil)
    data.set("STATE", ifPresent: state)
  }
}
