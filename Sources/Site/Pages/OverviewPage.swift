package import Template

/// The first page: is production what was approved, and what waits for a person?
package struct OverviewPage: Page {
  package static let template = "overview"
  package static let section = PagePath.overview

  /// One thing that needs a person.
  package struct Task: Sendable, Hashable {
    package var state: Badge
    /// What it is: `Order intake differs in production`.
    package var what: String
    package var page: PagePath
    /// Since when, in milliseconds.
    package var since: Int64
    /// The next step, complete.
    package var command: String?

    package init(state: Badge, what: String, page: PagePath, since: Int64, command: String? = nil) {
      self.state = state
      self.what = what
      self.page = page
      self.since = since
      self.command = command
    }
  }

  /// The stages of one pipeline in their order.
  package struct Pipeline: Sendable, Hashable {
    package var name: String
    package var stages: [EnvironmentCard]
    /// Promotions under way between stages, by the name of the target.
    package var waiting: [String: Int]

    package init(name: String, stages: [EnvironmentCard], waiting: [String: Int] = [:]) {
      self.name = name
      self.stages = stages
      self.waiting = waiting
    }
  }

  package var frame: PageFrame
  package var headline: Headline
  package var tasks: [Task]
  /// One for each pipeline; a tenant without any has one without a name that holds all environments.
  package var pipelines: [Pipeline]
  package var tiles: [StatTile]
  /// The latest few.
  package var promotions: [PromotionRow]
  package var activity: [ActivityRow]

  package init(
    frame: PageFrame, headline: Headline, tasks: [Task], pipelines: [Pipeline], tiles: [StatTile],
    promotions: [PromotionRow], activity: [ActivityRow]
  ) {
    self.frame = frame
    self.headline = headline
    self.tasks = tasks
    self.pipelines = pipelines
    self.tiles = tiles
    self.promotions = promotions
    self.activity = activity
  }

  package var path: PagePath { .overview }
  package var title: String { "Overview" }

  package func fill(_ data: inout TemplateData) {
    data.list("TASK", tasks) { data, task in
      data.set("STATE", task.state)
      data.set("WHAT", task.what)
      data.set("LINK", page: task.page)
      data.set("SINCE", time: task.since, now: now)
      if let command = task.command { data.section("DO") { $0.set("COMMAND", block: command) } }
    }
    data.list("PIPELINE", pipelines) { data, pipeline in
      if !pipeline.name.isEmpty { data.section("NAMED") { $0.set("PIPELINE_NAME", pipeline.name) } }
      data.list("STAGE", pipeline.stages) { data, stage in
        stage.fill(&data, now: now)
        let waiting = pipeline.waiting[stage.name] ?? 0
        if waiting > 0 { data.section("WAITING") { $0.set("PROMOTIONS", waiting) } }
      }
    }
    data.list("TILE", tiles) { $1.fill(&$0) }
    data.list("PROMOTION", promotions) { $1.fill(&$0, now: now) }
    data.list("EVENT", activity) { $1.fill(&$0, now: now) }
  }
}
