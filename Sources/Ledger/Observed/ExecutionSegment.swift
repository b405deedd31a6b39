import Git
package import Governance

/// `<day>.json` on an executions ref: the executions of one environment that began on one day (EXEC-001).
///
/// The ref keeps no history, so that a day that is dropped from it is really gone.
package struct ExecutionSegment: StateFile, Hashable {
  package static var schemaName: String { "executions" }

  package struct Item: Sendable, Hashable, Codable {
    /// Id in n8n: an ascending number, as text.
    package var id: String
    /// Id of the workflow in n8n.
    package var workflow: String
    /// As n8n says it: `success`, `error`, `running`, `waiting`, `canceled`, `crashed`, `new`, `unknown`.
    package var status: String
    /// How it was started: `webhook`, `trigger`, `manual`, `retry`...
    package var mode: String?
    package var startedAt: String
    /// Nil while it runs.
    package var stoppedAt: String?
    /// The execution that it repeats.
    package var retryOf: String?
    /// The error's message on one line; nothing else of what passed through the workflow is kept.
    package var message: String?
    /// The node that failed.
    package var node: String?
    /// Counts from 2 where the ids of the instance have begun again, as after a new installation; nil before.
    package var generation: Int?

    package init(
      id: String, workflow: String, status: String, mode: String?, startedAt: String, stoppedAt: String?,
      retryOf: String? = nil, message: String? = nil, node: String? = nil
    ) {
      self.id = id
      self.workflow = workflow
      self.status = status
      self.mode = mode
      self.startedAt = startedAt
      self.stoppedAt = stoppedAt
      self.retryOf = retryOf
      self.message = message
      self.node = node
    }

    /// Whether n8n may still change it.
    package var isOpen: Bool { ["running", "waiting", "new"].contains(status) }
    package var isFailed: Bool { status == "error" || status == "crashed" }
    /// Its place in the order in which n8n made them; 0 for an id that is none of n8n.
    package var number: Int { Int(id).map { max($0, 0) } ?? 0 }

    /// What tells it from all others, and its place among them: an id alone can come again.
    package struct Key: Sendable, Hashable, Comparable {
      package let generation: Int
      package let number: Int

      package static func < (left: Key, right: Key) -> Bool {
        (left.generation, left.number) < (right.generation, right.number)
      }
    }

    package var key: Key { Key(generation: generation ?? 1, number: number) }
  }

  /// Oldest first.
  package var executions: [Item]

  package init(executions: [Item] = []) { self.executions = executions }
}

extension ExecutionSegment {
  /// The oldest day that is kept, `2026-11-24`; days before it go. Without a bound it is before all days.
  package static func oldestDay(kept days: Int?, at now: Instant) -> String {
    guard let days else { return "" }
    return String("\(now.adding(hours: -24 * (min(max(days, 1), 100_000) - 1)))".prefix(10))
  }
}

extension TenantRoot {
  /// Ref of the executions of an environment.
  package func executionsRef(_ environment: Slug) -> String {
    "refs/n8n-ops/executions/\(tenant)/\(environment)"
  }
}

extension LedgerTree {
  /// The executions by their day, `2026-11-24`.
  package func executionSegments() throws(OpsError) -> [String: ExecutionSegment] {
    var result: [String: ExecutionSegment] = [:]
    for (day, _) in try readGit({ () throws(GitError) in try documents(in: "") }) {
      result[day] = try value(ExecutionSegment.self, at: "\(day).json")
    }
    return result
  }
}

extension TenantLedger {
  /// What is known of the executions of an environment, newest first.
  package func executions(of environment: Slug) throws(OpsError) -> [ExecutionSegment.Item] {
    let tree = try workspace.tree(of: try workspace.ref(named: tenant.executionsRef(environment)))
    return try tree.executionSegments().values.flatMap(\.executions).sorted { $0.key > $1.key }
  }
}
