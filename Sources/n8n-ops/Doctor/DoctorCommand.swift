import Governance
import JSON
import Ledger
import Operations
import Terminal

struct DoctorCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Look at everything that has to work: files, keys, remote, instances (ENV-004).",
    discussion: """
      Nothing is written, here or elsewhere: the remote is asked whether it can be read and written, instances what they \
      are. Exit code 2 when something does not work; warnings alone pass.
      """,
    examples: [
      Example(command: "n8n-ops doctor", says: "After an installation, or when something is odd.")
    ])

  @OptionGroup var options: WorkspaceOptions

  mutating func run(_ context: CommandContext) async throws {
    let session = try Session(options, context, fetches: false)
    var found = [try session.diagnoseFiles(), session.diagnoseServiceKey(), session.diagnoseRemote()]
    let tenants = options.tenant == nil ? try session.tenants() : [try session.ledger(options).tenant.tenant]
    for tenant in tenants {
      do throws(OpsError) {
        found += try await session.unattended(tenant: tenant).diagnoseEnvironments()
      } catch {
        found.append(Diagnosis("tenant \(tenant)", error))
      }
    }
    try session.show(.array(found.map(\.json))) { console in
      for diagnosis in found { diagnosis.show(on: console) }
    }
    if found.contains(where: { $0.outcome == .bad }) { throw ExitCode.found }
  }
}

extension Session {
  fileprivate func diagnoseFiles() throws(OpsError) -> Diagnosis {
    let errors = try CheckWorkspace(tree: try workspace.mainTree()).run().filter { !$0.isWarning }
    guard let first = errors.first else {
      return Diagnosis("files of \(path)", .good, "everything is in order")
    }
    return Diagnosis(
      "files of \(path)", .bad,
      "\(counted(errors.count, "finding")), the first in \(first.path): \(first.problem)",
      remedy: "n8n-ops check")
  }

  fileprivate func diagnoseServiceKey() -> Diagnosis {
    do throws(OpsError) {
      guard try serviceKey() != nil else {
        return Diagnosis(
          "service key", .warning, "none is configured: secrets in workflows cannot be sealed",
          remedy: "Set \(ServiceKey.variable); see docs/secrets.md.")
      }
      return Diagnosis("service key", .good, "it is there")
    } catch {
      return Diagnosis("service key", error)
    }
  }

  /// Whether the remote can be read and written, without leaving anything there.
  fileprivate func diagnoseRemote() -> Diagnosis {
    guard let shared = workspace.shared else {
      return Diagnosis(
        "remote", .warning, "none: what is decided here is nowhere else",
        remedy: "n8n-ops remote set origin --url ADDRESS")
    }
    do throws(OpsError) {
      try shared.checkReadable(from: repository)
      try shared.checkWritable(from: repository)
      return Diagnosis("remote", .good, "it can be read and written")
    } catch {
      return Diagnosis("remote", error)
    }
  }
}

extension Diagnosis {
  fileprivate var json: JSON {
    [
      "subject": .string(subject), "outcome": .string(outcome.rawValue), "finding": .string(finding),
      "remedy": remedy.map { .string($0) } ?? .null,
    ]
  }

  fileprivate func show(on console: Console) {
    let (mark, style): (String, Style) =
      switch outcome {
      case .good: ("ok", .green)
      case .warning: ("warning", .yellow)
      case .bad: ("bad", [.red, .bold])
      }
    console.print("\(console.styled(mark, style))  \(Console.safe(subject)): \(Console.safe(finding))")
    if outcome != .good, let remedy { console.print("    try: \(Console.safe(remedy))") }
  }
}
