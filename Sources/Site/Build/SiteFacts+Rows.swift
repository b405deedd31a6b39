import Governance
import JSON
import Ledger

extension SiteFacts {
  func row(_ promotion: Promotion) -> PromotionRow {
    let names = promotion.workflows.map(\.name)
    let verb =
      switch promotion.kind {
      case .promotion: ""
      case .keep: "Keep "
      case .revert: "Revert "
      }
    return PromotionRow(
      id: promotion.id.text, title: verb + IncidentRow.summary(names), source: promotion.source?.text ?? "–",
      target: promotion.target.text, state: badge(promotion),
      risk: .init(promotion.risk),
      requester: promotion.requestedBy.name, created: promotion.requestedAt.milliseconds,
      workflows: promotion.workflows.count)
  }

  func row(_ change: OpenChange) -> DecisionRow {
    // Whoever pushes chooses the name of the branch, and people paste commands into a shell.
    let isPlain = change.branch.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        true
      default: "/-_.".utf8.contains(byte)
      }
    }
    return DecisionRow(
      what: oneLine(change.request.subject, limit: 200), requester: change.request.who,
      since: change.request.at.milliseconds, files: change.files,
      command: isPlain ? "git merge --no-ff \(change.branch)" : nil)
  }

  func row(_ incident: Incident) -> IncidentRow {
    IncidentRow(
      id: incident.id.text, environment: incident.environment.text, severity: .init(incident.severity),
      state: .init(incident.status), workflows: incident.findings.map(\.name),
      opened: incident.openedAt.milliseconds, deadline: incident.expiresAt?.milliseconds,
      owner: incident.events.last { $0.what == "acknowledged" }?.by.name)
  }

  func row(_ entry: AuditEntry) -> ActivityRow {
    ActivityRow(
      time: entry.at.milliseconds, actor: entry.who, what: entry.subject,
      action: entry.action ?? (entry.isMerge ? "merge" : "commit"), commit: entry.commit.hex,
      page: page(of: entry))
  }

  /// The page that an entry of the audit log is about.
  private func page(of entry: AuditEntry) -> PagePath? {
    guard let target = entry.target.flatMap(RecordID.init) else { return nil }
    if decided.contains(where: { $0.id == target }) || proposals.contains(where: { $0.id == target }) {
      return .promotion(target.text)
    }
    if incidents.contains(where: { $0.id == target }) { return .incident(target.text) }
    return nil
  }

  /// The commits about one record, the oldest first.
  func timeline(of id: RecordID) -> [ActivityRow] { (chains[id.text] ?? []).map(row) }

  /// The commits about an incident and about what was kept or reverted for it, the oldest first.
  func timeline(of incident: Incident) -> [ActivityRow] {
    timeline(of: Promotion.records(about: incident.id, among: decided + proposals).map(\.text))
  }

  /// The commits about a workflow in some environment, and about the promotions and incidents that it was part of, the
  /// newest first.
  func history(of workflow: Slug, promotions: [Promotion]) -> [ActivityRow] {
    let concerned = incidents.filter { $0.findings.contains { $0.workflow == workflow.text } }
    let targets =
      environments.map { "\($0.name)/\(workflow)" } + promotions.map(\.id.text) + concerned.map(\.id.text)
    return timeline(of: targets).reversed()
  }

  /// The commits about some targets, the oldest first.
  private func timeline(of targets: [String]) -> [ActivityRow] {
    // Commits of one second keep the order of the log.
    let entries = targets.flatMap { chains[$0] ?? [] }
    return entries.sorted { places[$0.commit, default: 0] < places[$1.commit, default: 0] }.map(row)
  }

  /// One workflow's changes as a page shows them.
  func group(
    _ workflow: PromotedWorkflow, _ diff: WorkflowDiff, before: JSON?, after: JSON?
  ) -> ChangeGroup {
    ChangeGroup(
      id: workflow.workflow.text, name: workflow.name, change: workflow.change == .added ? .added : .modified,
      risk: .init(workflow.risk), hashBefore: workflow.hashBefore, hashAfter: workflow.hashPlanned,
      note: workflow.becauseOf.map { "It is part of this because it is \($0)." },
      changes: diff.changes.map(ChangeRow.init),
      before: before, after: after, renames: diff.renames)
  }
}

extension SiteFacts {
  /// State of a promotion as a page shows it.
  func badge(_ promotion: Promotion) -> Badge.Promotion {
    if unproved[promotion.id] != nil { return .notApproved }
    return promotion.badge(isProposal: proposals.contains { $0.id == promotion.id })
  }
}

extension WorkflowDiff {
  /// Names after, by names before.
  var renames: [String: String] {
    Dictionary(
      changes.compactMap { change in
        guard change.kind == .nodeRenamed, let from = change.from, let node = change.node else { return nil }
        return (from, node)
      }, uniquingKeysWith: { first, _ in first })
  }
}

extension ChangeRow {
  init(_ change: WorkflowChange) {
    let words = change.words
    self.init(
      what: ChangeRow.what(words.title, at: change.pointer?.description), node: change.node,
      pointer: change.pointer?.description ?? "",
      before: words.showsValues ? change.old.map(ChangeRow.text) : nil,
      after: words.showsValues ? change.new.map(ChangeRow.text) : words.detail,
      lines: (change.lines ?? []).map(DiffLine.init), risk: .init(change.isCosmetic ? .low : change.risk),
      rule: change.isCosmetic ? "cosmetic" : change.reason)
  }

  /// The title without its place, which stands beside it.
  fileprivate static func what(_ title: String, at pointer: String?) -> String {
    guard let pointer, !pointer.isEmpty else { return title }
    return title.hasPrefix(pointer)
      ? "parameter" + title.dropFirst(pointer.count) : title.replacing(" \(pointer)", with: "")
  }

  /// A value as text, at most a few lines of it.
  fileprivate static func text(_ value: JSON) -> String {
    let text = value.stringValue ?? value.text(.compact)
    return text.count > 600 ? text.prefix(600) + "…" : text
  }
}

extension ChangeRow {
  /// A change that an incident has kept.
  init(_ change: RecordedChange) {
    let node = change.node
    let isAboutNode = node.map { change.what.hasPrefix("\($0): ") } ?? false
    let title = isAboutNode ? String(change.what.dropFirst((node?.count ?? 0) + 2)) : change.what
    let rest = change.isWithheld == true ? "the values hold a secret" : "cut where it was too long"
    let isWhole = change.isWithheld != true && change.isCut != true
    self.init(
      what: ChangeRow.what(title, at: change.pointer), node: node, pointer: change.pointer ?? "",
      before: change.before.map(ChangeRow.text), after: change.after.map(ChangeRow.text),
      lines: (change.lines ?? []).map(DiffLine.init(record:)), risk: .init(change.risk),
      rule: isWhole ? change.reason : "\(change.reason) (\(rest))")
  }
}

extension DiffLine {
  /// A line as an incident has kept it.
  fileprivate init(record: String) {
    let text = String(record.dropFirst(2))
    switch record.first {
    case "+": self.init(.added, text)
    case "-": self.init(.removed, text)
    case "@": self.init(.gap, text)
    default: self.init(.same, text)
    }
  }

  init(_ line: LineChange) {
    switch line.kind {
    case .context: self.init(.same, line.text)
    case .added: self.init(.added, line.text)
    case .removed: self.init(.removed, line.text)
    case .skipped: self.init(.gap, "\(line.count) lines the same")
    }
  }
}
