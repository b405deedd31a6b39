package import Template

/// What happened: jobs of the machine, and decisions of people.
package struct ActivityPage: Page {
  package static let template = "activity"
  package static let section = PagePath.activity

  /// One run of a job.
  package struct Job: Sendable, Hashable {
    package var id: String
    /// `sync`, `drift`, `deploy`.
    package var kind: String
    /// Environment or promotion that it worked on; nil for the whole tenant.
    package var subject: String?
    package var outcome: Badge.Outcome
    /// In milliseconds.
    package var started: Int64
    /// In milliseconds; nil while it runs.
    package var duration: Int64?
    /// What it did, in words: `1,204 read, 3 changed`.
    package var counts: String
    package var error: String?

    package init(
      id: String, kind: String, subject: String? = nil, outcome: Badge.Outcome, started: Int64,
      duration: Int64? = nil, counts: String, error: String? = nil
    ) {
      self.id = id
      self.kind = kind
      self.subject = subject
      self.outcome = outcome
      self.started = started
      self.duration = duration
      self.counts = counts
      self.error = error
    }
  }

  package var frame: PageFrame
  package var headline: Headline
  /// The latest first.
  package var jobs: [Job]
  /// The latest first.
  package var events: [ActivityRow]
  package var empty: EmptyState

  package init(
    frame: PageFrame, headline: Headline, jobs: [Job], events: [ActivityRow],
    empty: EmptyState = EmptyState("Jobs and decisions appear here as they happen.", command: "n8n-ops run")
  ) {
    self.frame = frame
    self.headline = headline
    self.jobs = jobs
    self.events = events
    self.empty = empty
  }

  package var path: PagePath { .activity }
  package var title: String { "Activity" }

  package func fill(_ data: inout TemplateData) {
    if jobs.isEmpty && events.isEmpty { empty.fill(&data) }
    data.list("JOB", jobs) { data, job in
      data.set("ANCHOR", destination: "job-" + PagePath.fileName(job.id))
      data.set("KIND", job.kind)
      data.set("SUBJECT", job.subject ?? "all")
      data.set("STATE", .outcome(job.outcome))
      data.set("STARTED", time: job.started, now: now)
      data.set("DURATION", job.duration.map(TimeText.duration) ?? "still running")
      data.set("COUNTS", job.counts)
      data.set("ERROR", ifPresent: job.error)
    }
    data.list("EVENT", events) { $1.fill(&$0, now: now) }
  }
}
