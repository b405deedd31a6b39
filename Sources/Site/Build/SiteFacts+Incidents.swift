import Governance
import JSON
import Ledger

extension SiteFacts {
  func incidentsPage() -> IncidentsPage {
    let open = incidents.filter { $0.status != .resolved }
    let headline: Headline =
      if let first = open.first {
        Headline(
          .bad, "\(open.count) incident\(open.count == 1 ? " is" : "s are") open.",
          since: open.map(\.openedAt.milliseconds).min(), advice: "Look at the worst first.",
          command: "n8n-ops incident show \((open.max { $0.severity < $1.severity } ?? first).id)")
      } else {
        Headline(.good, "No incident is open.")
      }
    return IncidentsPage(
      frame: frame, headline: headline, rows: (open + incidents.filter { $0.status == .resolved }).map(row))
  }

  func incidentPage(_ incident: Incident) throws(OpsError) -> IncidentPage {
    var groups: [ChangeGroup] = []
    for finding in incident.findings { groups.append(try group(finding, of: incident)) }
    return IncidentPage(
      frame: quietFrame, headline: headline(incident), incident: row(incident), groups: groups,
      options: incident.status == .resolved ? [] : options(incident), resolution: resolution(incident),
      timeline: timeline(of: incident))
  }

  private func headline(_ incident: Incident) -> Headline {
    guard incident.status != .resolved else {
      return Headline(
        .good, "It is resolved: \(incident.resolution?.rawValue ?? "settled").",
        since: incident.resolvedAt?.milliseconds)
    }
    return Headline(
      .bad, "The environment \(incident.environment) does not run what was approved.",
      since: incident.openedAt.milliseconds,
      advice: "Decide for each workflow below: keep it, or bring the approved content back.")
  }

  /// What differs, as the record says it; while the incident is open with a picture of both sides.
  private func group(_ finding: DriftFinding, of incident: Incident) throws(OpsError) -> ChangeGroup {
    var (before, after): (JSON?, JSON?) = (nil, nil)
    var renames: [String: String] = [:]
    if incident.status != .resolved, let workflow = Slug(finding.workflow) {
      before = try ledger.approved(workflow, in: incident.environment)
      after = try ledger.running(workflow, in: incident.environment)
      renames =
        WorkflowDiff.between(before, after, policy: ledger.rules.normalization, risk: ledger.rules.risk)
        .renames
    }
    let change: Badge.Change =
      switch finding.kind {
      case .modified: .modified
      case .missing: .deleted
      case .untracked: .added
      }
    return ChangeGroup(
      id: finding.workflow, name: finding.name, change: change, risk: .init(finding.risk),
      hashBefore: finding.baselineHash, hashAfter: finding.observedHash,
      note: finding.moreChanges.map { "\($0) more changes are not recorded." },
      changes: finding.changes.map(ChangeRow.init), before: before, after: after, renames: renames)
  }

  private func options(_ incident: Incident) -> [IncidentPage.Option] {
    let workflow = incident.findings.first?.workflow ?? "WORKFLOW"
    let place = "\(workflow) --env \(incident.environment)"
    return [
      .init(
        "Revert", "What is approved is written over what runs; a snapshot is taken first.",
        command: "n8n-ops drift revert \(place) --reason 'Not approved'"),
      .init(
        "Keep", "What runs is proposed as the new baseline; a reviewer merges it.",
        command: "n8n-ops drift keep \(place) --reason 'Hotfix'"),
      .init(
        "Accept", "The incident ends and the drift stays; it shows again when it changes.",
        command: "n8n-ops incident resolve \(incident.id) --how accepted --note 'Why'"),
    ]
  }

  private func resolution(_ incident: Incident) -> String? {
    guard incident.status == .resolved, let event = incident.events.last else { return nil }
    return
      "\(event.by.name): \(incident.resolution?.rawValue ?? "settled")\(event.note.map { ". \($0)" } ?? "")"
  }

  func activityPage() -> ActivityPage {
    let failed = jobs.prefix(20).filter { $0.outcome == .failed }
    let headline: Headline =
      if let last = jobs.first {
        failed.isEmpty
          ? Headline(.good, "The latest jobs went well.", checked: last.finishedAt.milliseconds)
          : Headline(
            .attention, "\(failed.count) of the latest \(min(20, jobs.count)) jobs failed.",
            since: failed.last?.startedAt.milliseconds, checked: last.finishedAt.milliseconds,
            advice: failed.first?.messages.first)
      } else {
        Headline(.quiet, "No job has run yet.")
      }
    return ActivityPage(
      frame: frame, headline: headline, jobs: jobs.prefix(100).map(job), events: audit.prefix(200).map(row))
  }

  private func job(_ job: JobRecord) -> ActivityPage.Job {
    ActivityPage.Job(
      id: job.id.text, kind: job.job, subject: job.environment?.text, outcome: .init(job.outcome),
      started: job.startedAt.milliseconds, duration: job.finishedAt.milliseconds - job.startedAt.milliseconds,
      counts: counts(job), error: job.outcome == .failed ? job.messages.first : nil)
  }

  /// What a job counted, in words: `2 workflows`, `1 workflow`.
  private func counts(_ job: JobRecord) -> String {
    job.counts.filter { $0.value > 0 }.sorted { $0.key < $1.key }.map { name, count in
      "\(count) \(count == 1 && name.hasSuffix("s") ? String(name.dropLast()) : name)"
    }.joined(separator: ", ")
  }
}
