import Governance
import JSON
import N8N
import Operations
import Terminal

struct EnvironmentEdit: Command {
  static let configuration = CommandConfiguration(
    commandName: "edit", abstract: "Change class, address or keys of an environment.",
    discussion:
      "The instance is asked first, as when it was added; nothing is saved when it does not answer.",
    examples: [
      Example(
        command: "n8n-ops env edit production --deploy-key-from systemd:n8n-production-deploy",
        says: "Deployments get a key of their own."),
      Example(
        command: "n8n-ops env edit staging --url https://n8n-staging.example.com", says: "It has moved."),
    ])

  @Argument(help: "The environment.") var name: Slug
  @Option(name: .customLong("class"), help: "What it is for.") var environmentClass: EnvironmentClass?
  @Option(help: "Address of the instance, without /api/v1.") var url: String?
  @Option(help: "Where the key for reading is.") var apiKeyFrom: String?
  @Option(help: "Where the key for writing is.") var deployKeyFrom: String?
  @Flag(help: "Write with the key for reading from now on.") var noDeployKey = false
  @Flag(inversion: .prefixedNo, help: "Ask the instance before saving.") var test = true
  @OptionGroup var options: ChangeOptions

  mutating func validate() throws {
    if noDeployKey, deployKeyFrom != nil { throw ValidationError("--deploy-key-from or --no-deploy-key") }
    let isNothing = environmentClass == nil && url == nil && apiKeyFrom == nil && deployKeyFrom == nil
    if isNothing, !noDeployKey { throw ValidationError("say what to change") }
  }

  mutating func run(_ context: CommandContext) async throws {
    let session = try Session(options, context)
    let apiKey = try apiKeyFrom.map { text throws(OpsError) in try keyReference(text) }
    let deployKey = try deployKeyFrom.map { text throws(OpsError) in try keyReference(text) }
    let (newClass, newURL, dropsDeployKey) = (environmentClass, url, noDeployKey)
    let found = try await session.operations(options).edit(name, isTested: test) { record in
      if let newClass { record.class = newClass }
      if let newURL { record.url = newURL }
      if let apiKey { record.apiKey = apiKey }
      if let deployKey { record.deployKey = deployKey }
      if dropsDeployKey { record.deployKey = nil }
    }
    try session.show([
      "environment": .string(name.text), "changed": .bool(found.record != nil),
      "capabilities": json(found.capabilities),
    ]) { console in
      guard found.record != nil else { return console.print("\(name) is so already.") }
      console.print("Changed \(name)\(found.capabilities.map { ": \($0.summary)" } ?? ", not tested").")
    }
  }
}
