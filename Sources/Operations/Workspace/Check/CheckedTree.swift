import Git
import Governance
import JSON
import Ledger
import Resources

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
    let policy = try Self.normalization(in: tree)
    var sound: [OID: [PortableReference]] = [:]
    for (path, oid) in all where path.hasPrefix("state/") || path.hasPrefix("policies/") {
      // The same content is often approved in several environments.
      let isNeeded = hasOverlay(besides: path)
      let known = !isNeeded && StateFileKind(path: path) == .baseline ? sound[oid] : nil
      let file =
        if let known {
          CheckedFile(soundBaseline: path, references: known)
        } else {
          CheckedFile(
            path: path, bytes: try tree.repository.blob(oid), schemas: schemas, policy: policy,
            isNeeded: isNeeded)
        }
      if file.kind == .baseline, file.bytes.isEmpty { sound[oid] = file.references }
      files[path] = file
    }
  }

  /// Where approved content names workflows: the built-in policy says so where the tree has none that can be read.
  private static func normalization(in tree: LedgerTree) throws(GitError) -> NormalizationPolicy? {
    let path = PolicyFiles.normalization
    for case let bytes? in [try tree.bytes(at: path), Resources.data(path)] {
      guard let json = try? JSON(parsing: bytes),
        let policy = try? NormalizationPolicy(json, nodes: .none)
      else { continue }
      return policy
    }
    return nil
  }

  /// Reads the texts again that were not kept, as the places of findings in these files need them.
  mutating func readTexts(of paths: Set<String>, in tree: LedgerTree) throws(GitError) {
    for path in paths where files[path]?.bytes.isEmpty == true {
      files[path]?.bytes = try tree.bytes(at: path) ?? []
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
