import Git
package import Governance
import JSON
import Ledger
import N8N

/// Reads the executions of an instance into segments by day (EXEC-001): from the newest back to the last that is
/// known, without data, and completely or not at all; only failed ones are read again with it, and message and failing node are all that is kept.
package struct ExecutionSync: Sendable {
  /// What came of it.
  package struct Report: Sendable, Hashable {
    package var environment: Slug
    package var added = 0
    /// Known ones that have ended or gone on since.
    package var updated = 0
    /// Days that are older than is kept, and went.
    package var dropped = 0
    /// All that are kept now.
    package var total = 0
    /// Failed ones whose message could not be read, and entries of the list that could not be understood.
    package var unread: [String] = []
    /// What a person should know.
    package var notes: [String] = []

    /// One line for people.
    package var summary: String {
      "\(added) new executions, \(updated) updated, \(dropped) old days dropped, \(total) kept"
    }
  }

  private typealias Item = ExecutionSegment.Item

  /// Failed executions whose data is fetched in one run; the others wait for the next.
  private static let mostDetails = 500

  private let context: OperationContext
  private let environment: Slug
  private let keptDays: Int?
  private let secrets: SecretText

  /// - Parameter keptDays: how far back executions are kept; nil: as long as the tenant's plan says, and
  ///   for ever where it says nothing.
  package init(_ context: OperationContext, environment: Slug, keptDays: Int? = nil) {
    self.context = context
    self.environment = environment
    self.keptDays = keptDays
    secrets = SecretText(policy: context.rules.secrets)
  }

  /// Reads them and records the job, whatever comes of it.
  package func run() async throws(OpsError) -> Report {
    let started = context.now()
    let job = context.newID(started)
    context.progress(.started(job: Self.job, environment: environment, total: nil, unit: "executions"))
    do {
      let report = try await read(job: job, started: started)
      try leaveRecord(of: report, job: job, started: started)
      for note in report.notes {
        context.progress(.noted(job: Self.job, environment: environment, message: note))
      }
      context.progress(
        .finished(
          job: Self.job, environment: environment, outcome: report.unread.isEmpty ? .done : .partial,
          message: report.summary))
      return report
    } catch {
      context.progress(.failed(job: Self.job, environment: environment, error: error))
      // A name that is none leaves nothing behind.
      if try context.ledger.hasEnvironment(environment) {
        try recordFailure(error, job: job, started: started)
      }
      throw error
    }
  }

  /// What events and records call it.
  private static let job = "executions"

  private func read(job: RecordID, started: Instant) async throws(OpsError) -> Report {
    let main = try context.workspace.mainTree()
    let record = try context.ledger.environment(environment, in: main)
    let client = try context.connector.client(for: environment, record, purpose: .read)
    let ref = try context.workspace.ref(named: context.tenant.executionsRef(environment))
    let all = try context.workspace.tree(of: ref).executionSegments().values.flatMap(\.executions)
    let ofPlan = try context.executionDays(main)
    let oldest = ExecutionSegment.oldestDay(kept: keptDays ?? ofPlan, at: started)
    let names = try context.ledger.index(of: environment).items

    let reader = ExecutionReader(client: client, environment: environment, now: started) {
      [context, environment] count in
      context.progress(.advanced(job: Self.job, environment: environment, done: count))
    }
    var listing = ExecutionListing(over: all, from: oldest, now: started)
    try await reader.read(into: &listing)
    let known = Dictionary(all.map { ($0.key, $0) }) { $1 }
    var found = Dictionary(listing.found.values.map { ($0.key, $0.keeping(known[$0.key])) }) { $1 }
    // Nobody can ask for what had an id of before.
    for item in all where item.isOpen && !listing.isAskable(item) { found[item.key] = item.gone }
    var report = Report(environment: environment)
    report.notes = listing.notes
    report.unread = listing.unreadable
    var details = 0
    let silent = known.merging(found) { $1 }.values.filter { $0.isFailed && $0.message == nil }
    asking: for item in silent.sorted(by: { $0.key > $1.key }) where details < Self.mostDetails {
      // Of an instance that was made anew the id is another execution's.
      guard listing.isAskable(item) else { continue }
      details += 1
      switch try await explained(item, client, names[item.workflow]?.workflow) {
      case .read(let item): found[item.key] = item
      case .unread(let why): report.unread.append("execution \(item.id): \(why)")
      case .notAllowed(let why):
        // The others would be refused as well.
        report.unread.append("messages of failed executions: \(why)")
        break asking
      }
    }
    let changed = found.values.filter { known[$0.key] != $0 && $0.day >= oldest }
    report.added = changed.count { known[$0.key] == nil }
    report.updated = changed.count - report.added
    try store(changed, since: oldest, in: ref, job: job, &report)
    return report
  }

  // MARK: - Reading

  /// A failed execution that was asked for, or why that could not be done.
  private enum Explained {
    case read(Item)
    /// It cannot be read, and the next run tries again.
    case unread(String)
    /// The key may not read executions.
    case notAllowed(String)
  }

  /// With the message and the node.
  private func explained(_ item: Item, _ client: N8NClient, _ workflow: Slug?) async throws(OpsError)
    -> Explained
  {
    var item = item
    do {
      let execution = try await client.execution(id: item.id, includingData: true)
      let node = execution.lastNode
      let message = execution.errorMessage ?? "no message"
      // What passed through the workflow stands in its messages: no secret goes to Git with them.
      item.message = oneLine(secrets.redacted(message, node: node, workflow: workflow), limit: 500)
      item.node = node.map { oneLine($0, limit: 200) }
    } catch {
      switch error.kind {
      case .notFound: item.message = "n8n has pruned it"
      case .missingScope: return .notAllowed("\(error.cause). \(error.remedy)")
      case .noPermission, .unexpectedShape, .answerTooLarge, .notJSON, .brokenJSON:
        return .unread(error.cause)
      default: throw OpsError(n8nError: error)
      }
    }
    return .read(item)
  }

  // MARK: - Writing

  private func store(
    _ changed: [Item], since oldest: String, in ref: RefName, job: RecordID, _ report: inout Report
  ) throws(OpsError) {
    var (dropped, total) = (0, 0)
    try context.workspace.replace(ref, as: context.machineAct(job: job)) {
      (tree, edit) throws(OpsError) in
      let before = try tree.executionSegments()
      var segments = before
      segments.put(changed.filter { $0.day >= oldest })
      dropped = 0
      for (day, segment) in segments {
        if day < oldest || segment.executions.isEmpty {
          segments[day] = nil
          edit.remove("\(day).json")
          if day < oldest { dropped += 1 }
        } else if segment != before[day] {
          try edit.put(segment, at: "\(day).json")
        }
      }
      total = segments.values.reduce(0) { $0 + $1.executions.count }
      guard !edit.isEmpty else { return nil }
      return CommitNote(
        "executions", environment.text, tenant: context.tenant.tenant, action: "executions.sync",
        target: environment.text)
    }
    report.dropped = dropped
    report.total = total
  }

  private func leaveRecord(of report: Report, job: RecordID, started: Instant) throws(OpsError) {
    try context.workspace.record(
      JobRecord(
        id: job, job: Self.job, environment: environment, startedAt: started, finishedAt: context.now(),
        outcome: report.unread.isEmpty ? .done : .partial,
        counts: [
          "added": report.added, "updated": report.updated, "dropped": report.dropped, "total": report.total,
        ], messages: report.notes + report.unread),
      tenant: context.tenant, as: context.machineAct(job: job))
    try context.updateStatus(of: environment, job: job) { status in
      status.lastExecutionSync = .init(at: started, isSuccess: true, message: report.summary)
    }
  }

  private func recordFailure(_ error: OpsError, job: RecordID, started: Instant) throws(OpsError) {
    try context.workspace.record(
      JobRecord(
        id: job, job: Self.job, environment: environment, startedAt: started, finishedAt: context.now(),
        outcome: .failed, counts: [:], messages: [error.description]),
      tenant: context.tenant, as: context.machineAct(job: job))
    try context.updateStatus(of: environment, job: job) { status in
      status.lastExecutionSync = .init(at: started, isSuccess: false, message: error.description)
    }
  }
}

extension [String: ExecutionSegment] {
  /// Puts executions into the segments of their days. One that waited may have been in another day's.
  mutating func put(_ items: [ExecutionSegment.Item]) {
    let keys = Set(items.map(\.key))
    for (day, segment) in self where segment.executions.contains(where: { keys.contains($0.key) }) {
      self[day] = ExecutionSegment(executions: segment.executions.filter { !keys.contains($0.key) })
    }
    for (day, items) in [String: [ExecutionSegment.Item]](grouping: items, by: \.day) {
      let all = (self[day]?.executions ?? []) + items
      self[day] = ExecutionSegment(executions: all.sorted { $0.key < $1.key })
    }
  }
}

extension OperationContext {
  /// Days that executions are kept by the tenant's plan (RET-001); nil: for ever.
  func executionDays(_ main: LedgerTree) throws(OpsError) -> Int? {
    guard let record = try main.value(Tenant.self, at: tenant.tenantFile) else { return nil }
    return rules.retention.plans[record.plan]?.executionDays
  }
}

extension ExecutionSegment.Item {
  /// With what was known besides.
  fileprivate func keeping(_ known: ExecutionSegment.Item?) -> ExecutionSegment.Item {
    guard let known else { return self }
    var item = self
    item.message = item.isFailed ? known.message : nil
    item.node = item.isFailed ? known.node : nil
    return item
  }
}
