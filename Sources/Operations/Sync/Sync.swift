import Git
package import Governance
import JSON
import Ledger
import N8N

/// Reads an n8n instance into its observed branch (ENV-009): complete, or nothing is changed.
package struct Sync: Sendable {
  let context: OperationContext
  let environment: Slug
  let parts: Set<SyncPart>
  private let acceptsLoss: Bool

  /// - Parameters:
  ///   - parts: what is read; what is left out stays as it was.
  ///   - acceptsLoss: whether most workflows may be gone; otherwise such a sync is refused.
  package init(
    _ context: OperationContext, environment: Slug, parts: Set<SyncPart> = Set(SyncPart.allCases),
    acceptsLoss: Bool = false
  ) {
    self.acceptsLoss = acceptsLoss
    self.context = context
    self.environment = environment
    self.parts = parts
  }

  /// Syncs and records the job, whatever comes of it.
  package func run() async throws(OpsError) -> SyncReport {
    let started = context.now()
    let job = context.newID(started)
    // A foresight for bars and times left; a status that cannot be read is told by what needs it.
    let last = (try? context.ledger.status(of: environment))?.coverage
    let expected = last.map { $0.listed + $0.unreadable } ?? 0
    context.progress(
      .started(
        job: "sync", environment: environment, total: expected > 0 ? expected : nil, unit: "workflows"))
    do {
      var report = try await read(job: job)
      report.milliseconds = Int(context.now().milliseconds - started.milliseconds)
      try record(report, job: job, started: started)
      for note in report.unreadable + report.refused.map(\.words) {
        context.progress(.noted(job: "sync", environment: environment, message: note))
      }
      context.progress(
        .finished(
          job: "sync", environment: environment, outcome: report.outcome,
          message: report.summary))
      return report
    } catch {
      context.progress(.failed(job: "sync", environment: environment, error: error))
      // A name that is none leaves nothing behind.
      if try context.ledger.hasEnvironment(environment) {
        try recordFailure(error, job: job, started: started)
      }
      throw error
    }
  }

  private func read(job: RecordID) async throws(OpsError) -> SyncReport {
    let main = try context.workspace.mainTree()
    let record = try context.ledger.environment(environment, in: main)
    let client = try context.connector.client(for: environment, record, purpose: .read)
    let reader = InstanceReader(client: client, environment: environment, progress: context.progress)
    let mappings = try Mappings(tree: main, tenant: context.tenant)
    let branch = try context.workspace.ref(branch: context.tenant.observedBranch(environment))
    let before = try context.workspace.tree(of: branch)
    let preparation = try preparation(record, mappings, main)
    let memory = try SyncMemory(
      context, environment: environment, main: main, observed: before, sealing: preparation.sealing)
    var writer =
      parts.contains(.workflows)
      ? try await list(reader, memory, preparation, over: before)
      : ObservedWriter(keepingWorkflowsOf: preparation)
    // What a list does not show may only have moved to a page that was read before.
    let missing = try missingIDs(writer, memory, mappings, before)
    let archived = writer.keepsWorkflows ? [] : writer.index.items.filter(\.value.isArchived).map(\.key)
    let isLoss = !acceptsLoss && !(missing.isEmpty && archived.isEmpty)
    var loss = isLoss ? MassLoss(of: try memory.recognition().index) : nil
    for id in archived { try loss?.note(archived: id, in: environment) }
    for id in missing {
      switch try await reader.workflow(id) {
      case .document(let document):
        if document["isArchived"]?.boolValue == true { try loss?.note(archived: id, in: environment) }
        try writer.take(try preparation.outcome(of: document), over: before)
      case .unreadable(let reason): try writer.note(unreadable: reason, id: id, over: before)
      case .absent: try loss?.note(absent: id, in: environment)
      }
    }
    try await takeOthers(reader, into: &writer, over: before)
    return try write(writer, memory, over: before, to: branch, mappings: mappings, job: job)
  }

  private func preparation(_ record: EnvironmentRecord, _ mappings: Mappings, _ main: LedgerTree)
    throws(OpsError) -> WorkflowPreparation
  {
    let sealing = try context.sealing(in: record.class)
    return WorkflowPreparation(
      mappings: mappings.translation(for: environment), canonicalIDs: mappings.canonicalIDs(in: environment),
      rules: context.rules, overlay: try context.ledger.overlay(of: environment, in: main), sealing: sealing,
      approvedSecrets: { [context, environment] workflow throws(OpsError) in
        try context.approvedSecrets(of: workflow, in: environment, main, by: sealing)
      },
      objects: context.workspace.repository.makeTransaction())
  }

  /// How often a list is read again that shifted while it was read.
  private static let passes = 3

  /// Reads the list until it held still.
  private func list(
    _ reader: InstanceReader, _ memory: SyncMemory, _ preparation: WorkflowPreparation,
    over before: LedgerTree
  ) async throws(OpsError) -> ObservedWriter {
    let known = memory.known
    for _ in 1...Sync.passes {
      var listing = WorkflowListing(memory, preparation, over: before)
      let isWhole = try await reader.workflows(known: known) { (page) async throws(OpsError) in
        try await listing.take(page)
      }
      if isWhole { return try listing.finish() }
    }
    var error = OpsError(
      "The list of workflows kept shifting while it was read, so nothing was changed", at: environment.text,
      because: "workflows were deleted at the same time", remedy: "Run the command again.")
    error.isIncomplete = true
    throw error
  }

  /// The credentials where they are not listed: those that nodes use, beside a list that was once complete, which a
  /// key that lost its scope does not erase.
  private static func gathered(
    _ used: Set<ObservedCredentials.Item>, known: ObservedCredentials?
  ) -> ObservedCredentials {
    var listed = (known?.credentials ?? []).filter { known?.isComplete == true || $0.isListed == true }
    let ids = Set(listed.map(\.id))
    let others = used.filter { !ids.contains($0.id) }
    let isComplete = !listed.isEmpty && others.isEmpty
    for index in listed.indices { listed[index].isListed = isComplete ? nil : true }
    return ObservedCredentials(
      credentials: (listed + others).sorted { ($0.type, $0.name, $0.id) < ($1.type, $1.name, $1.id) },
      isComplete: isComplete)
  }

  private func takeOthers(
    _ reader: InstanceReader, into writer: inout ObservedWriter, over before: LedgerTree
  ) async throws(OpsError) {
    do {
      let isRefused = try await !take(
        .credentials, at: ObservedPaths.credentials, reader.credentials, into: &writer, over: before)
      if isRefused, parts.contains(.workflows), !writer.keepsWorkflows {
        let known = try before.value(ObservedCredentials.self, at: ObservedPaths.credentials)
        try writer.put(Self.gathered(writer.usedCredentials, known: known), at: ObservedPaths.credentials)
      }
      try await take(.tags, at: ObservedPaths.tags, reader.tags, into: &writer, over: before)
      try await take(.users, at: ObservedPaths.users, reader.users, into: &writer, over: before)
    } catch {
      var told = error
      told.isIncomplete = told.isIncomplete || parts.contains(.workflows)
      throw told
    }
  }

  /// Takes a list that is one file, if it is wanted; what is not read stays as it was.
  ///
  /// - Returns: false where the instance refused it.
  @discardableResult
  private func take<List: ObservedList>(
    _ part: SyncPart, at path: String, _ read: () async throws(OpsError) -> InstanceReader.Listing<List>,
    into writer: inout ObservedWriter, over before: LedgerTree
  ) async throws(OpsError) -> Bool {
    writer.keep(path)
    guard parts.contains(part) else { return true }
    switch try await read() {
    case .read(let list):
      let known = try before.value(List.self, at: path)?.count ?? 0
      if !acceptsLoss { try MassLoss.requireSome(list.count, of: part, known: known, in: environment) }
      try writer.put(list, at: path)
      return true
    case .refused(let reason):
      writer.note(refused: part, because: reason)
      return false
    }
  }

  private func write(
    _ writer: ObservedWriter, _ memory: SyncMemory, over before: LedgerTree, to branch: RefName,
    mappings: Mappings, job: RecordID
  ) throws(OpsError) -> SyncReport {
    var writer = writer
    var report = SyncReport(environment: environment)
    if writer.keepsWorkflows {
      report.coverage = try context.ledger.status(of: environment).coverage
      if parts.contains(.workflows), let seen = memory.pages {
        report.recognised = report.coverage.listed
        report.notes = seen.notes
      }
    } else {
      let old = try readGit { () throws(GitError) in try before.files() }
      for path in old where !writer.paths.contains(path) { writer.remove(path) }
      report.coverage = writer.coverage
      report.coverage.unreadable = writer.unreadable.count
      report.coverage.missing = missing(writer, mappings)
      report.recreated = recreated(writer, mappings)
      report.recognised = writer.recognised
      report.unreadable = writer.unreadable
      report.notes = writer.notes.sorted()
    }
    report.sharedNotes = context.secretNotes
    report.refused = writer.refused
    report.isSelective = parts != Set(SyncPart.allCases)
    // Before the placeholders are: a value without one does no harm.
    try context.keep(sealed: writer.sealedValues)
    report.commit = try commit(writer, over: before, to: branch, job: job, report: &report)
    try countOthers(writer, in: &report)
    try replaceStatus(writer, memory, over: before, report: report, job: job)
    return report
  }

  private func missing(_ writer: ObservedWriter, _ mappings: Mappings) -> Int {
    mappings.workflows.values.compactMap { $0.mappings[environment] }
      .count { $0.status == .linked && !writer.isPresent($0.id) }
  }

  /// What is missing while an unmanaged workflow has its name: only a person knows whether they are the same.
  private func recreated(_ writer: ObservedWriter, _ mappings: Mappings) -> [String] {
    let unmanaged = Dictionary(
      grouping: writer.index.items.filter { $0.value.workflow == nil && !$0.value.isArchived },
      by: \.value.name)
    return mappings.workflows.sorted { $0.key < $1.key }.flatMap { workflow, record -> [String] in
      guard let mapping = record.mappings[environment], mapping.status == .linked,
        !writer.isPresent(mapping.id)
      else { return [] }
      return (unmanaged[record.name] ?? []).map(\.key).sorted().map { id in
        "\(workflow) is missing, and \(id) has its name: if it was made again, n8n-ops canonical link \(workflow) \(id) --env \(environment)"
      }
    }
  }

  private func commit(
    _ writer: ObservedWriter, over before: LedgerTree, to branch: RefName, job: RecordID,
    report: inout SyncReport
  ) throws(OpsError) -> String? {
    let act = context.machineAct(job: job)
    let repository = context.workspace.repository
    let objects = writer.edit.objects
    let edits = writer.edit.edits
    let old = try readGit { () throws(GitError) in
      try before.commit.map { commit throws(GitError) in try repository.commit(commit).tree }
    }
    let tree = try readGit { () throws(GitError) in try objects.tree(editing: before.commit, edits) }
    guard tree != old else { return nil }
    report.take(try readGit { () throws(GitError) in try objects.changes(from: old, to: tree) })
    let note = CommitNote(
      "observed", "\(environment): \(report.changes)", tenant: context.tenant.tenant, action: "sync",
      target: environment.text)
    let commit = try readGit { () throws(GitError) in
      let commit = try context.workspace.makeCommit(
        objects, tree: tree, parents: before.commit.map { [$0] } ?? [], author: act.author,
        committer: act.committer, message: note.message(for: act))
      try objects.flush()
      return commit
    }
    let update = RefUpdate(branch, from: before.commit, to: commit)
    guard try context.workspace.move(update, message: note.action) else {
      throw OpsError(
        "Another sync of the same environment was faster", at: environment.text,
        remedy: "Nothing is lost: its result stands. Run the command again if you need a newer one.")
    }
    return commit.hex
  }

  private func countOthers(_ writer: ObservedWriter, in report: inout SyncReport) throws(OpsError) {
    let tree = try context.workspace.tree(ofBranch: context.tenant.observedBranch(environment))
    report.coverage.credentials =
      try tree.value(ObservedCredentials.self, at: ObservedPaths.credentials)?.credentials.count ?? 0
    report.coverage.tags = try tree.value(ObservedTags.self, at: ObservedPaths.tags)?.tags.count ?? 0
    report.coverage.users = try tree.value(ObservedUsers.self, at: ObservedPaths.users)?.users.count ?? 0
  }

  /// Every id that should be there and did not show: what the last sync saw, what is mapped, and what the observed branch has.
  private func missingIDs(
    _ writer: ObservedWriter, _ memory: SyncMemory, _ mappings: Mappings, _ before: LedgerTree
  ) throws(OpsError) -> [String] {
    guard !writer.keepsWorkflows else { return [] }
    let index = try memory.recognition().index
    let unmanaged = try readGit { () throws(GitError) in
      try before.documents(in: ObservedPaths.unmanaged).map(\.name)
    }
    let mapped = mappings.workflows.values.compactMap { $0.mappings[environment] }
      .filter { $0.status == .linked }.map(\.id)
    return Set(index.items.keys).union(unmanaged).union(mapped)
      .filter { ObservedPaths.isSafe($0) && !writer.hasSeen($0) }.sorted()
  }
}
