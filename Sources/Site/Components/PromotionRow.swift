internal import Template

/// A promotion in a list.
package struct PromotionRow: Sendable, Hashable {
  package var id: String
  /// What it carries, in words: `Order intake and 2 more`.
  package var title: String
  package var source: String
  package var target: String
  package var state: Badge.Promotion
  package var risk: Badge.Risk
  package var requester: String
  /// When it was planned, in milliseconds.
  package var created: Int64
  /// Number of workflows that change.
  package var workflows: Int

  package init(
    id: String, title: String, source: String, target: String, state: Badge.Promotion, risk: Badge.Risk,
    requester: String, created: Int64, workflows: Int
  ) {
    self.id = id
    self.title = title
    self.source = source
    self.target = target
    self.state = state
    self.risk = risk
    self.requester = requester
    self.created = created
    self.workflows = workflows
  }

  func fill(_ data: inout TemplateData, now: Int64) {
    data.set("ID", code: id)
    data.set("ANCHOR", destination: PagePath.fileName(id))
    data.set("NAME", title)
    data.set("LINK", page: .promotion(id))
    data.set("SOURCE_NAME", source)
    data.set("TARGET_NAME", target)
    data.set("STATE", .promotion(state))
    data.set("RISK", .risk(risk))
    data.set("REQUESTER", requester)
    data.set("CREATED", time: created, now: now)
    data.set("WORKFLOWS", workflows)
  }
}
