package import Template

/// One incident: what differs, until when it has to be decided, and the ways to decide it.
package struct IncidentPage: Page {
  package static let template = "incident"
  package static let section = PagePath.incidents

  /// A way out, with what it means and how to take it.
  package struct Option: Sendable, Hashable {
    /// `Revert`, `Keep`, `Promote`, `Accept`.
    package var name: String
    /// What happens then, in one sentence.
    package var meaning: String
    package var command: String
    /// Why it cannot be taken now; nil when it can.
    package var obstacle: String?

    package init(_ name: String, _ meaning: String, command: String, obstacle: String? = nil) {
      self.name = name
      self.meaning = meaning
      self.command = command
      self.obstacle = obstacle
    }
  }

  package var frame: PageFrame
  package var headline: Headline
  package var incident: IncidentRow
  /// What differs, each as a change from what was approved to what runs.
  package var groups: [ChangeGroup]
  /// Empty once it is resolved.
  package var options: [Option]
  /// How it was resolved, in one sentence; nil while it is open.
  package var resolution: String?
  /// The chain of commits, the oldest first.
  package var timeline: [ActivityRow]

  package init(
    frame: PageFrame, headline: Headline, incident: IncidentRow, groups: [ChangeGroup], options: [Option],
    resolution: String? = nil, timeline: [ActivityRow]
  ) {
    self.frame = frame
    self.headline = headline
    self.incident = incident
    self.groups = groups
    self.options = options
    self.resolution = resolution
    self.timeline = timeline
  }

  package var path: PagePath { .incident(incident.id) }
  package var title: String {
    "Incident in \(incident.environment): \(IncidentRow.summary(incident.workflows))"
  }

  package func fill(_ data: inout TemplateData) {
    data.section("INCIDENT") { incident.fill(&$0, now: now) }
    data.set("RESOLUTION", ifPresent: resolution)
    data.list("OPTION", options) { data, option in
      data.set("NAME", option.name)
      data.set("MEANING", option.meaning)
      data.set("OBSTACLE", ifPresent: option.obstacle)
      data.section("DO") { $0.set("COMMAND", block: option.command) }
    }
    data.list("GROUP", groups.enumerated().map { $0 }) { $1.element.fill(&$0, number: $1.offset + 1) }
    data.list("EVENT", timeline) { $1.fill(&$0, now: now) }
  }
}
