package import Template

/// All environments of a tenant with what is known of each.
package struct EnvironmentsPage: Page {
  package static let template = "environments"
  package static let section = PagePath.environments

  /// One environment in full.
  package struct Row: Sendable, Hashable {
    package var card: EnvironmentCard
    /// Address of the instance.
    package var url: String
    /// n8n's version; nil before the first contact.
    package var version: String?
    /// Last drift check, in milliseconds.
    package var checked: Int64?
    /// Last heartbeat, in milliseconds.
    package var heartbeat: Int64?
    package var active: Int
    package var missing: Int
    package var unreadable: Int
    /// What actions the class of the environment restricts, and what the instance cannot do; one sentence
    /// each.
    package var warnings: [String]
    /// What to do next here; nil when there is nothing.
    package var command: String?

    package init(
      card: EnvironmentCard, url: String, version: String?, checked: Int64?, heartbeat: Int64?, active: Int,
      missing: Int = 0, unreadable: Int = 0, warnings: [String] = [], command: String? = nil
    ) {
      self.card = card
      self.url = url
      self.version = version
      self.checked = checked
      self.heartbeat = heartbeat
      self.active = active
      self.missing = missing
      self.unreadable = unreadable
      self.warnings = warnings
      self.command = command
    }
  }

  package var frame: PageFrame
  package var headline: Headline
  package var rows: [Row]
  /// How much of the plan is used: `3 of 5 environments`; nil without a limit.
  package var allowance: String?
  package var empty: EmptyState

  package init(
    frame: PageFrame, headline: Headline, rows: [Row], allowance: String? = nil,
    empty: EmptyState = EmptyState(
      "An environment is one n8n instance: development, staging or production.",
      command: "n8n-ops env add production --class production --url https://n8n.example.com "
        + "--api-key-from env:N8N_API_KEY")
  ) {
    self.frame = frame
    self.headline = headline
    self.rows = rows
    self.allowance = allowance
    self.empty = empty
  }

  package var path: PagePath { .environments }
  package var title: String { "Environments" }

  package func fill(_ data: inout TemplateData) {
    data.set("ALLOWANCE", ifPresent: allowance)
    if rows.isEmpty { empty.fill(&data) }
    data.list("ENVIRONMENT", rows) { data, row in
      row.card.fill(&data, now: now)
      data.set("URL", destination: row.url)
      data.set("ADDRESS", row.url)
      data.set("VERSION", row.version ?? "not known yet")
      data.set("CHECKED_AT", timeIfPresent: row.checked, now: now)
      data.set("HEARTBEAT", timeIfPresent: row.heartbeat, now: now)
      data.set("ACTIVE", row.active)
      data.set("MISSING", row.missing)
      data.set("UNREADABLE", row.unreadable)
      data.list("REMARK", row.warnings) { $0.set("TEXT", $1) }
      if let command = row.command { data.section("DO") { $0.set("COMMAND", block: command) } }
    }
  }
}
