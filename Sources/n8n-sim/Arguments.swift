import Simulator

/// The command line of n8n-sim.
struct Arguments {
  var configuration = SimulatorConfiguration(version: .v2_40_7, apiKey: "")
  var folders: [String] = []
  var isActive = false
  var faults: [Fault] = []

  static let usage = """
    n8n-sim plays an n8n instance: its public API and the webhooks of its active workflows.

    USAGE: n8n-sim --api-key KEY [--n8n RELEASE] [--host ADDRESS] [--port PORT] [--seed NUMBER]
                   [--load FOLDER]... [--active] [--fault FAULT]...

      --api-key KEY     the owner's key
      --n8n RELEASE     \(N8NRelease.allCases.map(\.rawValue).joined(separator: ", ")) (default: 2.40.7)
      --port PORT       default: a free one
      --seed NUMBER     where ids come from (default: 1)
      --load FOLDER     stores the workflows of all *.json in it
      --active          publishes what --load stores
      --fault FAULT     [METHOD ]PATH ACTION[ count=N|always][ skip=N], such as "POST /workflows* status:500 count=2";
                        actions: status:N 429:SECONDS html reset-before reset-after truncate:BYTES latency:MS drip:BYTES:MS

    EXAMPLE: n8n-sim --n8n 2.30.8 --port 5678 --api-key test --load workflows

    """

  /// Nil where the arguments are wrong.
  init?(_ arguments: some Sequence<String>) {
    var rest = Array(arguments)[...]
    while let name = rest.popFirst() {
      if name == "--active" {
        isActive = true
      } else {
        guard let value = rest.popFirst(), take(name, value) else { return nil }
      }
    }
    if configuration.apiKey.isEmpty { return nil }
  }

  private mutating func take(_ name: String, _ value: String) -> Bool {
    switch name {
    case "--api-key": configuration.apiKey = value
    case "--host": configuration.host = value
    case "--load": folders.append(value)
    case "--n8n": return set(\.version, N8NRelease(rawValue: value))
    case "--port": return set(\.port, Int(value))
    case "--seed": return set(\.seed, UInt64(value))
    case "--fault":
      guard let fault = Fault(text: value) else { return false }
      faults.append(fault)
    default: return false
    }
    return true
  }

  private mutating func set<Value>(
    _ path: WritableKeyPath<SimulatorConfiguration, Value>, _ value: Value?
  ) -> Bool {
    guard let value else { return false }
    configuration[keyPath: path] = value
    return true
  }
}
