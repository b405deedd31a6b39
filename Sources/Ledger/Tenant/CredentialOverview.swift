import Git
package import Governance
import JSON

#if canImport(Glibc)
  import Glibc
#endif

/// One credential of an environment, and who uses it (CRED-001 to CRED-004). Never its data.
package struct CredentialEntry: Sendable, Hashable {
  /// A node that uses it.
  package struct Use: Sendable, Hashable {
    /// Canonical id; nil for an unmanaged workflow.
    package var workflow: Slug?
    /// Name of the workflow.
    package var name: String
    /// Name of the node.
    package var node: String
    /// The credential type that the node says.
    package var type: String
  }

  /// Id in n8n.
  package var id: String
  /// Name in n8n.
  package var name: String
  package var type: String
  /// The logical credential that it is; nil where it is none.
  package var logical: Slug?
  package var uses: [Use]
  package var status: CredentialStatus
  /// Why it has the status; empty where there is nothing to say.
  package var reason: String
}

/// The credentials of one environment as the last sync saw them.
package struct CredentialOverview: Sendable {
  /// By type and name.
  package private(set) var entries: [CredentialEntry] = []
  /// Whether the instance listed them; otherwise they are those that nodes use.
  package let isComplete: Bool
  /// Whether the environment was ever synced.
  package let isKnown: Bool

  private let environment: Slug
  private let records: [Slug: CredentialRecord]
  private var uses: [String: [CredentialEntry.Use]] = [:]
  /// What nodes and mappings call a credential that is not listed.
  private var names: [String: (name: String, type: String)] = [:]

  init(_ ledger: TenantLedger, environment: Slug, in main: LedgerTree) throws(OpsError) {
    let mappings = try Mappings(tree: main, tenant: ledger.tenant)
    let tree = try ledger.workspace.tree(ofBranch: ledger.tenant.observedBranch(environment))
    let listed = try tree.value(ObservedCredentials.self, at: ObservedPaths.credentials)
    self.environment = environment
    records = mappings.credentials
    isComplete = listed?.isComplete ?? false
    isKnown = tree.commit != nil
    let translation = mappings.translation(for: environment)
    for folder in [ObservedPaths.workflows, ObservedPaths.unmanaged] {
      for (file, blob) in try readGit({ () throws(GitError) in try tree.documents(in: folder) }) {
        // Most workflows of a large tenant have none: those are not parsed.
        let bytes = try readGit { () throws(GitError) in try tree.repository.blob(blob) }
        guard Self.hasCredentials(bytes) else { continue }
        let document = try parse(bytes, at: "\(folder)/\(file).json")
        gather(document, folder == ObservedPaths.workflows ? Slug(file) : nil, translation)
      }
    }
    for record in records.values {
      guard let mapping = record.mappings[environment] else { continue }
      names[mapping.id] = names[mapping.id] ?? (mapping.name, record.type)
    }
    for item in listed?.credentials ?? [] { entries.append(entry(item)) }
    let ids = Set(entries.map(\.id))
    for (id, known) in names where !ids.contains(id) { entries.append(missing(id, known)) }
    entries.sort { ($0.type, $0.name, $0.id) < ($1.type, $1.name, $1.id) }
  }

  private static let mark = Array("\"credentials\"".utf8)

  /// Whether the name of a node's credentials stands anywhere in a file of an observed branch.
  private static func hasCredentials(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBytes { bytes in
      guard let start = bytes.baseAddress, bytes.count >= mark.count else { return false }
      return (0...bytes.count - mark.count).contains { place in
        bytes[place] == mark[0] && bytes[place + 1] == mark[1]
          && memcmp(start + place, mark, mark.count) == 0
      }
    }
  }

  private mutating func gather(_ document: JSON, _ workflow: Slug?, _ translation: EnvironmentMappings) {
    for node in document["nodes"]?.arrayValue ?? [] {
      for (type, reference) in node["credentials"]?.objectValue ?? [:] {
        let name = reference["name"]?.stringValue ?? ""
        let logical = translation.credentialsByName[LogicalCredential(type: type, name: name)]
        guard let id = reference["id"]?.stringValue ?? logical?.id else { continue }
        uses[id, default: []].append(
          .init(
            workflow: workflow, name: document["name"]?.stringValue ?? "",
            node: node["name"]?.stringValue ?? "", type: type))
        names[id] = names[id] ?? (logical?.name ?? name, type)
      }
    }
  }

  private func entry(_ item: ObservedCredentials.Item) -> CredentialEntry {
    let uses = uses[item.id] ?? []
    let logical = logical(item.id, type: item.type)
    var entry = CredentialEntry(
      id: item.id, name: item.name, type: item.type, logical: logical, uses: uses, status: .valid, reason: "")
    if let logical, let type = records[logical]?.type, type != item.type {
      (entry.status, entry.reason) = (.typeMismatch, "the logical credential \(logical) is of type \(type)")
    } else if let other = uses.first(where: { $0.type != item.type }) {
      (entry.status, entry.reason) = (
        .typeMismatch, "\(other.node) of \(other.name) uses it as \(other.type)"
      )
    } else if uses.isEmpty {
      (entry.status, entry.reason) = (.unused, "no node uses it")
    } else if logical == nil, uses.contains(where: { $0.workflow != nil }) {
      (entry.status, entry.reason) = (.unmapped, "no logical credential stands for it here")
    }
    return entry
  }

  private func missing(_ id: String, _ known: (name: String, type: String)) -> CredentialEntry {
    let uses = uses[id] ?? []
    let logical = logical(id, type: known.type)
    // Where n8n does not list them nobody knows whether one is there that is only mapped.
    let (status, reason): (CredentialStatus, String) =
      if isComplete {
        (.missing, uses.isEmpty ? "it is mapped, and not there" : "nodes use it, and it is not there")
      } else if uses.isEmpty {
        (.unused, "no node uses it, and n8n does not list it")
      } else {
        (.valid, "")
      }
    return CredentialEntry(
      id: id, name: known.name, type: known.type, logical: logical, uses: uses, status: status,
      reason: reason)
  }

  /// The one of that type where several are mapped to it, which `check` complains of.
  private func logical(_ id: String, type: String) -> Slug? {
    let mapped = records.filter { $0.value.mappings[environment]?.id == id }
    return (mapped.filter { $0.value.type == type }.keys.min()) ?? mapped.keys.min()
  }
}

extension TenantLedger {
  /// What is known of the credentials of an environment, from Git alone.
  package func credentials(of environment: Slug, in main: LedgerTree) throws(OpsError) -> CredentialOverview {
    try CredentialOverview(self, environment: environment, in: main)
  }
}
