/// What stands around every page of a tenant's site.
package struct PageFrame: Sendable, Hashable {
  /// A ref that a page was made from.
  package struct Source: Sendable, Hashable {
    /// In words: `decisions`, `observed production`.
    package var name: String
    /// Full hash of the commit.
    package var commit: String
    /// The commit's time in milliseconds.
    package var time: Int64

    package init(name: String, commit: String, time: Int64) {
      self.name = name
      self.commit = commit
      self.time = time
    }
  }

  /// The tenant's name for people.
  package var tenant: String
  /// State of the environments, shown on every page. A page that is to be rendered again only when its own
  /// content changes (one of ten thousand workflows) leaves this empty: its header then shows `status.svg` of
  /// the site.
  package var environments: [EnvironmentChip]
  /// What the page was made from, the newest first. Together they are its permanent address.
  package var sources: [Source]
  /// What is wrong with the page as a whole, e.g. that it could not be rebuilt; nil when nothing is.
  package var warning: String?

  package init(
    tenant: String, environments: [EnvironmentChip] = [], sources: [Source], warning: String? = nil
  ) {
    self.tenant = tenant
    self.environments = environments
    self.sources = sources
    self.warning = warning
  }

  /// The time from which relative times are counted: that of the newest source.
  var now: Int64 { sources.map(\.time).max() ?? 0 }
}

/// An environment in the header: its name and its state in a word.
package struct EnvironmentChip: Sendable, Hashable {
  /// Name of the environment; also its anchor on the page Environments, after `env-`.
  package var name: String
  package var state: Badge

  package init(name: String, state: Badge) {
    self.name = name
    self.state = state
  }
}
