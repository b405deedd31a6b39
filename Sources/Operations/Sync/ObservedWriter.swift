import Git
import Governance
import JSON
import Ledger

/// Turns workflows as n8n tells them into files of an observed branch.
///
/// What did not change is not written again: a blob that the branch has already costs only its hash.
struct ObservedWriter {
  private let mappings: EnvironmentMappings
  private let canonicalIDs: [String: Slug]
  private let rules: Rules
  private let overlay: Overlay?
  private let sealing: SecretSealing
  /// Secrets that the approved content has in the clear, by workflow.
  private let approvedSecrets: (Slug) throws(OpsError) -> Set<String>
  /// What the last sync saw.
  private let known: ObservedIndex
  private(set) var edit: LedgerEdit
  private(set) var index = ObservedIndex()
  private(set) var paths: Set<String> = []
  private(set) var usedCredentials: Set<ObservedCredentials.Item> = []
  private(set) var unreadable: [String] = []
  private var unreadableIDs: Set<String> = []
  private(set) var notes: Set<String> = []
  /// Values that placeholders stand for, by id.
  private(set) var sealedValues: [String: String] = [:]
  private(set) var coverage = Coverage()

  /// No person draws more: beyond it something has run wild, and comparing would take minutes.
  private static let mostNodes = 10_000

  init(
    mappings: EnvironmentMappings, canonicalIDs: [String: Slug], rules: Rules, overlay: Overlay?,
    sealing: SecretSealing, approvedSecrets: @escaping (Slug) throws(OpsError) -> Set<String>,
    known: ObservedIndex, edit: LedgerEdit
  ) {
    self.mappings = mappings
    self.canonicalIDs = canonicalIDs
    self.rules = rules
    self.overlay = overlay
    self.sealing = sealing
    self.approvedSecrets = approvedSecrets
    self.known = known
    self.edit = edit
  }

  /// Whether the instance has shown the workflow, readable or not.
  func hasSeen(_ id: String) -> Bool { index.items[id] != nil || unreadableIDs.contains(id) }

  /// Whether the workflow is there as far as people see it.
  func isPresent(_ id: String) -> Bool {
    index.items[id].map { !$0.isArchived } ?? unreadableIDs.contains(id)
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
    index.items[id] = item
    index.items[id]?.workflow = canonicalIDs[id]
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
  mutating func take(_ document: JSON, over before: LedgerTree) throws(OpsError) {
    let id = document["id"]?.stringValue ?? ""
    guard !id.isEmpty else { return try note(unreadable: "a workflow without id", id: nil, over: before) }
    guard !hasSeen(id) else { return }
    guard let place = Place(id: id, workflow: canonicalIDs[id]) else {
      return try note(unreadable: "its id is none of n8n", id: id, over: before)
    }
    guard let nodes = document["nodes"]?.arrayValue else {
      return try note(unreadable: "it has no nodes", id: id, over: before)
    }
    guard nodes.allSatisfy({ $0.objectValue != nil }) else {
      return try note(unreadable: "one of its nodes is no object", id: id, over: before)
    }
    guard nodes.count <= Self.mostNodes else {
      let reason = "it has \(nodes.count) nodes, more than \(Self.mostNodes)"
      return try note(unreadable: reason, id: id, over: before)
    }
    var result = PortableForm.portable(
      from: document, mappings: mappings, policy: rules.normalization, overlay: overlay)
    guard try takeSecretsOut(of: &result, canonicalIDs[id]) else {
      return try note(
        unreadable: "it holds a secret in the clear, which policies/secrets.json refuses", id: id,
        over: before)
    }
    let isArchived = document["isArchived"]?.boolValue ?? false
    index.items[id] = ObservedIndex.Item(
      workflow: canonicalIDs[id], name: document["name"]?.stringValue ?? "",
      isActive: document["active"]?.boolValue ?? false, isArchived: isArchived, hasDraft: result.draft != nil,
      versionId: document["versionId"]?.stringValue, updatedAt: document["updatedAt"]?.stringValue,
      hash: ContentHash.hash(of: result.workflow, policy: rules.normalization).description)
    if isArchived {
      // Archived in n8n is deleted as far as people see it: it neither runs nor can be started.
      coverage.archived += 1
      return
    }
    put(result.workflow, at: place.workflow)
    if let draft = result.draft { put(draft, at: place.draft) }
    if canonicalIDs[id] == nil { coverage.unmanaged += 1 } else { coverage.managed += 1 }
    for report in result.reports { notes.insert(report.message) }
    collectCredentials(of: document)
  }

  /// Puts placeholders in the place of secrets, in what runs and in the draft.
  ///
  /// - Returns: false where the policy refuses the workflow.
  private mutating func takeSecretsOut(of result: inout PortableResult, _ canonical: Slug?) throws(OpsError)
    -> Bool
  {
    var found = sealing.seal(result.workflow, of: canonical)
    if !found.findings.isEmpty, let canonical {
      let approved = try approvedSecrets(canonical)
      if !approved.isEmpty { found = sealing.seal(result.workflow, of: canonical, keeping: approved) }
    }
    let draft = result.draft.map { sealing.seal($0, of: canonical) }
    let count = found.findings.count + (draft?.findings.count ?? 0)
    guard count == 0 || sealing.action != .refuse else { return false }
    result.workflow = found.workflow
    result.draft = draft?.workflow
    for values in [found.values, draft?.values ?? [:]] { sealedValues.merge(values) { first, _ in first } }
    return true
  }

  private mutating func put(_ workflow: JSON, at path: String) {
    edit.put(workflow.bytes(.prettySorted), at: path)
    paths.insert(path)
  }

  /// The credentials that the nodes use, as n8n has them: all that is known where it does not list them.
  private mutating func collectCredentials(of document: JSON) {
    for node in document["nodes"]?.arrayValue ?? [] {
      for (type, reference) in node["credentials"]?.objectValue ?? JSONObject() {
        guard let id = reference["id"]?.stringValue else { continue }
        usedCredentials.insert(.init(id: id, name: reference["name"]?.stringValue ?? "", type: type))
      }
    }
  }

  mutating func put<Value: StateFile>(_ value: Value, at path: String) throws(OpsError) {
    try edit.put(value, at: path)
    paths.insert(path)
  }

  /// Leaves a file as it is: what could not be read does not erase what was known.
  mutating func keep(_ path: String) { paths.insert(path) }

  /// Leaves all files of workflows as they are.
  mutating func keepWorkflows(of files: [String]) {
    paths.formUnion(files)
    index = known
  }

  mutating func remove(_ path: String) { edit.remove(path) }
}

/// The files of one workflow on an observed branch.
struct Place {
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
