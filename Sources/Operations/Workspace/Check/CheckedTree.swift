import Git
import Governance
import Ledger

/// The tree that is checked: its files, and what they make together.
struct CheckedTree: Sendable {
  /// The commands that a policy may name; nil where it is not known.
  let commands: Set<String>?
  /// By path.
  private(set) var files: [String: CheckedFile] = [:]
  /// Paths of all files, those that are not read included.
  let paths: Set<String>
  /// What is no file where the program looks for files, by path.
  private(set) var others: [(path: String, kind: TreeEntry.Kind)] = []

  /// Reads everything that the program would read.
  init(_ tree: LedgerTree, schemas: StateSchemas, commands: Set<String>? = nil) throws(GitError) {
    self.commands = commands
    guard let commit = tree.commit else {
      paths = []
      return
    }
    let all = try tree.repository.files(in: commit, under: nil)
    paths = Set(all.map(\.path))
    for folder in ["policies", "state"] {
      others += try tree.repository.linksAndSubmodules(in: commit, under: folder)
    }
    var sound: Set<OID> = []
    for (path, oid) in all where path.hasPrefix("state/") || path.hasPrefix("policies/") {
      // The same content is often approved in several environments.
      let isNeeded = hasOverlay(besides: path)
      let isKnown = !isNeeded && sound.contains(oid) && StateFileKind(path: path) == .baseline
      let bytes = isKnown ? Array("{}".utf8) : try tree.repository.blob(oid)
      let file =
        isKnown
        ? CheckedFile(soundBaseline: path)
        : CheckedFile(path: path, bytes: bytes, schemas: schemas, isNeeded: isNeeded)
      if file.kind == .baseline, file.bytes.isEmpty { sound.insert(oid) }
      files[path] = file
    }
  }

  /// Whether the environment of a baseline has an overlay, which is about the baseline's nodes.
  private func hasOverlay(besides path: String) -> Bool {
    guard let end = path.range(of: "/baseline/") else { return false }
    return paths.contains(path[..<end.lowerBound] + "/overlay.json")
  }

  /// The files in the order of their paths.
  var sorted: [CheckedFile] { files.values.sorted { $0.path < $1.path } }

  /// The tenants, in the order of their names.
  var tenants: [CheckedTenant] {
    let names = Set(
      paths.compactMap { path -> Slug? in
        let parts = path.split(separator: "/")
        return parts.count > 3 && path.hasPrefix("state/tenants/") ? Slug(String(parts[2])) : nil
      })
    return names.sorted().map { CheckedTenant(TenantRoot($0), in: self) }
  }
}
