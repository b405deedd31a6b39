import Governance
import JSON
import Ledger

/// What a file of the branch of decisions is, told by its path (docs/state-files.md).
enum StateFileKind: Sendable, Hashable {
  case format, platform
  case policy(String)
  case tenant, member, environment, overlay, baseline, workflow, credential, pipeline, promotion, incident

  /// Nil for a path that no part of the program reads.
  init?(path: String) {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    if path == FormatFile.path {
      self = .format
    } else if path == Platform.path {
      self = .platform
    } else if parts.count == 2, parts[0] == "policies", let name = Self.stem(parts[1]),
      Self.policies.contains(name)
    {
      self = .policy(name)
    } else if parts.count > 3, parts[0] == "state", parts[1] == "tenants",
      let kind = Self.inTenant(Array(parts[3...]))
    {
      self = kind
    } else {
      return nil
    }
  }

  private static let policies: Set<String> = [
    "environment-classes", "drift", "plans", "retention", "risk", "normalization", "roles", "secrets",
  ]

  private static func inTenant(_ parts: [String]) -> StateFileKind? {
    let isDocument = parts.last.flatMap(stem) != nil
    return switch (parts.count, parts[0], parts.last) {
    case (1, "tenant.json", _): .tenant
    case (3, "environments", "environment.json"): .environment
    case (3, "environments", "overlay.json"): .overlay
    case (4, "environments", _) where parts[2] == "baseline" && isDocument: .baseline
    case (3, "promotions", "promotion.json"): .promotion
    case (2, _, _) where isDocument: folders[parts[0]]
    default: nil
    }
  }

  private static let folders: [String: StateFileKind] = [
    "team": .member, "workflows": .workflow, "credentials": .credential, "pipelines": .pipeline,
    "incidents": .incident,
  ]

  /// The name of a JSON file without its extension.
  private static func stem(_ name: String) -> String? {
    name.hasSuffix(".json") && name.utf8.count > 5 ? String(name.dropLast(5)) : nil
  }

  /// Name of its schema in `state/schemas`.
  var schema: String {
    switch self {
    case .format: FormatFile.schemaName
    case .platform: Platform.schemaName
    case .policy(let name): name
    case .tenant: Tenant.schemaName
    case .member: Member.schemaName
    case .environment: EnvironmentRecord.schemaName
    case .overlay: "overlay"
    case .baseline: "portable-workflow"
    case .workflow: CanonicalWorkflow.schemaName
    case .credential: CredentialRecord.schemaName
    case .pipeline: Pipeline.schemaName
    case .promotion: Promotion.schemaName
    case .incident: Incident.schemaName
    }
  }

  /// Whether the file says where its schema lies. Portable content does not: it would be part of the content.
  var namesSchema: Bool { self != .baseline }
}
