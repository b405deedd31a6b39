import JSON
import Simulator
import Terminal

/// The program: plays an n8n instance until it is told to end.
struct SimulateCommand: Command {
  static let version = "1"

  static let configuration = CommandConfiguration(
    commandName: "n8n-sim",
    abstract: "Play an n8n instance: its public API and the webhooks of its active workflows.",
    discussion: """
      Answers as a chosen release of n8n was recorded to answer. Every start is a new instance, unless --state names a \
      file: then it goes on where the last run ended, and --load and --executions are for the first start alone. When it listens, it prints "ready URL". It ends at SIGINT or SIGTERM, and when the process that started it ends.

      A fault is written [METHOD ]PATH ACTION[ count=N|always][ skip=N] and strikes once unless told otherwise. Actions:
      status:CODE, 429:SECONDS, html, reset-before, reset-after, truncate:BYTES, latency:MILLISECONDS,
      jitter:LEAST:MOST, shift, drip:BYTES:MILLISECONDS. A request with the header X-Sim-Fault: ACTION is struck by that action alone.
      """,
    examples: [
      Example(
        command: "n8n-sim --n8n 2.30.8 --port 5678 --api-key test --load workflows --active",
        says: "play 2.30.8 with the workflows of a folder published"),
      Example(
        command: "n8n-sim --api-key test --read-key look --state instance.json --load workflows",
        says: "an instance that outlives its process, and a key that only reads"),
      Example(
        command: "n8n-sim --api-key test --fault 'POST /workflows* status:500 count=2'",
        says: "refuse the first two creations"),
    ])

  @Option(help: "The release to play.")
  var n8n: N8NRelease = .v2_40_7
  @Option(help: "The address to listen on.")
  var host = "127.0.0.1"
  @Option(help: "The port to listen on; 0 takes a free one.")
  var port = 0
  @Option(help: "The owner's API key.")
  var apiKey: String
  @Option(help: "A second key, which can only read where the release limits keys (from 2.14).")
  var readKey: String?
  @Option(
    help: "Keep what is stored in a file: read at the start, written at the end.", completion: .file)
  var state: String?
  @Option(help: "Where ids and generated executions come from: the same number gives the same.")
  var seed = 1
  @Option(help: ArgumentHelp("Store the workflows of all *.json files in a folder.", valueName: "folder"))
  var load: [String] = []
  @Option(help: "How many times each file of --load is stored, under numbered names.")
  var copies = 1
  @Flag(help: "Publish what --load stores.")
  var active = false
  @Option(help: "How many past executions the published workflows get, spread over 30 days.")
  var executions = 0
  @Option(help: "Seconds that its clock is ahead, or behind where negative.")
  var clockSkew = 0
  @Option(help: "Something that goes wrong on purpose.")
  var fault: [Fault] = []

  mutating func validate() throws {
    let keys = [("--api-key", apiKey)] + (readKey.map { [("--read-key", $0)] } ?? [])
    for (option, key) in keys where key.isEmpty || !key.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) {
      throw ValidationError("\(option) is a word of printable characters, as HTTP headers take them")
    }
    if readKey == apiKey { throw ValidationError("--read-key and --api-key are two keys") }
    for (option, number) in [("--copies", copies), ("--executions", executions)] where number < 0 {
      throw ValidationError("\(option) is no negative number")
    }
  }

  mutating func run(_ context: CommandContext) async throws {
    let termination = Termination()
    var configuration = SimulatorConfiguration(
      version: n8n, apiKey: apiKey, host: host, port: port, seed: UInt64(bitPattern: Int64(seed)))
    let (now, skew) = (
      context.now, Int64(clamping: clockSkew).multipliedReportingOverflow(by: 1000).partialValue
    )
    configuration.now = { now() &+ skew }
    let simulator = Simulator(configuration)
    if let readKey { simulator.addReadKey(readKey) }
    let file = state.map { InstanceFile(path: $0) }
    if try file?.restore(simulator) != true {
      for folder in load {
        try WorkflowFolder(path: folder).store(in: simulator, copies: copies, active: active)
      }
      simulator.generateExecutions(count: executions, over: 30 * 86_400_000)
    }
    for fault in fault { simulator.inject(fault) }
    context.console.print("ready \(try simulator.start())")
    context.console.flush()
    await termination.wait()
    simulator.stop()
    try file?.store(simulator)
  }
}

extension N8NRelease: ExpressibleByArgument {}

extension Fault: ExpressibleByArgument {
  package init?(argument: String) { self.init(text: argument) }
}
