import Governance
import JSON
import Testing

@testable import Ledger

/// One value of every kind of state file, with every optional member there.
struct SampleState {
  /// A value with its path and its bytes, its type left behind.
  struct Sample: Sendable, CustomTestStringConvertible {
    let path: String
    let schema: String
    let bytes: @Sendable () throws -> [UInt8]
    /// Reads the bytes and writes what was read.
    let rewritten: @Sendable ([UInt8]) throws -> [UInt8]
    let read: @Sendable ([UInt8]) throws(OpsError) -> Void

    init<Value: StateFile>(_ value: Value, at path: String) {
      self.path = path
      schema = Value.schemaName
      bytes = { try StateCoding.bytes(value, at: path) }
      rewritten = { try StateCoding.bytes(try StateCoding.value(Value.self, from: $0, at: path), at: path) }
      read = { (bytes) throws(OpsError) in _ = try StateCoding.value(Value.self, from: bytes, at: path) }
    }

    var testDescription: String { schema }
  }

  static let all: [Sample] = {
    do { return try make() } catch { fatalError("\(error)") }
  }()

  private static func make() throws -> [Sample] {
    let (dev, prod, flow) = (try slug("dev"), try slug("prod"), try slug("order-intake"))
    let tenant = TenantRoot(try slug("acme"))
    let (id, now) = (try recordID(1), Instant(seconds: 1_800_000_000))
    var status = EnvironmentStatus()
    status.lastSync = .init(at: now, isSuccess: false, message: "n8n answered \"500\"\n\u{1F600}")
    status.lastCompleteSync = now
    status.lastDriftCheck = .init(at: now, isSuccess: true, message: "ok")
    status.set(
      capabilities: ["version": ["from": "2.40.7"], "number": 1.50, "null": nil],
      at: "https://n8n.example.com")
    return [
      Sample(FormatFile(), at: FormatFile.path),
      Sample(Tenant(name: "Ac\"me", plan: .pro, timeZone: "Europe/Berlin"), at: tenant.tenantFile),
      Sample(
        Member(name: "Ada", email: "ada@example.org", role: .admin, signingKeys: ["ssh-ed25519 AAAA"]),
        at: tenant.member(try slug("ada"))),
      Sample(
        EnvironmentRecord(
          class: .production, url: "https://n8n.example.com",
          apiKey: try #require(SecretReference("env:KEY")),
          deployKey: SecretReference("file:/k")), at: tenant.environment(prod)),
      Sample(
        CanonicalWorkflow(
          name: "Order intake",
          mappings: [dev: WorkflowMapping(id: "1"), prod: WorkflowMapping(id: "2", status: .ignored)]),
        at: tenant.workflow(flow)),
      Sample(
        CredentialRecord(
          name: "CRM", type: "postgres", mappings: [dev: CredentialMapping(id: "1", name: "CRM")]),
        at: tenant.credential(try slug("crm"))),
      Sample(
        Pipeline(
          name: "Delivery", description: "to production",
          stages: [PipelineStage(source: dev, target: prod, approval: ApprovalRule(role: .developer))]),
        at: tenant.pipeline(try slug("delivery"))),
      Sample(promotion(id, now, dev, prod, flow), at: tenant.promotion(id)),
      Sample(incident(id, now, prod), at: tenant.incident(id)),
      Sample(GuardPolicy(actions: [.delete: [.production: .approval]]), at: PolicyFiles.environmentClasses),
      Sample(
        DriftPolicy(
          incidentClasses: [.production], severity: [.production: [.high: .critical]],
          timeToLiveHours: [.low: 1]),
        at: PolicyFiles.drift),
      Sample(
        JobRecord(
          id: id, job: "sync", environment: dev, startedAt: now, finishedAt: now, outcome: .partial,
          counts: ["added": 1], messages: ["one"]), at: "\(id).json"),
      Sample(
        UndoEntry(workflow: flow, id: "1", document: ["b": 1.0, "a": [nil, 1e300]]), at: "\(flow).json"),
      Sample(status, at: ObservedPaths.status),
      Sample(
        ObservedIndex(items: [
          "1": .init(
            workflow: flow, name: "n", isActive: true, isArchived: false, hasDraft: true, versionId: "v",
            updatedAt: "t", hash: hash("a"))
        ]), at: ObservedPaths.index),
      Sample(
        SeenEntries(
          basis: hash("b"), items: ["1": hash("a") + " 0123456789abcdef"],
          notes: [.init(message: "n", workflows: ["1"])],
          uses: [.init(credential: .init(id: "1", name: "CRM", type: "postgres"), workflows: ["1"])]),
        at: ObservedPaths.seen),
      Sample(
        SeenPages(
          basis: hash("b"), observed: gitID("a"), index: gitID("b"), seen: gitID("c"),
          pages: [.init(digest: hash("a"), workflows: ["1"], nextCursor: "c")], notes: ["n"]),
        at: ObservedPaths.pages),
      Sample(
        ObservedCredentials(credentials: [.init(id: "1", name: "CRM", type: "postgres")], isComplete: true),
        at: ObservedPaths.credentials),
      Sample(ObservedTags(tags: ["a", "ä"]), at: ObservedPaths.tags),
      Sample(
        ObservedUsers(users: [.init(email: "a@example.org", role: "owner", isPending: false)]),
        at: ObservedPaths.users),
    ]
  }

  private static func hash(_ digit: Character) -> String { String(repeating: digit, count: 64) }
  private static func gitID(_ digit: Character) -> String { String(repeating: digit, count: 40) }

  private static func promotion(_ id: RecordID, _ now: Instant, _ dev: Slug, _ prod: Slug, _ flow: Slug)
    -> Promotion
  {
    var workflow = PromotedWorkflow(
      workflow: flow, name: "Order intake", change: .modified, becauseOf: "needed by a",
      hashBefore: hash("1"),
      hashPlanned: hash("2"), blob: gitID("3"), risk: .high, changes: ["one", "two"])
    workflow.outcome = .rolledBack
    workflow.hashAfter = hash("1")
    workflow.milliseconds = 12
    workflow.error = "500"
    var promotion = Promotion(
      id: id, kind: .promotion, pipeline: dev, source: dev, target: prod, requestedBy: TestLedger.ada,
      requestedAt: now, reason: "because", workflows: [workflow],
      checks: [PreflightCheck(check: "c", outcome: .warning, evidence: ["e"], remedy: "r")], risk: .high)
    promotion.approval = ApprovalRecord(by: TestLedger.ada, role: .admin, at: now, commit: gitID("4"))
    promotion.snapshot = id
    promotion.startedAt = now
    promotion.finishedAt = now
    promotion.failure = PromotionFailure(reason: "500", isRolledBack: true)
    promotion.closing = ClosingRecord(by: TestLedger.ada, note: "no")
    promotion.incident = id
    return promotion
  }

  private static func incident(_ id: RecordID, _ now: Instant, _ prod: Slug) -> Incident {
    var change = RecordedChange(
      what: "Set: /parameters/value changed", kind: .parameterChanged, risk: .medium, rule: "r", reason: "y")
    change.node = "Set"
    change.pointer = "/parameters/value"
    change.before = .null
    change.after = ["a": 1.50]
    change.lines = ["+ a"]
    change.isCut = true
    change.isWithheld = true
    var incident = Incident(
      id: id, environment: prod, severity: .critical, openedAt: now, expiresAt: now,
      findings: [
        DriftFinding(
          kind: .modified, workflow: "order-intake", name: "Order intake", baselineHash: hash("1"),
          observedHash: hash("2"),
          risk: .medium, changes: [change], moreChanges: 3)
      ], events: [])
    incident.resolve(.kept, by: TestLedger.ada, at: now, note: "fine")
    return incident
  }
}
