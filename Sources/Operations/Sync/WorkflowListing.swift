import Governance
import Ledger
import N8N

/// One reading of the list of workflows.
///
/// As long as each page comes byte for byte as last time, it is only counted. The first other one makes all of them be
/// taken over, entry by entry.
struct WorkflowListing {
  private let memory: SyncMemory
  private let preparation: WorkflowPreparation
  private let before: LedgerTree
  /// The pages that came; nil where one cannot be known again.
  private var pages: [SeenPage]? = []
  private var writer: ObservedWriter?

  init(_ memory: SyncMemory, _ preparation: WorkflowPreparation, over before: LedgerTree) {
    self.memory = memory
    self.preparation = preparation
    self.before = before
  }

  mutating func take(_ page: Page<RemoteWorkflow>) async throws(OpsError) {
    if !page.isKnown || writer != nil { try await takeOver(page) }
    if let seen = page.seen { pages?.append(seen) } else { pages = nil }
  }

  private mutating func takeOver(_ page: Page<RemoteWorkflow>) async throws(OpsError) {
    var writer = try takeWriter()
    for id in page.known { writer.takeAgain(id) }
    let outcomes = try await preparation.outcomes(
      of: page.items.map(\.json), page.digests, descriptions: writer.descriptions(of: page.items.map(\.id)))
    for outcome in outcomes {
      try writer.take(outcome, over: before)
    }
    for item in page.unreadable {
      try writer.note(unreadable: item.reason, id: item.json["id"]?.stringValue, over: before)
    }
    self.writer = writer
  }

  /// What becomes of it all. Where the list is the one of last time, all workflows stay as they are.
  mutating func finish() throws(OpsError) -> ObservedWriter {
    if writer == nil, let seen = memory.pages,
      Set((pages ?? []).map(\.digest.hex)) == Set(seen.pages.map(\.digest))
    {
      return ObservedWriter(keepingWorkflowsOf: preparation)
    }
    var all = try takeWriter()
    all.pages = pages
    return all
  }

  /// The writer, with what came before it was needed. It leaves its place, so that it is not copied to be changed.
  private mutating func takeWriter() throws(OpsError) -> ObservedWriter {
    if let writer {
      self.writer = nil
      return writer
    }
    var writer = ObservedWriter(preparation, recognition: try memory.recognition())
    for page in pages ?? [] {
      for id in page.ids { writer.takeAgain(id) }
    }
    return writer
  }
}
