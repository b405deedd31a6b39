import Governance
import JSON
import Operations
import Terminal

struct DriftKeep: Command {
  static let configuration = CommandConfiguration(
    commandName: "keep", abstract: "Propose to approve what runs: a hotfix is kept (GITPROMO-003).",
    examples: [
      Example(
        command: "n8n-ops drift keep order-intake --env production --reason 'Hotfix for the outage'",
        says: "Makes a branch; its merge approves the hotfix.")
    ])

  @Argument(help: "The canonical workflow.") var workflow: Slug
  @Option(name: .customLong("env"), help: "The environment.") var environment: Slug
  @Option(help: "Why; the reviewer reads it.") var reason: String
  @OptionGroup var options: ChangeOptions

  mutating func run(_ context: CommandContext) async throws {
    let session = try Session(options, context)
    let operations = try session.operations(options)
    let (promotion, branch) = try DecideDrift(
      operations, environment: environment, workflow: workflow, reason: reason
    ).keep()
    try session.show(["promotion": json(promotion), "branch": .string(branch)]) { console in
      console.print("Proposed \(promotion.id), \(promotion.words), on branch \(branch).")
      session.tellHowToApprove(promotion, on: branch)
    }
  }
}

struct DriftRevert: Command {
  static let configuration = CommandConfiguration(
    commandName: "revert", abstract: "Write what is approved over what runs.",
    discussion: """
      A snapshot is taken first; the incident of the environment is updated. Where policies/environment-classes.json \
      wants an approval it is proposed on a branch, as a promotion is.
      """,
    examples: [
      Example(
        command: "n8n-ops drift revert order-intake --env production --reason 'Unapproved change'",
        says: "Brings the approved content back.")
    ])

  @Argument(help: "The canonical workflow.") var workflow: Slug
  @Option(name: .customLong("env"), help: "The environment.") var environment: Slug
  @Option(help: "Why.") var reason: String
  @OptionGroup var options: ChangeOptions

  mutating func run(_ context: CommandContext) async throws {
    let session = try Session(options, context)
    let operations = try session.operations(options)
    let (promotion, branch) = try await DecideDrift(
      operations, environment: environment, workflow: workflow, reason: reason
    ).revert()
    try session.show(json(promotion)) { console in
      guard let branch else { return promotion.show(on: console) }
      console.print("Proposed \(promotion.id), \(promotion.words), on branch \(branch).")
      session.tellHowToApprove(promotion, on: branch)
    }
    if promotion.status == .failed { throw ExitCode.failure }
  }
}
