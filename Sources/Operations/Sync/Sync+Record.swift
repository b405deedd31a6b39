import Git
import Governance
import Ledger
import N8N

/// Status and job record.
extension Sync {
  func replaceStatus(
    _ writer: ObservedWriter, _ memory: SyncMemory, over before: LedgerTree, report: SyncReport, job: RecordID
  ) throws(OpsError) {
    let now = context.now()
    guard parts.contains(.workflows) else {
      // Whoever asks when the environment was last synced asks for its workflows.
      return try context.updateStatus(of: environment, job: job) { $0.coverage = report.coverage }
    }
    let change = { (status: inout EnvironmentStatus) in
      status.lastSync = .init(at: now, isSuccess: report.isComplete, message: report.summary)
      if report.isComplete { status.lastCompleteSync = now }
      status.coverage = report.coverage
    }
    guard !writer.keepsWorkflows else {
      return try context.updateStatus(of: environment, job: job, change: change)
    }
    let recognition = try memory.recognition()
    let index = writer.index == recognition.index ? nil : writer.index
    let pages = seenPages(writer, memory, over: before, report: report)
    // Times and static data of workflows that ask services by themselves move with every sync: nothing is written for
    // these, but for a list that has held still since the last sync and could be known as a whole.
    let isOutdated =
      report.commit != nil || recognition.isOutdated(by: writer)
      || (index == nil && pages != nil && memory.pages == nil)
    try context.updateStatus(
      of: environment, job: job, index: index, seen: isOutdated ? recognition.seen(writer.entries) : nil,
      pages: isOutdated ? pages : nil, change: change)
  }

  /// What the next sync can know the list by as a whole; nil where it has to look at each entry, because something was
  /// not on the list or could not be read.
  private func seenPages(
    _ writer: ObservedWriter, _ memory: SyncMemory, over before: LedgerTree, report: SyncReport
  ) -> SeenPages? {
    guard let pages = writer.pages, report.isComplete, report.coverage.missing == 0,
      Set(pages.flatMap(\.ids)) == Set(writer.index.items.keys)
    else { return nil }
    return SeenPages(
      basis: memory.basis, observed: report.commit ?? before.commit?.hex,
      pages: pages.map { .init(digest: $0.digest.hex, workflows: $0.ids, nextCursor: $0.nextCursor) },
      notes: writer.notes.sorted())
  }

  func record(_ report: SyncReport, job: RecordID, started: Instant) throws(OpsError) {
    let counts = [
      "added": report.added, "changed": report.changed, "removed": report.removed,
      "managed": report.coverage.managed, "unmanaged": report.coverage.unmanaged,
      "unreadable": report.coverage.unreadable,
    ]
    try context.workspace.record(
      JobRecord(
        id: job, job: "sync", environment: environment, startedAt: started, finishedAt: context.now(),
        outcome: report.outcome, counts: counts,
        messages: report.unreadable + report.refused.map(\.words)),
      tenant: context.tenant, as: context.machineAct(job: job))
  }

  func recordFailure(_ error: OpsError, job: RecordID, started: Instant) throws(OpsError) {
    let now = context.now()
    try context.updateStatus(of: environment, job: job) { status in
      status.lastSync = .init(at: now, isSuccess: false, message: error.description)
    }
    try context.workspace.record(
      JobRecord(
        id: job, job: "sync", environment: environment, startedAt: started, finishedAt: now, outcome: .failed,
        counts: [:], messages: [error.description]),
      tenant: context.tenant, as: context.machineAct(job: job))
  }
}
