package import JSON
internal import Template

/// What changes in one workflow.
package struct ChangeGroup: Sendable {
  /// Canonical id.
  package var id: String
  package var name: String
  package var change: Badge.Change
  package var risk: Badge.Risk
  /// Content hash before and after, in full; nil where there is no such side.
  package var hashBefore: String?
  package var hashAfter: String?
  /// What the change is, in one sentence; nil when the rows say enough.
  package var note: String?
  package var changes: [ChangeRow]
  /// The two versions for the picture; nil for none.
  package var before: JSON?
  package var after: JSON?
  /// Names after, by names before, of nodes that were renamed.
  package var renames: [String: String]

  package init(
    id: String, name: String, change: Badge.Change, risk: Badge.Risk, hashBefore: String? = nil,
    hashAfter: String? = nil, note: String? = nil, changes: [ChangeRow], before: JSON? = nil,
    after: JSON? = nil,
    renames: [String: String] = [:]
  ) {
    self.id = id
    self.name = name
    self.change = change
    self.risk = risk
    self.hashBefore = hashBefore
    self.hashAfter = hashAfter
    self.note = note
    self.changes = changes
    self.before = before
    self.after = after
    self.renames = renames
  }

  /// - Parameter number: number from 1 of the group on its page; makes the ids of its picture its own.
  func fill(_ data: inout TemplateData, number: Int) {
    data.set("NAME", name)
    data.set("ANCHOR", destination: "workflow-" + PagePath.fileName(id))
    data.set("LINK", page: .workflow(id))
    data.set("KIND", .change(change))
    data.set("GROUP_RISK", .risk(risk))
    data.set("BEFORE_HASH", hash: hashBefore)
    data.set("AFTER_HASH", hash: hashAfter)
    data.set("NOTE", ifPresent: note)
    data.set("COUNT", changes.count)
    data.list("CHANGE", changes.enumerated().map { $0 }) { data, change in
      data.set("NUMBER", change.offset + 1)
      change.element.fill(&data)
    }
    if before != nil || after != nil { fillPicture(&data, number: number) }
  }

  private func fillPicture(_ data: inout TemplateData, number: Int) {
    let difference = GraphDifference(before: before, after: after, renames: renames)
    let prefix = "g\(number)-node-"
    data.section("PICTURE") { data in
      data.set(
        "GRAPH", html: GraphDrawing(difference, name: "g\(number)-", links: .marked(prefix: prefix)).svg())
      data.list("ITEM", difference.items) { data, item in
        data.set("WORD", item.mark.word)
        data.set("SIGN", item.mark.sign.description)
        data.set("WHAT", item.words)
        if let node = item.node { data.section("TARGET") { $0.set("ID", prefix + String(node)) } }
      }
    }
  }
}

/// One change, with where it is, both sides, and its risk.
package struct ChangeRow: Sendable, Hashable {
  /// `Parameter changed`, `Node added`, `Credential changed`.
  package var what: String
  /// The node; nil for the workflow itself.
  package var node: String?
  /// JSON Pointer below the node or workflow; empty where it would say nothing.
  package var pointer: String
  /// The values as text; nil where there is no such side.
  package var before: String?
  package var after: String?
  /// Instead of the values: a difference by lines, for code.
  package var lines: [DiffLine]
  package var risk: Badge.Risk
  /// The rule that gave the risk: `code changed`.
  package var rule: String

  package init(
    what: String, node: String? = nil, pointer: String = "", before: String? = nil, after: String? = nil,
    lines: [DiffLine] = [], risk: Badge.Risk, rule: String
  ) {
    self.what = what
    self.node = node
    self.pointer = pointer
    self.before = before
    self.after = after
    self.lines = lines
    self.risk = risk
    self.rule = rule
  }

  func fill(_ data: inout TemplateData) {
    data.set("WHAT", what)
    data.set("NODE", node ?? "workflow")
    if !pointer.isEmpty { data.section("AT") { $0.set("POINTER", code: pointer) } }
    if lines.isEmpty {
      if let before { data.section("BEFORE") { $0.set("VALUE", code: before) } }
      if let after { data.section("AFTER") { $0.set("VALUE", code: after) } }
    } else {
      data.section("CODE") {
        $0.set("LINES", html: DiffLine.html(lines))
        $0.set("TEXT", block: DiffLine.text(lines))
      }
    }
    data.set("RISK", .risk(risk))
    data.set("RULE", rule)
  }
}
