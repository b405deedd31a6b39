import Governance
import Ledger

extension SiteFacts {
  func credentialsPages() throws(OpsError) -> [CredentialsPage] {
    var rows: [CredentialsPage.Row] = []
    var unlisted: [String] = []
    var states: [Slug: [Slug: Badge.Credential]] = [:]
    let main = try ledger.workspace.mainTree()
    for environment in environments where environment.status.lastCompleteSync != nil {
      let overview = try ledger.credentials(of: environment.name, in: main)
      if !overview.isComplete { unlisted.append(environment.name.text) }
      for entry in overview.entries {
        if let logical = entry.logical {
          states[logical, default: [:]][environment.name] = .init(entry.status)
        }
      }
      rows += overview.entries.map { row($0, environment.name) }
    }
    let headline = headline(rows)
    let logical = mappings.credentials.sorted { $0.key < $1.key }.map {
      row($0.key, $0.value, states[$0.key] ?? [:])
    }
    return parts(rows).map { part, pagination in
      CredentialsPage(
        frame: frame, headline: headline, rows: part, unlisted: unlisted,
        environments: environments.map(\.name.text), logical: pagination.page == 1 ? logical : [],
        pagination: pagination)
    }
  }

  private func row(_ logical: Slug, _ record: CredentialRecord, _ states: [Slug: Badge.Credential])
    -> CredentialsPage.Logical
  {
    let cells = environments.map { environment -> CredentialsPage.Cell in
      if let state = states[environment.name] { return .mapped(state) }
      return record.mappings[environment.name] == nil ? .notMapped : .notRead
    }
    let gap = zip(environments, cells).first { $0.1 == .notMapped }?.0.name
    return CredentialsPage.Logical(
      name: logical.text, type: record.type, cells: cells,
      command: gap.map { "n8n-ops credential map \(logical) --env \($0) --to ID" })
  }

  private func row(_ entry: CredentialEntry, _ environment: Slug) -> CredentialsPage.Row {
    var workflows: [CredentialsPage.Workflow] = []
    for use in entry.uses {
      let workflow = CredentialsPage.Workflow(id: use.workflow?.text, name: use.name)
      if !workflows.contains(workflow) { workflows.append(workflow) }
    }
    return CredentialsPage.Row(
      name: entry.name, type: entry.type, environment: environment.text, logical: entry.logical?.text,
      nodes: entry.uses.count, workflows: workflows, state: .init(entry.status),
      reason: entry.reason.isEmpty ? nil : entry.reason, command: command(entry, environment))
  }

  private func command(_ entry: CredentialEntry, _ environment: Slug) -> String? {
    switch entry.status {
    case .valid, .unused: nil
    case .unmapped: "n8n-ops credential map NAME --env \(environment) --to \(entry.id)"
    case .missing, .typeMismatch:
      entry.logical.map { "n8n-ops credential map \($0) --env \(environment) --to ID" }
    }
  }

  private func headline(_ rows: [CredentialsPage.Row]) -> Headline {
    let checked = environments.compactMap { $0.status.lastCompleteSync?.milliseconds }.min()
    let bad = rows.filter { $0.state == .missing || $0.state == .typeMismatch }
    if let first = bad.first {
      return Headline(
        .bad, "\(bad.count) \(bad.count == 1 ? "credential is" : "credentials are") not what nodes need.",
        checked: checked, advice: "Make it in n8n, or say which one it is.",
        command: "n8n-ops credential list --env \(first.environment) --status missing --status type-mismatch")
    }
    let unmapped = rows.filter { $0.state == .unmapped }
    if let first = unmapped.first {
      return Headline(
        .attention,
        "\(unmapped.count) of the credentials that managed workflows use are known by no name elsewhere.",
        checked: checked, advice: "Say which logical credential it is.",
        command: "n8n-ops credential list --env \(first.environment) --status unmapped")
    }
    guard !rows.isEmpty else { return Headline(.quiet, "No credential is known yet.") }
    return Headline(.good, "All credentials that nodes use are there.", checked: checked)
  }
}

extension Badge.Credential {
  fileprivate init(_ status: CredentialStatus) {
    self =
      switch status {
      case .valid: .valid
      case .missing: .missing
      case .typeMismatch: .typeMismatch
      case .unmapped: .unmapped
      case .unused: .unused
      }
  }
}
