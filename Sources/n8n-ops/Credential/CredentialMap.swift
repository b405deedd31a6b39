import Governance
import JSON
import Operations
import Terminal

struct CredentialMap: Command {
  static let configuration = CommandConfiguration(
    commandName: "map", abstract: "Say which credential of n8n a logical credential is (CRED-008).",
    discussion: """
      Workflows name logical credentials; each environment says which of its own that is. It has to be one that the last \
      sync saw, of the same type, and no other's: one that is another logical credential so far is taken from it with --take, \
      and what was approved in that environment names the new one from then on. Nothing changes in n8n.
      """,
    examples: [
      Example(
        command: "n8n-ops credential map crm-postgres --env production --to Zt81QpLm0aVb2x4K",
        says: "In production it is this one."),
      Example(
        command: "n8n-ops credential map crm-postgres --env production --to Zt81QpLm0aVb2x4K --take",
        says: "Onboarding had made it a logical credential of its own, since it is called otherwise there."),
      Example(
        command: "n8n-ops credential map crm-postgres --env staging --none",
        says: "There it is none any more."),
    ])

  @Argument(help: "The logical credential.") var credential: Slug
  @Option(name: .customLong("env"), help: "The environment.") var environment: Slug
  @Option(name: .customLong("to"), help: "Id in n8n.") var id: String?
  @Flag(help: "It is none there.") var none = false
  @Flag(help: "Take it from the logical credential that it is so far.") var take = false
  @OptionGroup var options: ChangeOptions

  mutating func validate() throws {
    if (id == nil) != none { throw ValidationError("say --to ID, or --none") }
    if take, none { throw ValidationError("--take goes with --to ID") }
  }

  mutating func run(_ context: CommandContext) async throws {
    let session = try Session(options, context)
    let report = try MapCredential(
      try session.operations(options), environment: environment, credential: credential, to: id, mayTake: take
    ).run()
    let isChanged = report.landing != .nothing
    try session.show([
      "credential": .string(credential.text), "environment": .string(environment.text),
      "id": report.mapping.map { .string($0.id) } ?? .null,
      "name": report.mapping.map { .string($0.name) } ?? .null,
      "takenFrom": report.takenFrom.map { .string($0.text) } ?? .null,
      "changed": .bool(isChanged), "branch": report.landing.branch.map { .string($0) } ?? .null,
    ]) { [credential, environment] console in
      for warning in report.warnings { console.warning(warning) }
      let place = report.mapping.map { "\($0.name) (\($0.id))" } ?? "none"
      let former = report.takenFrom.map { ", which was \($0)" } ?? ""
      console.print(
        "\(credential) in \(environment): \(Console.safe(place))\(former)\(isChanged ? "" : ", as before")")
      session.tell(report.landing, on: console)
    }
    if report.landing.commit != nil { session.next("n8n-ops sync --env \(environment)") }
  }
}
