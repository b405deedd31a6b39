import Governance
import JSON
import N8N
import Operations
import Terminal

struct EnvironmentEdit: Command {
  static let configuration = CommandConfiguration(
    commandName: "edit", abstract: "Change class, address, keys or connection of an environment.",
    discussion:
      "The instance is asked first, as when it was added; nothing is saved when it does not answer.",
    examples: [
      Example(
        command: "n8n-ops env edit production --deploy-key-from systemd:n8n-production-deploy",
        says: "Deployments get a key of their own."),
      Example(
        command: "n8n-ops env edit production --timeout 300 --stall-timeout 60", says: "It is slow."),
      Example(
        command: "n8n-ops env edit staging --url https://n8n-staging.example.com", says: "It has moved."),
    ])

  @Argument(help: "The environment.") var name: Slug
  @Option(name: .customLong("class"), help: "What it is for.") var environmentClass: EnvironmentClass?
  @Option(help: "Address of the instance, without /api/v1.") var url: String?
  @Option(help: "Where the key for reading is.") var apiKeyFrom: String?
  @Option(help: "Where the key for writing is.") var deployKeyFrom: String?
  @Flag(help: "Give it a class in which more is allowed than now.") var liftGuards = false
  @Flag(help: "Write with the key for reading from now on.") var noDeployKey = false
  @Flag(inversion: .prefixedNo, help: "Ask the instance before saving.") var test = true
  @OptionGroup var connection: ConnectionOptions
  @Flag(help: "Reach it as usual: drop certificates, time-outs and plain http that were set for it.")
  var usualConnection = false
  @OptionGroup var options: ChangeOptions

  mutating func validate() throws {
    if liftGuards, environmentClass == nil { throw ValidationError("--lift-guards belongs to --class") }
    if noDeployKey, deployKeyFrom != nil { throw ValidationError("--deploy-key-from or --no-deploy-key") }
    let isNothing = environmentClass == nil && url == nil && apiKeyFrom == nil && deployKeyFrom == nil
    if isNothing, !noDeployKey, !usualConnection, !connection.isGiven {
      throw ValidationError("say what to change")
    }
  }

  mutating func run(_ context: CommandContext) async throws {
    let session = try Session(options, context)
    let apiKey = try apiKeyFrom.map { text throws(OpsError) in try keyReference(text) }
    let deployKey = try deployKeyFrom.map { text throws(OpsError) in try keyReference(text) }
    let (newClass, newURL, dropsDeployKey) = (environmentClass, url, noDeployKey)
    let known = try session.ledger(options).environment(name, in: try session.workspace.mainTree()).connection
    let newConnection = try connection.settings(
      over: usualConnection ? nil : known, in: context.workingDirectory)
    let operations = try session.operations(options)
    let found = try await operations.edit(name, isTested: test, liftsGuards: liftGuards) { record in
      if let newClass { record.class = newClass }
      if let newURL { record.url = newURL }
      if let apiKey { record.apiKey = apiKey }
      if let deployKey { record.deployKey = deployKey }
      if dropsDeployKey { record.deployKey = nil }
      record.connection = newConnection
    }
    let sharers = try found.record.map { record throws(OpsError) in
      try operations.sharers(of: record, besides: name)
    }
    try session.show([
      "environment": .string(name.text), "changed": .bool(found.record != nil),
      "capabilities": json(found.capabilities),
      "sameInstance": .array((sharers ?? []).map { .string($0.text) }),
    ]) { console in
      console.warn(of: sharers ?? [], besides: name)
      guard found.record != nil else { return console.print("\(name) is so already.") }
      console.print("Changed \(name)\(found.capabilities.map { ": \($0.summary)" } ?? ", not tested").")
    }
  }
}
