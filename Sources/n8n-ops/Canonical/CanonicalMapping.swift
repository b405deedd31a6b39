import Governance
import JSON
import Operations
import Terminal

/// What the commands that decide about one workflow in one environment share.
struct MappingOptions: ParsableArguments {
  @Argument(help: "The canonical workflow.") var workflow: Slug
  @Option(name: .customLong("env"), help: "The environment.") var environment: Slug
}

extension ChangeMapping.Decision {
  /// Decides, and says what holds now.
  fileprivate func apply(
    to place: MappingOptions, _ options: ChangeOptions, _ context: CommandContext
  ) throws {
    let session = try Session(options, context)
    let (mapping, landing, warnings) = try ChangeMapping(
      try session.operations(options), environment: place.environment, workflow: place.workflow,
      decision: self
    ).run()
    let status = mapping?.status.rawValue ?? MappingStatus.unmapped.rawValue
    try session.show([
      "workflow": .string(place.workflow.text), "environment": .string(place.environment.text),
      "status": .string(status), "id": mapping.map { .string($0.id) } ?? .null,
      "branch": landing.branch.map { .string($0) } ?? .null,
    ]) { console in
      for warning in warnings { console.warning(warning) }
      let when = landing.branch == nil ? "" : ", once it is merged"
      console.print("\(place.workflow) in \(place.environment): \(status)\(when)")
      session.tell(landing, on: console)
    }
  }
}

struct CanonicalLink: Command {
  static let configuration = CommandConfiguration(
    commandName: "link", abstract: "Say which workflow of n8n a canonical workflow is (CAN-008).",
    discussion: """
      For a workflow that was made again under another id, or that onboarding could not tell. Nothing is approved by it: \
      what runs is compared with what was approved before.
      """,
    examples: [
      Example(
        command: "n8n-ops canonical link order-intake 8Wn2QqLr5tYzXc1v --env production",
        says: "It was made again: the new one is it.")
    ])

  @OptionGroup var place: MappingOptions
  @Argument(help: "Id in n8n.") var id: String
  @OptionGroup var options: ChangeOptions

  mutating func run(_ context: CommandContext) async throws {
    try ChangeMapping.Decision.link(id: id).apply(to: place, options, context)
  }
}

struct CanonicalUnlink: Command {
  static let configuration = CommandConfiguration(
    commandName: "unlink", abstract: "Take a workflow of n8n out of governance again (CAN-008).",
    discussion: "What was approved of it in this environment goes as well. Nothing changes in n8n.",
    examples: [
      Example(
        command: "n8n-ops canonical unlink order-intake --env staging", says: "There it is unmanaged again.")
    ])

  @OptionGroup var place: MappingOptions
  @OptionGroup var options: ChangeOptions

  mutating func run(_ context: CommandContext) async throws {
    try ChangeMapping.Decision.unlink.apply(to: place, options, context)
  }
}

struct CanonicalIgnore: Command {
  static let configuration = CommandConfiguration(
    commandName: "ignore", abstract: "Leave a workflow alone in one environment (CAN-008).",
    discussion: "It is neither drift nor missing there, whatever happens to it. Status: IGNORED.",
    examples: [
      Example(
        command: "n8n-ops canonical ignore load-test --env development", says: "Do as you like with it there."
      )
    ])

  @OptionGroup var place: MappingOptions
  @OptionGroup var options: ChangeOptions

  mutating func run(_ context: CommandContext) async throws {
    try ChangeMapping.Decision.ignore.apply(to: place, options, context)
  }
}

struct CanonicalUnignore: Command {
  static let configuration = CommandConfiguration(
    commandName: "unignore", abstract: "Look after a workflow again that was ignored or deleted (CAN-008).",
    examples: [
      Example(command: "n8n-ops canonical unignore load-test --env development", says: "It counts again.")
    ])

  @OptionGroup var place: MappingOptions
  @OptionGroup var options: ChangeOptions

  mutating func run(_ context: CommandContext) async throws {
    try ChangeMapping.Decision.unignore.apply(to: place, options, context)
  }
}

struct CanonicalDelete: Command {
  static let configuration = CommandConfiguration(
    commandName: "delete", abstract: "Record that a workflow was taken away on purpose (CAN-004).",
    discussion: """
      Status: DELETED. It is not missing there any more, and what was approved of it there goes. Nothing is deleted \
      in n8n: what is still there becomes unmanaged, which the policy for deleting in environments of that class \
      (policies/environment-classes.json) must allow.
      """,
    examples: [
      Example(
        command: "n8n-ops canonical delete old-report --env production",
        says: "It is gone, and that is right.")
    ])

  @OptionGroup var place: MappingOptions
  @OptionGroup var options: ChangeOptions

  mutating func run(_ context: CommandContext) async throws {
    try ChangeMapping.Decision.delete.apply(to: place, options, context)
  }
}
