package import JSON
package import Template

/// One workflow: what it is, where it runs, how it looks, what became of it.
package struct WorkflowPage: Page {
  package static let template = "workflow"
  package static let section = PagePath.workflows()

  /// The workflow in one environment.
  package struct Place: Sendable, Hashable {
    package var environment: String
    package var state: Badge.Cell
    /// Status of the mapping as the ledger has it: `LINKED`.
    package var mapping: String
    /// n8n's id there; nil where it is not mapped.
    package var n8nID: String?
    /// Address of the workflow in n8n's editor.
    package var url: String?
    package var isActive: Bool
    /// Content hash of what runs, in full.
    package var hash: String?
    /// Last seen, in milliseconds.
    package var seen: Int64?

    package init(
      environment: String, state: Badge.Cell, mapping: String, n8nID: String? = nil, url: String? = nil,
      isActive: Bool = false, hash: String? = nil, seen: Int64? = nil
    ) {
      self.environment = environment
      self.state = state
      self.mapping = mapping
      self.n8nID = n8nID
      self.url = url
      self.isActive = isActive
      self.hash = hash
      self.seen = seen
    }
  }

  /// One line of what an analysis found: `Sub-workflows`, `send-invoice, notify`.
  package struct Fact: Sendable, Hashable {
    package var label: String
    package var value: String
    /// Makes it loud; quiet for most.
    package var tone: Tone

    package init(_ label: String, _ value: String, tone: Tone = .quiet) {
      self.label = label
      self.value = value
      self.tone = tone
    }
  }

  package var frame: PageFrame
  package var headline: Headline
  /// Canonical id.
  package var id: String
  package var name: String
  /// Markdown as its author wrote it; nil for none.
  package var summary: String?
  package var tags: [String]
  package var places: [Place]
  package var facts: [Fact]
  /// The content shown: portable form, or n8n's own. The graph, nodes, connections and settings are read from
  /// it.
  package var workflow: JSON
  /// Which content it is, in words: `what is approved for production`.
  package var shown: String
  package var promotions: [PromotionRow]
  /// Commits that changed it, the newest first.
  package var history: [ActivityRow]

  package init(
    frame: PageFrame, headline: Headline, id: String, name: String, summary: String? = nil, tags: [String],
    places: [Place], facts: [Fact], workflow: JSON, shown: String, promotions: [PromotionRow] = [],
    history: [ActivityRow] = []
  ) {
    self.frame = frame
    self.headline = headline
    self.id = id
    self.name = name
    self.summary = summary
    self.tags = tags
    self.places = places
    self.facts = facts
    self.workflow = workflow
    self.shown = shown
    self.promotions = promotions
    self.history = history
  }

  package var path: PagePath { .workflow(id) }
  package var title: String { name }

  package func fill(_ data: inout TemplateData) {
    data.set("CANONICAL_ID", code: id)
    if let summary, !summary.isEmpty {
      data.section("SUMMARY") {
        $0.set("RENDERED", html: Markdown.html(summary, headings: .paragraphs))
        $0.set("TEXT", summary)
      }
    }
    data.list("TAG", tags) { $0.set("TEXT", $1) }
    data.list("PLACE", places) { fill(&$0, $1) }
    data.list("FACT", facts) { data, fact in
      data.set("LABEL", fact.label)
      data.set("VALUE", fact.value)
      data.set("TONE", fact.tone.rawValue)
    }
    data.set("SHOWN", shown)
    WorkflowContent(workflow).fill(&data)
    data.list("PROMOTION", promotions) { $1.fill(&$0, now: now) }
    data.list("EVENT", history) { $1.fill(&$0, now: now) }
  }

  private func fill(_ data: inout TemplateData, _ place: Place) {
    data.set("ENVIRONMENT", place.environment)
    data.set("ENVIRONMENT_ANCHOR", destination: "env-" + PagePath.fileName(place.environment))
    data.set("STATE", .cell(place.state))
    data.set("MAPPING", place.mapping)
    data.set("ACTIVITY", place.isActive ? Badge(.good, "Active") : Badge(.quiet, "Inactive"))
    data.set("HASH", hash: place.hash)
    data.set("SEEN", timeIfPresent: place.seen, now: now)
    guard let id = place.n8nID else { return data.show("UNMAPPED") }
    data.section(place.url == nil ? "PLAIN_ID" : "LINKED_ID") {
      $0.set("ID", code: id)
      $0.set("URL", destination: place.url ?? "")
    }
  }
}
