import Governance
import HTTP
import JSON
import Ledger
import Simulator
import Synchronization
import TestSupport
import Testing

@testable import Operations

/// A tenant with three simulated instances: development, staging and production, and the people who work for it.
final class Landscape: Sendable {
  let release: N8NRelease
  let folder: TestFolder
  let simulators: [String: Simulator]
  let router: Router
  /// Ids of the stock by instance and name.
  let ids: [String: [String: String]]
  /// The service key and the policy on secrets; by default none and the built-in one.
  let secrets = Mutex<(key: ServiceKey?, policy: SecretPolicy?)>((nil, nil))
  /// The class policy; nil for the built-in one.
  let guards = Mutex<GuardPolicy?>(nil)
  private let clock = TestClock(step: 1000)
  private let identifiers: TestIDs

  static let dan = Person(name: "Dan", email: "dan@example.org")
  static let rita = Person(name: "Rita", email: "rita@example.org")
  static let machine = Person(name: "n8n-ops", email: "n8n-ops@localhost")
  static let tenant = TenantRoot(Slug(from: "acme"))
  /// Read once: the tests leave the policies as they come along.
  static let rules = Result { try Rules.builtIn() }
  static let names = ["dev", "staging", "prod"]

  /// An ops repository with the environments and nothing synced.
  ///
  /// - Parameters:
  ///   - folder: has the repository already; nil makes a new one.
  ///   - contents: fills an instance, told its name; by default with the whole stock.
  init(
    _ release: N8NRelease = .v2_40_7, folder: TestFolder? = nil,
    contents: (inout Stock, Simulator, String) throws -> Void = { stock, simulator, _ in
      try stock.fill(simulator)
    }
  ) throws {
    self.release = release
    self.folder = try folder ?? TestFolder()
    identifiers = TestIDs(seed: folder == nil ? 1 : 2)
    var simulators: [String: Simulator] = [:]
    var addresses: [String: String] = [:]
    var ids: [String: [String: String]] = [:]
    for (index, name) in Self.names.enumerated() {
      let clock = TestClock(step: 500)
      let simulator = Simulator(
        SimulatorConfiguration(
          version: release, apiKey: "key-of-\(name)", seed: UInt64(index + 1), now: { clock.read() }))
      addresses[name] = try simulator.start()
      simulators[name] = simulator
      var stock = Stock(release)
      try contents(&stock, simulator, name)
      ids[name] = stock.ids
    }
    self.simulators = simulators
    self.ids = ids
    router = Router(addresses)
    if folder == nil { try prepare() }
  }

  deinit { for simulator in simulators.values { simulator.stop() } }

  private func prepare() throws {
    let act = Act(actor: Self.rita, at: Instant(milliseconds: clock.read()), machine: Self.machine)
    let workspace = try InitWorkspace(path: folder("repository"), isBare: true, act: act).run()
    let administration = TenantAdministration(workspace: workspace, act: act)
    try administration.add(Self.tenant.tenant, Tenant(name: "Acme", plan: .pro))
    try administration.put(
      Member(name: "Dan", email: "dan@example.org", role: .developer), in: Self.tenant,
      rules: .builtIn())
    let classes: [(String, EnvironmentClass)] = [
      ("dev", .development), ("staging", .staging), ("prod", .production),
    ]
    try workspace.commit(to: workspace.main, as: act) { (_, edit) throws(OpsError) in
      for (name, environmentClass) in classes {
        try edit.put(Self.record(name, environmentClass), at: Self.tenant.environment(Slug(from: name)))
      }
      let stages = zip(classes, classes.dropFirst()).map {
        PipelineStage(source: Slug(from: $0.0), target: Slug(from: $1.0))
      }
      try edit.put(
        Pipeline(name: "Delivery", stages: stages), at: Self.tenant.pipeline(Slug(from: "delivery")))
      return CommitNote("test", "set up", tenant: nil, action: "test")
    }
  }

  static func record(_ name: String, _ environmentClass: EnvironmentClass) throws(OpsError)
    -> EnvironmentRecord
  {
    guard let key = SecretReference("env:KEY_\(name)") else { throw OpsError("no reference") }
    return EnvironmentRecord(class: environmentClass, url: "http://\(name).test", apiKey: key)
  }

  /// Lets promotions run although commits on `main` are not allowed, to show what the proof of an approval refuses by
  /// itself.
  func deployUnverified() throws {
    let act = Act(actor: Self.rita, at: Instant(milliseconds: clock.read()), machine: Self.machine)
    let workspace = try Workspace.open(at: folder("repository"))
    try workspace.commit(to: workspace.main, as: act) { (tree, edit) throws(OpsError) in
      var policy = try Rules.roles(in: tree)
      policy.verifyBeforeDeploy = false
      try edit.put(policy, at: PolicyFiles.roles)
      return CommitNote("test", "deploy unverified", tenant: nil, action: "test")
    }
  }

  func simulator(_ name: String) throws -> Simulator { try #require(simulators[name]) }

  /// The operations as a process of its own sees them.
  ///
  /// - Parameters:
  ///   - network: what the calls go through; nil for the plain network.
  ///   - rehearsal: what is worked on in a dry run.
  func context(
    as person: Person = Landscape.dan, network: (any HTTPTransport)? = nil, in rehearsal: Rehearsal? = nil,
    progress: @escaping @Sendable (JobEvent) -> Void = { _ in }
  ) throws -> OperationContext {
    var workspace = try rehearsal?.workspace ?? Workspace.open(at: folder("repository"))
    workspace.judge = AdmitCommit()
    let variables = Dictionary(uniqueKeysWithValues: Self.names.map { ("KEY_\($0)", "key-of-\($0)") })
    let retrying = RetryingTransport(
      network ?? router, policy: RetryPolicy(), random: SeededGenerator(seed: 1), sleep: { _ in },
      secondsSinceEpoch: { 0 })
    let (key, policy) = secrets.withLock { $0 }
    var rules = try Self.rules.get()
    if let policy { rules.secrets = policy }
    if let guards = guards.withLock({ $0 }) { rules.guards = guards }
    return OperationContext(
      ledger: TenantLedger(
        workspace: workspace, tenant: Self.tenant, rules: rules),
      actor: person, machine: Self.machine, now: { [clock] in Instant(milliseconds: clock.read()) },
      newID: { [identifiers] in identifiers.next(at: $0) },
      connector: Connector(
        http: retrying,
        secrets: SecretResolver(
          variables: variables, sealed: key.map { SealedFiles(workspace: workspace, key: $0) })),
      serviceKey: key,
      isRehearsal: rehearsal != nil, progress: progress)
  }
}
