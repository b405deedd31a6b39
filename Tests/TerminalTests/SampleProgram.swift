import Terminal

/// A program with one of everything, for the tests.
struct Sample: Command {
  static let configuration = CommandConfiguration(
    commandName: "sample", abstract: "Governs samples.",
    discussion: "A program that has one of everything.", subcommands: [Env.self, Sync.self, Fail.self])
}

enum EnvironmentClass: String, ExpressibleByArgument, CaseIterable { case development, staging, production }

struct Shared: ParsableArguments {
  @Option(help: "The workspace's folder.", completion: .directory) var repo = "."
  @Option(help: "The tenant.") var tenant: String?
  @Flag(help: "Write JSON.") var json = false

  mutating func validate() throws {
    if tenant == "nobody" { throw ValidationError("there is no tenant 'nobody'") }
  }
}

struct Env: Command {
  static let configuration = CommandConfiguration(
    commandName: "env", abstract: "Environments.", subcommands: [EnvAdd.self, EnvList.self],
    aliases: ["environment"])
}

struct EnvAdd: Command {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Add an n8n instance as an environment.",
    discussion: """
      The instance is asked first; nothing is saved when it does not answer. The key itself is never stored, \
      only where to find it.

      References:
        env:NAME   an environment variable
      """,
    examples: [
      Example(
        command: "sample env add prod --class production --url https://n8n.example.com",
        says: "Add production.")
    ])

  @Argument(help: "The environment's name.", completion: CompletionKind.none) var name: String
  @Option(name: [.customLong("class"), .customShort("c")], help: "What the environment is for.")
  var environmentClass: EnvironmentClass
  @Option(help: "The instance's address.", completion: CompletionKind.none) var url: String
  @Option(help: "Seconds to wait for an answer.") var timeout = 30
  @Option(name: .shortAndLong, help: "A label; say it again for more.") var label: [String] = []
  @Flag(inversion: .prefixedNo, help: "Ask the instance before saving.") var test = true
  @OptionGroup(title: "Shared options") var shared: Shared

  mutating func validate() throws {
    if timeout < 0 { throw ValidationError("a time-out is not negative") }
  }

  mutating func run(_ context: CommandContext) async throws {
    context.console.print(
      "\(name) \(environmentClass) \(url) \(timeout) \(label) \(test) \(shared.repo) \(shared.tenant ?? "-")")
  }
}

struct EnvList: Command {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "List the environments.")
  @OptionGroup var shared: Shared
  mutating func run(_ context: CommandContext) async throws {
    context.console.print("list \(shared.json) \(shared.repo)")
  }
}

struct Sync: Command {
  static let configuration = CommandConfiguration(
    abstract: "Read environments.",
    examples: [Example(command: "sample sync prod 'the other one'", says: "Read two.")])

  @Argument(help: "Environments; all without any.", completion: .shellCommand("printf 'prod\\nstage\\n'"))
  var environments: [String] = []
  @Option(help: "Only some of it.", completion: .list(["workflows", "credentials"])) var only: String?
  @Option(help: "A list of environments.", completion: .file(extensions: ["json", "txt"])) var from: String?
  @Option(help: "Offset.") var offset = 0
  @Flag(name: .shortAndLong, help: "Change nothing.") var dryRun = false
  @Flag(name: .short, help: "All.") var all = false
  @Option(help: .init("Not for people.", visibility: .hidden)) var internals: Bool?

  mutating func run(_ context: CommandContext) async throws {
    context.console.print("sync \(environments) \(only ?? "-") \(offset) \(dryRun) \(all)")
  }
}

struct Fail: Command {
  static let configuration = CommandConfiguration(abstract: "End in some way.", shouldDisplay: false)
  enum Way: String, ExpressibleByArgument, CaseIterable {
    case found, partial, explained, bare, cancelled, invalid, nested
  }
  @Argument(help: "The way.") var way: Way

  mutating func run(_ context: CommandContext) async throws {
    switch way {
    case .found: throw ExitCode.found
    case .partial: throw ExitCode.partial
    case .explained: throw Explained()
    case .bare: throw Bare()
    case .cancelled: throw CancellationError()
    case .invalid: throw ValidationError("the moon is not full")
    case .nested:
      let code = await CommandLineRunner(root: Sample.self, version: "0").run(["fail", "found"], context)
      context.console.print("inner \(code.rawValue)")
    }
  }
}

struct Explained: PresentableError {
  let what = "cannot reach\u{1B}[2J the instance"
  let `where`: String? = "environment 'prod'"
  let why: String? = "the connection was refused\nby the host"
  let remedy: String? = "sample env test prod"
}

struct Bare: Error, CustomStringConvertible { let description = "bare\nfailure" }

/// What a command line did.
struct Outcome: Equatable {
  var code: ExitCode
  var output: String
  var errors: String
}

func run(_ words: String..., width: Int? = nil, usesColor: Bool = false) async -> Outcome {
  await run(words, width: width, usesColor: usesColor)
}

func run(_ words: [String], width: Int? = nil, usesColor: Bool = false) async -> Outcome {
  let capture = CapturingConsole(width: width, usesColor: usesColor)
  let context = CommandContext(
    console: capture.console, environment: [:], workingDirectory: "/", now: { 0 })
  let code = await CommandLineRunner(root: Sample.self, version: "1.2.3").run(words, context)
  return Outcome(code: code, output: capture.output, errors: capture.errors)
}
