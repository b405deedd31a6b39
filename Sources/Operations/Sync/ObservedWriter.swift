import Git
import Governance
import JSON
import Ledger
import N8N

/// Puts the files of an observed branch together, and the index of what was seen.
///
/// What did not change is not written again: a blob that the branch has already costs only its hash, and an entry that
/// came byte for byte as last time costs nothing.
struct ObservedWriter {
  /// What becomes of a workflow.
  let preparation: WorkflowPreparation
  /// What the last sync saw.
  private let known: ObservedIndex
  private let recognition: Recognition
  /// Whether the workflows stay as they are: then nothing but other files is put, and no file goes.
  private(set) var keepsWorkflows = false
  private(set) var edit: LedgerEdit
  private(set) var index = ObservedIndex()
  private(set) var paths: Set<String> = []
  /// What was seen, for the next sync to know again.
  private(set) var entries: [String: Recognition.Entry] = [:]
  /// The same of the pages of the list; nil where one cannot be known again.
  var pages: [SeenPage]?
  /// How many of them were known.
  private(set) var recognised = 0
  private(set) var usedCredentials: Set<ObservedCredentials.Item> = []
  private(set) var unreadable: [String] = []
  private var unreadableIDs: Set<String> = []
  /// Parts that the version or the key does not offer.
  private(set) var refused: [SyncReport.Refusal] = []
  private(set) var notes: Set<String> = []
  /// Values that placeholders stand for, by id.
  private(set) var sealedValues: [String: String] = [:]
  private(set) var coverage = Coverage()

  init(_ preparation: WorkflowPreparation, recognition: Recognition) {
    self.preparation = preparation
    self.recognition = recognition
    known = recognition.index
    edit = LedgerEdit(objects: preparation.objects)
  }

  /// Leaves all workflows as they are.
  init(keepingWorkflowsOf preparation: WorkflowPreparation) {
    self.init(preparation, recognition: Recognition())
    keepsWorkflows = true
  }

  private var canonicalIDs: [String: Slug] { preparation.canonicalIDs }

  /// The descriptions that are known of workflows.
  func descriptions(of ids: [String]) -> [String: String] {
    var result: [String: String] = [:]
    for id in ids {
      if let description = known.items[id]?.description { result[id] = description }
    }
    return result
  }

  /// Whether the instance has shown the workflow, readable or not.
  func hasSeen(_ id: String) -> Bool { index.items[id] != nil || unreadableIDs.contains(id) }

  /// Whether the workflow is there as far as people see it.
  func isPresent(_ id: String) -> Bool {
    index.items[id].map { !$0.isArchived } ?? unreadableIDs.contains(id)
  }

  /// Notes a part that may not be read. What was known of it stays as it was.
  mutating func note(refused part: SyncPart, because reason: OpsError) {
    refused.append(SyncReport.Refusal(part: part, why: reason.why ?? reason.what, remedy: reason.remedy))
  }

  /// Notes an entry that cannot be understood. What was known of its workflow stays as it was.
  mutating func note(unreadable reason: String, id: String?, over before: LedgerTree) throws(OpsError) {
    guard let id, !id.isEmpty else {
      unreadable.append(oneLine(reason, limit: 200))
      return
    }
    guard unreadableIDs.insert(id).inserted else { return }
    unreadable.append(oneLine("workflow \(id): \(reason)", limit: 200))
    guard let item = known.items[id] else { return }
    var kept = item
    kept.workflow = canonicalIDs[id]
    index.items[id] = kept
    guard !item.isArchived, let old = Place(id: id, workflow: item.workflow),
      let new = Place(id: id, workflow: canonicalIDs[id])
    else { return }
    for (from, to) in [(old.workflow, new.workflow), (old.draft, new.draft)] {
      guard let blob = try readGit({ () throws(GitError) in try before.blob(at: from) }) else { continue }
      edit.put(blob: blob, at: to)
      paths.insert(to)
    }
  }

  /// Takes one workflow over; one that was seen already is ignored, since pages shift while they are read.
  mutating func take(_ outcome: WorkflowPreparation.Outcome, over before: LedgerTree) throws(OpsError) {
    switch outcome {
    case .unreadable(let id, let reason):
      if let id, hasSeen(id) { return }
      try note(unreadable: reason, id: id, over: before)
    case .prepared(let prepared):
      guard !hasSeen(prepared.id) else { return }
      index.items[prepared.id] = prepared.item
      count(prepared.item)
      for (blob, path) in [
        (prepared.workflow, prepared.place.workflow), (prepared.draft, prepared.place.draft),
      ] {
        guard let blob else { continue }
        edit.put(blob: blob, at: path)
        paths.insert(path)
      }
      sealedValues.merge(prepared.sealedValues) { first, _ in first }
      remember(
        Recognition.Entry(
          digest: prepared.digest,
          stamp: Recognition.stamp(of: prepared.item, prepared.workflow, prepared.draft),
          notes: prepared.notes, credentials: prepared.credentials),
        of: prepared.id)
    }
  }

  /// Takes over what came byte for byte as last time: its files stay as they are.
  mutating func takeAgain(_ id: String) {
    guard !hasSeen(id), let item = known.items[id], let entry = recognition.entries[id],
      let place = Place(id: id, workflow: canonicalIDs[id])
    else { return }
    recognised += 1
    index.items[id] = item
    count(item)
    if !item.isArchived {
      paths.insert(place.workflow)
      if item.hasDraft { paths.insert(place.draft) }
    }
    remember(entry, of: id)
  }

  private mutating func count(_ item: ObservedIndex.Item) {
    if item.isArchived {
      // Archived in n8n is deleted as far as people see it: it neither runs nor can be started.
      coverage.archived += 1
    } else if item.workflow == nil {
      coverage.unmanaged += 1
    } else {
      coverage.managed += 1
    }
  }

  private mutating func remember(_ entry: Recognition.Entry, of id: String) {
    var entry = entry
    // The same notes and credentials come with hundreds of workflows: one copy of each is enough.
    entry.notes = entry.notes.map { notes.insert($0).memberAfterInsert }
    entry.credentials = Set(entry.credentials.map { usedCredentials.insert($0).memberAfterInsert })
    entries[id] = entry
  }

  mutating func put<Value: StateFile>(_ value: Value, at path: String) throws(OpsError) {
    try edit.put(value, at: path)
    paths.insert(path)
  }

  /// Leaves a file as it is: what could not be read does not erase what was known.
  mutating func keep(_ path: String) { paths.insert(path) }

  mutating func remove(_ path: String) { edit.remove(path) }
}

/// The files of one workflow on an observed branch.
struct Place: Sendable {
  let workflow: String
  let draft: String

  init?(id: String, workflow canonical: Slug?) {
    if let canonical {
      workflow = ObservedPaths.workflow(canonical)
      draft = ObservedPaths.draft(canonical)
    } else if let path = ObservedPaths.unmanaged(id), let draftPath = ObservedPaths.unmanagedDraft(id) {
      workflow = path
      draft = draftPath
    } else {
      return nil
    }
  }
}
