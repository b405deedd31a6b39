import Git
package import Governance
import JSON
import Ledger
import N8N

/// Reads the executions of an instance into segments by day (EXEC-001): from the newest back to the last that is
/// known, without data; only failed ones are read again with it, and message and failing node are all that is kept.
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
    /// Failed ones whose message could not be read.
    package var unread: [String] = []

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
    let known = try context.workspace.tree(of: ref).executionSegments()
      .values.flatMap(\.executions).reduce(into: [String: Item]()) { $0[$1.id] = $1 }
    let ofPlan = try context.executionDays(main)
    let oldest = ExecutionSegment.oldestDay(kept: keptDays ?? ofPlan, at: started)
    let names = try context.ledger.index(of: environment).items

    var found = try await list(client, since: known.values.map(\.number).max() ?? 0, from: oldest)
    for item in known.values where item.isOpen && found[item.id] == nil {
      found[item.id] = try await again(item, client)
    }
    var report = Report(environment: environment)
    var details = 0
    for (id, item) in found.sorted(by: { $0.value.number > $1.value.number }) {
      found[id] = known[id].map { item.keeping($0) } ?? item
    }
    let silent = known.merging(found) { $1 }.values.filter { $0.isFailed && $0.message == nil }
    for item in silent.sorted(by: { $0.number > $1.number }) where details < Self.mostDetails {
      details += 1
      found[item.id] = try await explained(item, client, names[item.workflow]?.workflow, &report)
    }
    let changed = found.values.filter { known[$0.id] != $0 }
    report.added = changed.count { known[$0.id] == nil }
    report.updated = changed.count - report.added
    try store(changed, since: oldest, in: ref, job: job, &report)
    return report
  }

  // MARK: - Reading

  /// Those that are not known, and all that are under way: lists leave these out unless asked (api.md 3.3).
  private func list(_ client: N8NClient, since last: Int, from oldest: String) async throws(OpsError)
    -> [String: Item]
  {
    var found: [String: Item] = [:]
    for status in [nil, "running", "waiting"] {
      let pages = client.executions(ExecutionFilter(status: status)).makeAsyncIterator()
      var isDone = false
      while !isDone, let page = try await ask({ () async throws(N8NError) in try await pages.next() }) {
        for execution in page.items {
          let item = Item(execution, now: context.now())
          // What is under way may have begun long ago; everything else comes in the order of ids.
          if status == nil, item.number <= last || item.day < oldest {
            isDone = true
            break
          }
          found[item.id] = item
        }
        context.progress(.advanced(job: Self.job, environment: environment, done: found.count))
      }
    }
    return found
  }

  private func again(_ item: Item, _ client: N8NClient) async throws(OpsError) -> Item {
    do {
      return Item(try await client.execution(id: item.id), now: context.now())
    } catch {
      guard error.kind == .notFound else { throw OpsError(n8nError: error) }
      var gone = item
      gone.status = "unknown"
      return gone
    }
  }

  /// With the message and the node; one that cannot be read is told and tried again by the next run.
  private func explained(
    _ item: Item, _ client: N8NClient, _ workflow: Slug?, _ report: inout Report
  ) async throws(OpsError) -> Item {
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
      case .missingScope, .noPermission, .unexpectedShape, .answerTooLarge, .notJSON:
        report.unread.append("execution \(item.id): \(error.cause)")
      default: throw OpsError(n8nError: error)
      }
    }
    return item
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
      for item in changed where item.day >= oldest {
        var items = segments[item.day]?.executions ?? []
        items.removeAll { $0.id == item.id }
        items.append(item)
        segments[item.day] = ExecutionSegment(executions: items)
      }
      dropped = 0
      for (day, segment) in segments {
        if day < oldest {
          segments[day] = nil
          edit.remove("\(day).json")
          dropped += 1
        } else if segment != before[day] {
          let sorted = segment.executions.sorted { $0.number < $1.number }
          try edit.put(ExecutionSegment(executions: sorted), at: "\(day).json")
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
        ], messages: report.unread),
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

extension OperationContext {
  /// Days that executions are kept by the tenant's plan (RET-001); nil: for ever.
  func executionDays(_ main: LedgerTree) throws(OpsError) -> Int? {
    guard let record = try main.value(Tenant.self, at: tenant.tenantFile) else { return nil }
    return rules.retention.plans[record.plan]?.executionDays
  }
}

extension ExecutionSegment.Item {
  fileprivate init(_ execution: RemoteExecution, now: Instant) {
    self.init(
      id: execution.id, workflow: execution.workflowId ?? "",
      // Before 1.111 the status is not told; that it finished is.
      status: execution.status
        ?? (execution.json["finished"]?.boolValue == true ? "success" : "unknown"),
      mode: execution.mode, startedAt: execution.startedAt ?? "\(now)", stoppedAt: execution.stoppedAt,
      retryOf: execution.retryOf)
  }

  /// The day it began, which is the name of its segment; what n8n says is checked, since it becomes a file's name.
  fileprivate var day: String {
    let day = startedAt.prefix(10)
    let isDay =
      day.utf8.count == 10
      && zip(day.utf8, "0000-00-00".utf8).allSatisfy { $1 == 45 ? $0 == 45 : (48...57).contains($0) }
    return isDay ? String(day) : "1970-01-01"
  }

  /// With what was known besides.
  fileprivate func keeping(_ known: ExecutionSegment.Item) -> ExecutionSegment.Item {
    var item = self
    item.message = item.isFailed ? known.message : nil
    item.node = item.isFailed ? known.node : nil
    return item
  }
}
