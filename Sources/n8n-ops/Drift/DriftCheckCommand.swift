import Governance
import JSON
import Operations
import Terminal

struct DriftCheckCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Compare what runs with what is approved (DRIFT-002).",
    discussion:
      "Exit code 2 when drift is found. The incident of the environment is opened, updated or resolved.",
    examples: [
      Example(command: "n8n-ops drift check --env production", says: "Sync production, then compare."),
      Example(
        command: "n8n-ops drift check --no-sync", says: "Compare with the last sync, without asking n8n."),
    ])

  @Option(name: .customLong("env"), help: "An environment; say it again for more. All without any.")
  var environments: [Slug] = []
  @Flag(inversion: .prefixedNo, help: "Sync first.") var sync = true
  @OptionGroup var options: ChangeOptions

  mutating func run(_ context: CommandContext) async throws {
    let session = try Session(options, context)
    let operations = try session.unattended(options)
    let names = environments.isEmpty ? try operations.ledger.allEnvironments() : environments
    let isSynced = sync
    let outcomes = await operations.forEach(names) { name throws(OpsError) in
      if isSynced { _ = try await Sync(operations, environment: name).run() }
      return try DriftCheck(operations, environment: name).run()
    }
    try session.show(.array(outcomes.map(\.json))) { console in
      for outcome in outcomes {
        switch outcome.result {
        case .success(let report): report.show(on: console)
        case .failure(let error): _ = console.report(error)
        }
      }
    }
    try outcomes.throwIfPartial { _ in false }
    if outcomes.contains(where: { $0.isDrifted }) { throw ExitCode.found }
  }
}

extension EnvironmentOutcome where Value == DriftCheck.Report {
  var isDrifted: Bool {
    if case .success(let report) = result { report.isLoud } else { false }
  }

  var json: JSON {
    switch result {
    case .success(let report):
      [
        "environment": .string(environment.text), "status": .string(report.status.rawValue),
        "findings": n8n_ops.json(report.findings), "untracked": n8n_ops.json(report.untracked),
        "incident": report.incident.map { .string($0.id.text) } ?? .null,
      ]
    case .failure(let error):
      [
        "environment": .string(environment.text), "status": .string(DriftStatus.error.rawValue),
        "error": error.json,
      ]
    }
  }
}

extension DriftCheck.Report {
  func show(on console: Console) {
    let isGood = status == .inSync
    let label = status.label(for: environmentClass)
    console.print("\(environment): \(console.styled(label, isGood ? .green : [.red, .bold])), \(words)")
    for finding in findings {
      console.print(
        "  \(finding.kind.rawValue) \(Console.safe(finding.workflow)) "
          + "\(console.styled(finding.risk.rawValue, style(of: finding.risk))) "
          + "\(short(finding.baselineHash)) → \(short(finding.observedHash))")
      for change in finding.changes.prefix(5) { change.show(on: console) }
      let more = finding.changes.dropFirst(5).count + (finding.moreChanges ?? 0)
      if more > 0 { console.print("    and \(more) more") }
    }
    if !untracked.isEmpty {
      console.print(
        "  \(counted(untracked.count, "unmanaged workflow")): n8n-ops canonical unmanaged --env \(environment)"
      )
    }
    if let incident, incident.status != .resolved {
      console.print(
        "  incident \(incident.id), \(console.styled(incident.severity.rawValue, style(of: incident.severity)))"
      )
    }
  }
}

extension RecordedChange {
  /// The change with both values, cut where they are long.
  func show(on console: Console) {
    console.print("    \(Console.safe(what))")
    for line in lines ?? [] where line.hasPrefix("+") || line.hasPrefix("-") {
      console.print("      " + console.styled(Console.safe(line), line.hasPrefix("+") ? .green : .red))
    }
    if let before { console.print("      " + console.styled("- \(Self.text(before))", .red)) }
    if let after { console.print("      " + console.styled("+ \(Self.text(after))", .green)) }
    if isWithheld == true { console.print("      the values hold a secret and are not shown") }
  }

  private static func text(_ value: JSON) -> String {
    let text = value.text(.compact)
    return Console.safe(text.count > 160 ? text.prefix(160) + "…" : text)
  }
}
