package import Governance
package import Ledger
import Git

/// What every operation is handed: the ledger, who acts, the clock, ids, and the way to n8n.
package struct OperationContext: Sendable {
  package let workspace: Workspace
  package let tenant: TenantRoot
  package let actor: Person
  /// The program's own identity.
  package let machine: Person
  package let now: @Sendable () -> Instant
  package let newID: @Sendable (Instant) -> RecordID
  package let rules: Rules
  package let connector: Connector
  package let progress: @Sendable (JobEvent) -> Void

  package init(
    workspace: Workspace, tenant: TenantRoot, actor: Person, machine: Person,
    now: @escaping @Sendable () -> Instant, newID: @escaping @Sendable (Instant) -> RecordID, rules: Rules,
    connector: Connector, progress: @escaping @Sendable (JobEvent) -> Void = { _ in }
  ) {
    self.workspace = workspace
    self.tenant = tenant
    self.actor = actor
    self.machine = machine
    self.now = now
    self.newID = newID
    self.rules = rules
    self.connector = connector
    self.progress = progress
  }

  /// An act of the person now.
  package func act(job: RecordID? = nil) -> Act {
    Act(actor: actor, at: now(), machine: machine, job: job)
  }

  /// An act of the program itself now.
  package func machineAct(job: RecordID? = nil) -> Act {
    Act(actor: machine, at: now(), machine: machine, job: job)
  }

  /// The environment's record.
  package func environment(_ name: Slug, in tree: LedgerTree) throws(OpsError) -> EnvironmentRecord {
    if let record = try tree.value(EnvironmentRecord.self, at: tenant.environment(name)) { return record }
    let known = try environments(in: tree).keys.sorted().map(\.text).joined(separator: ", ")
    throw OpsError(
      "There is no such environment", at: name.text,
      because: known.isEmpty ? "the tenant has none" : "the tenant has: \(known)",
      remedy: "n8n-ops env add \(name) --class development --url https://n8n.example.com --api-key-from env:N8N_KEY")
  }

  /// All environments of the tenant.
  package func environments(in tree: LedgerTree) throws(OpsError) -> [Slug: EnvironmentRecord] {
    let folders = try readGit { () throws(GitError) in try tree.folders(in: tenant.environments) }
    var result: [Slug: EnvironmentRecord] = [:]
    for name in folders {
      guard let slug = Slug(name) else { continue }
      if let record = try tree.value(EnvironmentRecord.self, at: tenant.environment(slug)) { result[slug] = record }
    }
    return result
  }
}
