import Governance
import JSON
import Ledger

extension SiteFacts {
  func environmentsPage() -> EnvironmentsPage {
    let drifted = environments.filter {
      $0.comparison.status == .driftDetected && $0.record.class != .development
    }
    let down = environments.filter { $0.connection(now: now) == .down }
    let headline: Headline =
      if let first = down.first {
        Headline(
          .bad, "The environment \(first.name) could not be read.",
          since: first.status.lastSync?.at.milliseconds,
          advice: first.status.lastSync?.message, command: "n8n-ops env test \(first.name)")
      } else if let first = drifted.first {
        Headline(
          .bad, "The environment \(first.name) does not run what was approved.",
          checked: first.status.lastCompleteSync?.milliseconds,
          advice: "Look at what differs.", command: "n8n-ops drift check --env \(first.name)")
      } else if environments.isEmpty {
        Headline(.quiet, "There is no environment yet.")
      } else {
        Headline(
          .good, "All environments could be read, and staging and production run what was approved.",
          checked: environments.compactMap { $0.status.lastCompleteSync?.milliseconds }.min())
      }
    let allowance = ledger.allowance(of: .environments, plan: tenant.plan, used: environments.count)
    return EnvironmentsPage(
      frame: frame, headline: headline, rows: environments.map(row),
      allowance: allowance.limit == nil ? nil : allowance.words)
  }

  private func row(_ environment: Environment) -> EnvironmentsPage.Row {
    let items = environment.index.items.values.filter { !$0.isArchived }
    return EnvironmentsPage.Row(
      card: environment.card(now: now), url: environment.record.url, version: environment.version,
      checked: environment.status.lastDriftCheck?.at.milliseconds,
      heartbeat: environment.status.lastSync?.at.milliseconds, active: items.count(where: \.isActive),
      missing: environment.status.coverage.missing, unreadable: environment.status.coverage.unreadable,
      warnings: environment.standing.remarks + warnings(environment), command: command(environment))
  }

  /// What the class restricts (ENV-018), one sentence each.
  private func warnings(_ environment: Environment) -> [String] {
    GuardedAction.allCases.compactMap { action in
      switch ledger.rules.guards.decision(on: action, in: environment.record.class) {
      case .allowed: nil
      case .warning: "\(action.words) is discouraged here."
      case .approval: "\(action.words) needs an approval here."
      case .blocked: "\(action.words) is blocked here."
      }
    }
  }

  private func command(_ environment: Environment) -> String? {
    if environment.status.lastSync == nil { return "n8n-ops sync --env \(environment.name)" }
    if environment.comparison.status == .new {
      return "n8n-ops canonical onboard --env \(environment.name) --all"
    }
    if environment.comparison.status == .driftDetected, environment.record.class != .development {
      return "n8n-ops drift check --env \(environment.name)"
    }
    return environment.status.coverage.unmanaged > 0
      ? "n8n-ops canonical unmanaged --env \(environment.name)" : nil
  }
}

extension SiteFacts.Environment {
  /// Version of n8n as the last probe found it.
  var version: String? {
    guard let version = status.capabilities?["version"] else { return nil }
    let from = version["from"]?.stringValue
    return version["isExact"]?.boolValue == true ? from : from.map { "\($0) or later" }
  }
}

extension GuardedAction {
  /// The action in words, at the start of a sentence.
  var words: String {
    switch self {
    case .directEdit: "Changing a workflow without a promotion"
    case .activate: "Activating or deactivating"
    case .delete: "Deleting a workflow"
    case .upload: "Uploading a workflow"
    case .promoteFrom: "Promoting out of it"
    case .promoteInto: "Promoting into it"
    case .onboard: "Onboarding"
    case .revert: "Reverting to what is approved"
    case .keep: "Keeping a change made in n8n"
    }
  }
}
