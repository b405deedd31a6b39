import Governance
import JSON
import Ledger

/// What a tenant's files say together. A file that cannot be read is left out, but its name still counts: what it
/// would define is not reported as missing.
struct CheckedTenant: Sendable {
  /// A value with the file it stands in.
  struct Record<Value: Sendable>: Sendable {
    let name: String
    let value: Value
    let file: CheckedFile
  }

  let root: TenantRoot
  let members: [Record<Member>]
  let environments: [Record<EnvironmentRecord>]
  let workflows: [Record<CanonicalWorkflow>]
  let credentials: [Record<CredentialRecord>]
  /// Whether each file of a credential could be read.
  let hasAllCredentials: Bool
  let pipelines: [Record<Pipeline>]
  let promotions: [Record<Promotion>]
  let incidents: [Record<Incident>]
  let overlays: [Record<Overlay>]
  /// Files of approved content, by environment.
  let baselines: [String: [CheckedFile]]
  /// Names that have a file, readable or not.
  let memberNames: Set<String>
  let environmentNames: Set<String>
  let workflowNames: Set<String>
  /// Paths of all files of the tree, those of other tenants included.
  let allPaths: Set<String>

  init(_ root: TenantRoot, in tree: CheckedTree) {
    self.root = root
    allPaths = tree.paths
    let prefix = root.folder + "/"
    let files = tree.sorted.filter { $0.path.hasPrefix(prefix) }
    func named(_ file: CheckedFile) -> String { CheckedTenant.name(of: file, below: prefix) }
    func records<Value>(_ type: Value.Type) -> [Record<Value>] {
      files.compactMap { file in
        (file.reading.value as? Value).map { Record(name: named(file), value: $0, file: file) }
      }
    }
    members = records(Member.self)
    environments = records(EnvironmentRecord.self)
    workflows = records(CanonicalWorkflow.self)
    credentials = records(CredentialRecord.self)
    hasAllCredentials = files.count { $0.kind == .credential } == credentials.count
    pipelines = records(Pipeline.self)
    promotions = records(Promotion.self)
    incidents = records(Incident.self)
    overlays = records(Overlay.self)
    baselines = Dictionary(grouping: files.filter { $0.kind == .baseline }, by: named)
    memberNames = Set(files.filter { $0.kind == .member }.map(named))
    environmentNames = Set(files.filter { $0.kind == .environment }.map(named))
    workflowNames = Set(files.filter { $0.kind == .workflow }.map(named))
  }

  /// The word of the path that names a record: of a file in a folder of its own the folder, else the file.
  private static func name(of file: CheckedFile, below prefix: String) -> String {
    let parts = file.path.dropFirst(prefix.count).split(separator: "/").map(String.init)
    switch file.kind {
    case .environment, .overlay, .baseline, .promotion: return parts.count > 1 ? parts[1] : ""
    default: return parts.last.map { String($0.dropLast(".json".count)) } ?? ""
    }
  }
}

extension CheckedFile {
  /// Name of a file without `.json`.
  var stem: String { path.split(separator: "/").last.map { String($0.dropLast(".json".count)) } ?? "" }
}
