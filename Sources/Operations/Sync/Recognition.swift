import Digest
import Git
import Governance
import JSON
import Ledger
import N8N

/// What the last sync saw, for as long as nothing else has changed that decides what is made of it.
///
/// A workflow that comes again byte for byte needs no portable form and no hash. That holds only while policies, mappings,
/// overlay, approved content and the key of placeholders are the same, which makes the basis, and while its own files and
/// its own line in the index are as that sync left them, which makes its stamp.
struct Recognition: Sendable {
  /// What a sync has to know again of a workflow that it does not read.
  struct Entry: Sendable, Hashable {
    /// SHA-256 of the entry; nil where it came another way than in a list.
    var digest: SHA256Digest?
    /// Stands for its files and its line in the index.
    var stamp: UInt64
    var notes: [String] = []
    var credentials: Set<ObservedCredentials.Item> = []
  }

  /// Made another way by another version of this program, in spite of an equal basis.
  private static let version = 1

  /// What the last sync saw of the workflows.
  let index: ObservedIndex
  /// Those that are recognised, by id in n8n; empty where the basis is another one.
  private(set) var entries: [String: Entry] = [:]
  /// What the entries are known by.
  private(set) var ids: [SHA256Digest: String] = [:]
  private let basis: String

  /// Nothing that was seen.
  init() {
    index = ObservedIndex()
    basis = ""
  }

  init(basis: String, status: LedgerTree, observed: LedgerTree) throws(OpsError) {
    self.basis = basis
    index = try status.value(ObservedIndex.self, at: ObservedPaths.index) ?? ObservedIndex()
    guard let seen = try status.value(SeenEntries.self, at: ObservedPaths.seen), seen.basis == basis else {
      return
    }
    let files = try readGit { () throws(GitError) in try observed.blobs() }
    for (id, text) in seen.items {
      let parts = text.split(separator: " ")
      guard parts.count == 2, let item = index.items[id], let digest = SHA256Digest(hex: String(parts[0])),
        let place = Place(id: id, workflow: item.workflow)
      else { continue }
      let stamp = Self.stamp(of: item, files[place.workflow], files[place.draft])
      guard UInt64(parts[1], radix: 16) == stamp else { continue }
      ids[digest] = id
      entries[id] = Entry(digest: digest, stamp: stamp)
    }
    for note in seen.notes {
      for id in note.workflows { entries[id]?.notes.append(note.message) }
    }
    for use in seen.uses {
      for id in use.workflows { entries[id]?.credentials.insert(use.credential) }
    }
  }

  /// Stands for the files of a workflow and its line in the index.
  static func stamp(of item: ObservedIndex.Item, _ workflow: OID?, _ draft: OID?) -> UInt64 {
    let parts = [
      item.hash, item.versionId ?? "", item.updatedAt ?? "", item.workflow?.text ?? "",
      item.isArchived ? "archived" : "", workflow?.hex ?? "", draft?.hex ?? "",
      item.description ?? "",
    ]
    return Digest.sha256(Array(parts.joined(separator: "\n").utf8)).bytes.prefix(8).reduce(0) {
      $0 << 8 | UInt64($1)
    }
  }

  /// The state file for the next sync.
  func seen(_ entries: [String: Entry]) -> SeenEntries {
    var items: [String: String] = [:]
    var notes: [String: [String]] = [:]
    var uses: [ObservedCredentials.Item: [String]] = [:]
    for (id, entry) in entries {
      guard let digest = entry.digest else { continue }
      let stamp = String(entry.stamp, radix: 16)
      items[id] = "\(digest) \(String(repeating: "0", count: 16 - stamp.count))\(stamp)"
      for note in entry.notes { notes[note, default: []].append(id) }
      for credential in entry.credentials { uses[credential, default: []].append(id) }
    }
    return SeenEntries(
      basis: basis, items: items,
      notes: notes.map { SeenEntries.Note(message: $0.key, workflows: $0.value.sorted()) }
        .sorted { $0.message < $1.message },
      uses: uses.map { SeenEntries.Use(credential: $0.key, workflows: $0.value.sorted()) }
        .sorted {
          ($0.credential.type, $0.credential.name, $0.credential.id)
            < ($1.credential.type, $1.credential.name, $1.credential.id)
        })
  }

  /// Whether a new state file is worth its write. A workflow that keeps data of its own (`staticData`) comes with other
  /// bytes after each run: a few of these are rather read each time than all digests written.
  func isOutdated(by writer: ObservedWriter) -> Bool {
    let listed = writer.entries.values.count { $0.digest != nil }
    return (listed - writer.recognised) * 50 > listed
  }

  /// SHA-256 of everything besides the entries that decides what is made of them.
  static func basis(
    _ context: OperationContext, _ environment: Slug, _ main: LedgerTree, _ sealing: SecretSealing
  ) throws(OpsError) -> String {
    let tenant = context.tenant
    let folders = [
      "policies", tenant.workflows, tenant.credentials, "\(tenant.environments)/\(environment)",
    ]
    var lines = [
      "\(version)", context.release, context.rules.normalization.identifier, sealing.keyName ?? "no key",
      try digest(of: context.rules.secrets),
    ]
    for folder in folders { lines.append(try name(of: folder, in: main)) }
    return Digest.sha256(Array(lines.joined(separator: "\n").utf8)).hex
  }

  private static func digest(of policy: SecretPolicy) throws(OpsError) -> String {
    do {
      return Digest.sha256(try JSON.encode(policy).bytes(.canonical)).hex
    } catch {
      throw OpsError("A policy cannot be written", at: PolicyFiles.secrets, because: "\(error)")
    }
  }

  /// What stands for all content of a folder.
  private static func name(of folder: String, in tree: LedgerTree) throws(OpsError) -> String {
    try readGit { () throws(GitError) in try tree.folder(at: folder) }?.hex ?? ""
  }
}
