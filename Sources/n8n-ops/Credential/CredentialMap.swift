import Governance
import JSON
import Operations
import Terminal

struct CredentialMap: Command {
  static let configuration = CommandConfiguration(
    commandName: "map", abstract: "Say which credential of n8n a logical credential is (CRED-008).",
    discussion: """
      Workflows name logical credentials; each environment says which of its own that is. It has to be one that the last \
      sync saw, of the same type, and no other's. Nothing changes in n8n.
      """,
    examples: [
      Example(
        command: "n8n-ops credential map crm-postgres --env production --to Zt81QpLm0aVb2x4K",
        says: "In production it is this one."),
      Example(
        command: "n8n-ops credential map crm-postgres --env staging --none",
        says: "There it is none any more."),
    ])

  @Argument(help: "The logical credential.") var credential: Slug
  @Option(name: .customLong("env"), help: "The environment.") var environment: Slug
  @Option(name: .customLong("to"), help: "Id in n8n.") var id: String?
  @Flag(help: "It is none there.") var none = false
  @OptionGroup var options: ChangeOptions

  mutating func validate() throws {
    if (id == nil) != none { throw ValidationError("say --to ID, or --none") }
  }

  mutating func run(_ context: CommandContext) async throws {
    let session = try Session(options, context)
    let (mapping, isChanged) = try MapCredential(
      try session.operations(options), environment: environment, credential: credential, to: id
    ).run()
    try session.show([
      "credential": .string(credential.text), "environment": .string(environment.text),
      "id": mapping.map { .string($0.id) } ?? .null, "name": mapping.map { .string($0.name) } ?? .null,
      "changed": .bool(isChanged),
    ]) { [credential, environment] console in
      let place = mapping.map { "\($0.name) (\($0.id))" } ?? "none"
      console.print(
        "\(credential) in \(environment): \(Console.safe(place))\(isChanged ? "" : ", as before")")
    }
    if isChanged { session.next("n8n-ops sync --env \(environment)") }
  }
}
