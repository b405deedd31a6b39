/// One thing that `check` looks for. To add one: a file with the rule, and its line in ``CheckRules/all``.
///
/// A rule has the function for what it is about: one file, a tenant's files together, or the tree as a whole.
protocol CheckRule: Sendable {
  /// Stable name, which findings carry.
  var name: String { get }
  func check(_ file: CheckedFile, in tree: CheckedTree) -> [CheckFinding]
  func check(_ tenant: CheckedTenant) -> [CheckFinding]
  func check(_ tree: CheckedTree) -> [CheckFinding]
}

extension CheckRule {
  func check(_ file: CheckedFile, in tree: CheckedTree) -> [CheckFinding] { [] }
  func check(_ tenant: CheckedTenant) -> [CheckFinding] { [] }
  func check(_ tree: CheckedTree) -> [CheckFinding] { [] }
}

/// All rules, those of single files first.
enum CheckRules {
  static let all: [any CheckRule] = [
    FormatRule(), ReadableRule(), SchemaRule(), UnknownMemberRule(), RepeatedMemberRule(),
    SchemaReferenceRule(), NameRule(), StrayFileRule(), EntryKindRule(), TimeZoneRule(),
    PromotionRecordRule(),
    IncidentRecordRule(), MemberMailRule(), TeamAdminRule(), PipelineRule(), EnvironmentReferenceRule(),
    SharedInstanceRule(), SharedMappingRule(),
    CredentialRule(), BaselineRule(), BaselineReferenceRule(), OverlayRule(), OpenIncidentRule(),
    SecretPolicyRule(), OverlaySecretRule(), PlanLimitRule(), GuardOverrideRule(),
    TenantFileRule(), SigningKeyRule(), SchemaFileRule(),
    SealedFileRule(), RecipientRule(), RolePolicyRule(),
  ]
}
