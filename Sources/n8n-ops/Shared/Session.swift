import Git
import Governance
import HTTP
import JSON
import Ledger
import N8N
import Operations
import Terminal

/// What a command works with: the console, the ledger, and who acts.
struct Session: Sendable {
  let console: Console
  let variables: [String: String]
  let now: @Sendable () -> Instant
  let output: Output
  /// Where the jobs of a tenant tell how far they are.
  private let tell: @Sendable (JobEvent, Slug?) -> Void
  /// What the command works on: the ops repository, or one to try things on in a dry run.
  let workspace: Workspace
  /// The dry run; nil where it is meant.
  let rehearsal: Rehearsal?
  /// Path of the ops repository as the user would write it.
  let path: String
  /// The member for whom the person acts; nil where they act for themselves.
  private(set) var standIn: StandIn?
  /// The program's own identity: committer of what it writes, and author of what no person asked for.
  let machine: Person
  /// The ops repository itself, whose configuration holds.
  private let original: Workspace
  private let rehearsalFolder: TemporaryFolder?

  /// - Parameters:
  ///   - takesOlderLayout: whether the command works on a repository that has yet to be migrated. One that is newer than
  ///     the executable is always refused.
  ///   - events: the file that gets the events of jobs.
  ///   - fetches: whether it is first taken over what others have shared.
  init(
    _ options: some WorkspaceChoice, _ context: CommandContext, takesOlderLayout: Bool = false,
    events: EventOption? = nil, fetches: Bool = true
  ) throws(OpsError) {
    console = context.console
    variables = context.environment
    let milliseconds = context.now
    now = { Instant(milliseconds: milliseconds()) }
    output = Output(console: context.console, isJSON: options.json)
    let board = ProgressBoard(context.console)
    let log = try events?.log(in: context, now: now)
    tell = { event, tenant in
      board.show(event)
      log?.write(event, of: tenant)
    }
    path = Session.repositoryPath(options, context)
    var original = try Workspace.open(at: path)
    try original.sign(
      with: variables["N8N_OPS_SIGNING_KEY"],
      as: variables[Session.machineVariable] ?? Platform.unnamedMachine.email, variables: variables)
    original.judge = AdmitCommit()
    original.shared = try Session.remote(of: original, variables)
    if fetches, !options.isDryRun { try Session.fetch(into: original, console) }
    self.original = original
    rehearsalFolder = options.isDryRun ? try TemporaryFolder(variables: variables) : nil
    rehearsal = try rehearsalFolder.map { [original] folder throws(OpsError) in
      try Rehearsal(of: original, in: folder.path) { workspace throws(OpsError) in
        if fetches { try Session.fetch(into: workspace, context.console) }
      }
    }
    workspace = rehearsal?.workspace ?? original
    let main = try workspace.mainTree()
    machine = Session.machine(by: main, variables)
    if takesOlderLayout { _ = try main.formatVersion() } else { try main.requireCurrentFormat() }
    guard options.isChange else { return }
    noteUnknownMachine()
    standIn = try standIn(options, main)
    try requirePermission(for: context.command, options, main)
  }

  /// Refuses what the person may not do. From a timer it may not be known who runs the command: then the program does.
  private func requirePermission(for command: String, _ options: some WorkspaceChoice, _ main: LedgerTree)
    throws(OpsError)
  {
    guard try Rules.roles(in: main).permission(forCommand: command) != nil else { return }
    let tenant = options.concernsTenant ? try self.tenant(options).tenant : nil
    try CommandPermission(tree: main).require(
      command, of: standIn?.member ?? (try? actor()) ?? machine, in: tenant)
  }

  /// Looks up for whom the command acts.
  private func standIn(_ options: some WorkspaceChoice, _ main: LedgerTree) throws(OpsError) -> StandIn? {
    guard let option = options.standIn, let email = option.member else { return nil }
    return try CommandPermission(tree: main).standIn(
      for: email, in: try tenant(options).tenant, by: try actor(), reason: option.because ?? "")
  }

  /// Git's folder of the ops repository itself, also in a dry run.
  var gitFolder: String { original.repository.path }

  /// The ops repository itself.
  var repository: Repository { original.repository }

  /// The remote that the ops repository shares, also in a dry run.
  var shared: SharedRemote? { original.shared }

  static func repositoryPath(_ options: some WorkspaceChoice, _ context: CommandContext) -> String {
    let named = options.repo ?? context.environment["N8N_OPS_REPO"] ?? "."
    return absolute(named, in: context.workingDirectory)
  }

  /// What seals and opens secrets; nil where none is configured.
  func serviceKey() throws(OpsError) -> ServiceKey? { try ServiceKey.configured(in: variables) }

  /// The tenant's operations, for the person who runs the command.
  func operations(_ options: some WorkspaceChoice) throws(OpsError) -> OperationContext {
    try operations(on: try ledger(options), for: try actor())
  }

  /// The tenant's operations where nobody decides anything: the program acts for itself if it is not known who runs
  /// it, as from a timer.
  func unattended(_ options: some WorkspaceChoice) throws(OpsError) -> OperationContext {
    try operations(on: try ledger(options), for: (try? actor()) ?? machine)
  }

  /// The operations of a tenant, for the person who runs the command.
  func operations(tenant: Slug) throws(OpsError) -> OperationContext {
    try operations(on: try ledger(of: TenantRoot(tenant)), for: try actor())
  }

  /// The program's own operations on a tenant.
  func unattended(tenant: Slug) throws(OpsError) -> OperationContext {
    try operations(on: try ledger(of: TenantRoot(tenant)), for: machine)
  }

  private func operations(on ledger: TenantLedger, for actor: Person) throws(OpsError) -> OperationContext {
    let key = try serviceKey()
    return OperationContext(
      ledger: ledger, actor: actor, standIn: standIn, machine: machine,
      runner: shared == nil ? nil : try RemoteSettings.machine(of: repository), now: now,
      newID: Session.newID,
      connector: connector(key),
      serviceKey: key, release: Root.version, isRehearsal: rehearsal != nil,
      progress: progress(of: ledger.tenant.tenant))
  }

  /// Where the jobs of a tenant, or of none, tell how far they are.
  func progress(of tenant: Slug?) -> @Sendable (JobEvent) -> Void {
    { [tell] event in tell(event, tenant) }
  }

  /// The names of all tenants.
  func tenants() throws(OpsError) -> [Slug] {
    try TenantAdministration(workspace: workspace, act: Act(actor: machine, at: now(), machine: machine))
      .list().map(\.slug)
  }

  /// What is known of the tenant; needs no identity and no key.
  func ledger(_ options: some WorkspaceChoice) throws(OpsError) -> TenantLedger {
    try ledger(of: try tenant(options))
  }

  private func ledger(of tenant: TenantRoot) throws(OpsError) -> TenantLedger {
    let rules = try Rules(tree: try workspace.mainTree(), tenant: tenant)
    return TenantLedger(workspace: workspace, tenant: tenant, rules: rules)
  }

  /// The policies in force.
  func rules() throws(OpsError) -> Rules { try Rules(tree: try workspace.mainTree()) }

  /// An act of the person who runs the command.
  func act() throws(OpsError) -> Act {
    Act(actor: try actor(), at: now(), machine: machine, standIn: standIn)
  }

  static let newID: @Sendable (Instant) -> RecordID = { instant in
    var random = SystemRandomNumberGenerator()
    return RecordID(at: instant, using: &random)
  }

  /// The tenant that is named; nil where none is.
  func namedTenant(_ options: some WorkspaceChoice) throws(OpsError) -> Slug? {
    guard let name = options.tenant ?? variables["N8N_OPS_TENANT"] else { return nil }
    let tenants = try self.tenants()
    guard let slug = Slug(name), tenants.contains(slug) else {
      throw OpsError(
        "There is no such tenant", at: name,
        because: "there are: \(tenants.map(\.text).joined(separator: ", "))",
        remedy: "n8n-ops tenant list")
    }
    return slug
  }

  private func tenant(_ options: some WorkspaceChoice) throws(OpsError) -> TenantRoot {
    if let named = try namedTenant(options) { return TenantRoot(named) }
    let tenants = try self.tenants()
    guard let only = tenants.first else {
      throw OpsError("There is no tenant yet", at: path, remedy: "n8n-ops tenant add acme --name 'Acme'")
    }
    guard tenants.count == 1 else {
      throw OpsError(
        "There are several tenants", at: path, because: tenants.map(\.text).joined(separator: ", "),
        remedy: "Say which one with --tenant or N8N_OPS_TENANT.")
    }
    return TenantRoot(only)
  }

  /// Who runs the command, where that is known.
  var caller: Person? { try? actor() }

  /// Who runs the command: as Git would say it.
  private func actor() throws(OpsError) -> Person {
    let repository = original.repository
    let name = variables["GIT_AUTHOR_NAME"] ?? (try? repository.configuration("user.name")) ?? nil
    let email = variables["GIT_AUTHOR_EMAIL"] ?? (try? repository.configuration("user.email")) ?? nil
    guard let name, let email, !name.isEmpty, !email.isEmpty else {
      throw OpsError(
        "It is not known who you are", at: path, because: "every change is committed for somebody",
        remedy: "git config --global user.name 'Your Name'; git config --global user.email you@example.com")
    }
    return Person(name: name, email: email)
  }

  private func connector(_ key: ServiceKey?) -> Connector {
    var configuration = HTTPConfiguration(version: Root.version)
    configuration.allowsPlainHTTP = variables["N8N_OPS_ALLOW_PLAIN_HTTP"] == "1"
    configuration.certificateAuthorities = variables["N8N_OPS_CA_FILE"]
    configuration.proxies = HTTPProxies(environment: variables)
    let (usual, isReadOnly, now) = (configuration, rehearsal != nil, now)
    let transport = { @Sendable (configuration: HTTPConfiguration) -> any HTTPTransport in
      let client = HTTPClient(configuration)
      return RetryingTransport(
        isReadOnly ? ReadingTransport(client) : client, policy: RetryPolicy(),
        random: SystemRandomNumberGenerator(),
        sleep: { try await Task.sleep(for: $0) }, secondsSinceEpoch: { now().seconds })
    }
    return Connector(
      http: transport(usual),
      secrets: SecretResolver(
        variables: variables, sealed: key.map { SealedFiles(workspace: workspace, key: $0) }),
      own: { connection, certificate in transport(usual.with(connection, certificate)) })
  }
}

/// An absolute path.
func absolute(_ path: String, in folder: String) -> String {
  if path.hasPrefix("/") { return path }
  let parts = path.split(separator: "/").drop { $0 == "." }
  return parts.isEmpty ? folder : "\(folder)/\(parts.joined(separator: "/"))"
}
