import Governance
import JSON
import Operations
import Terminal

/// `secret`: sealed values, and whether everything that is referred to is found.
struct SecretCommand: Command {
  static let configuration = CommandConfiguration.group(
    "secret", abstract: "Secrets: sealed files, sealed values, references.",
    subcommands: [SecretSeal.self, SecretCheck.self, SecretRotate.self])
}

struct SecretSeal: Command {
  static let configuration = CommandConfiguration(
    commandName: "seal", abstract: "Seal a value from standard input into a file of the repository.",
    discussion: """
      The file is encrypted with age to the service key that N8N_OPS_AGE_IDENTITY names, and committed. A reference \
      age:PATH names it.
      """,
    examples: [
      Example(
        command: "n8n-ops secret seal production",
        says: "Seal the API key on standard input as state/secrets/production.age.")
    ])

  /// The most that a key can have.
  private static let limit = 16_384

  @Argument(help: "Short name: a-z, 0-9 and '-'.") var name: Slug
  @OptionGroup var options: ChangeOptions

  mutating func run(_ context: CommandContext) async throws {
    let session = try Session(options, context)
    let reference = try session.operations(options).sealFile(name, value: context.readInput(Self.limit))
    try session.show(["reference": .string(reference)]) { $0.print("Sealed: \(reference)") }
    session.next("use it with --api-key-from \(reference)")
  }
}

struct SecretCheck: Command {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Look whether the secret of every reference is found here; none is shown.",
    examples: [Example(command: "n8n-ops secret check", says: "All keys of all environments.")])

  @OptionGroup var options: WorkspaceOptions

  mutating func run(_ context: CommandContext) async throws {
    let session = try Session(options, context)
    let operations = try session.unattended(options)
    let checked = try operations.checkReferences()
    try session.show(
      .array(
        checked.map { item in
          var object: JSONObject = [
            "environment": .string(item.environment.text), "use": .string(item.use),
            "reference": .string(item.reference.description), "isFound": .bool(item.problem == nil),
          ]
          if let problem = item.problem {
            object["problem"] = .string(problem.why ?? problem.what)
            if let remedy = problem.remedy { object["remedy"] = .string(remedy) }
          }
          return .object(object)
        })
    ) { console in
      var table = Table(["environment", "use", "reference", "found"])
      for item in checked {
        table.add(
          item.environment.text, item.use, Console.safe(item.reference.description),
          Console.safe(item.problem.map { $0.why ?? $0.what } ?? "yes"))
      }
      console.print(table)
    }
    if checked.contains(where: { $0.problem != nil }) { throw ExitCode.found }
  }
}

struct SecretRotate: Command {
  static let configuration = CommandConfiguration(
    commandName: "rotate", abstract: "Seal everything to another service key.",
    discussion: """
      N8N_OPS_AGE_IDENTITY names the key of now, --to the next one. Placeholders stay the same. Afterwards set \
      N8N_OPS_AGE_IDENTITY to the new key. Running it again after an interruption finishes it.
      """,
    examples: [
      Example(
        command: "n8n-ops secret rotate --to file:/etc/n8n-ops/next.age-key",
        says: "Seal all values and files to the new key.")
    ])

  @Option(help: "Where the new identity is: file:PATH, systemd:NAME or env:NAME.") var to: String
  @OptionGroup var options: PlatformOptions

  mutating func run(_ context: CommandContext) async throws {
    let session = try Session(options, context)
    let new = try ServiceKey(to, variables: session.variables)
    var values = 0
    var files = 0
    for tenant in try session.tenants() {
      let done = try session.operations(tenant: tenant).rotateSecrets(to: new)
      values += done.values
      files = max(files, done.files)
    }
    try session.show(["files": .number(JSONNumber(files)), "values": .number(JSONNumber(values))]) {
      console in
      console.print("Sealed again: \(counted(values, "value")), \(counted(files, "file")).")
    }
    session.next("\(ServiceKey.variable)=\(new.reference)")
  }
}
