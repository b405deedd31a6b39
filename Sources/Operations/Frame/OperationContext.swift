package import Governance
package import Ledger

/// What every operation is handed: the ledger, who acts, the clock, ids, and the way to n8n.
package struct OperationContext: Sendable {
  package let ledger: TenantLedger
  package let actor: Person
  /// The member for whom the actor acts; nil where they act for themselves.
  package let standIn: StandIn?
  /// The program's own identity.
  package let machine: Person
  /// The name of this clone among those that share a remote; nil where it shares none.
  package let runner: String?
  package let now: @Sendable () -> Instant
  package let newID: @Sendable (Instant) -> RecordID
  package let connector: Connector
  /// What seals and opens secrets; nil where none is configured.
  package let serviceKey: ServiceKey?
  /// The version of this program: what another one has made of n8n's answers is not taken for granted.
  package let release: String
  /// Whether the ledger is one to try things on: an operation then stops before its first write to n8n, and tells
  /// what it would have written.
  package let isRehearsal: Bool
  package let progress: @Sendable (JobEvent) -> Void

  package init(
    ledger: TenantLedger, actor: Person, standIn: StandIn? = nil, machine: Person, runner: String? = nil,
    now: @escaping @Sendable () -> Instant,
    newID: @escaping @Sendable (Instant) -> RecordID, connector: Connector,
    serviceKey: ServiceKey? = nil, release: String = "", isRehearsal: Bool = false,
    progress: @escaping @Sendable (JobEvent) -> Void = { _ in }
  ) {
    self.ledger = ledger
    self.actor = actor
    self.standIn = standIn
    self.machine = machine
    self.runner = runner
    self.now = now
    self.newID = newID
    self.connector = connector
    self.serviceKey = serviceKey
    self.release = release
    self.isRehearsal = isRehearsal
    self.progress = progress
  }

  package var workspace: Workspace { ledger.workspace }
  package var tenant: TenantRoot { ledger.tenant }
  package var rules: Rules { ledger.rules }

  /// An act of the person now.
  package func act(job: RecordID? = nil) -> Act {
    Act(actor: actor, at: now(), machine: machine, job: job, standIn: standIn)
  }

  /// An act of the program itself now.
  package func machineAct(job: RecordID? = nil) -> Act {
    Act(actor: machine, at: now(), machine: machine, job: job)
  }
}
