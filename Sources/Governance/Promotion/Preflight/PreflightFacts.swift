package import JSON

/// Everything that the checks before a promotion look at, gathered beforehand.
package struct PreflightFacts: Sendable {
  /// One workflow of the promotion.
  package struct Item: Sendable {
    package var workflow: Slug
    package var name: String
    package var content: JSON
    package var dependencies: WorkflowDependencies
    package var hashPlanned: String
    /// Content hash approved in the source; nil where it has no baseline.
    package var hashApprovedInSource: String?
    package var hasDraftInSource: Bool
    package var hashApprovedInTarget: String?
    package var hashRunningInTarget: String?
    /// Whether the target has a draft that nobody published.
    package var hasDraftInTarget: Bool

    package init(
      workflow: Slug, name: String, content: JSON, dependencies: WorkflowDependencies, hashPlanned: String,
      hashApprovedInSource: String?, hasDraftInSource: Bool, hashApprovedInTarget: String?,
      hashRunningInTarget: String?, hasDraftInTarget: Bool
    ) {
      self.workflow = workflow
      self.name = name
      self.content = content
      self.dependencies = dependencies
      self.hashPlanned = hashPlanned
      self.hashApprovedInSource = hashApprovedInSource
      self.hasDraftInSource = hasDraftInSource
      self.hashApprovedInTarget = hashApprovedInTarget
      self.hashRunningInTarget = hashRunningInTarget
      self.hasDraftInTarget = hasDraftInTarget
    }
  }

  /// How a logical credential is found in the target.
  package enum CredentialFinding: Sendable, Hashable {
    case mapped(id: String)
    /// Not mapped yet, and exactly one of its type and name is there.
    case found(id: String)
    case ambiguous(count: Int)
    case missing
    /// Mapped to an id that the target does not have any more.
    case gone(id: String)
  }

  package var source: Slug
  package var sourceClass: EnvironmentClass
  package var target: Slug
  package var targetClass: EnvironmentClass
  package var guards: GuardPolicy
  package var items: [Item]
  /// References to workflows without canonical id, by who has them.
  package var unmanagedReferences: [(workflow: Slug, id: String)]
  package var credentials: [(credential: LogicalCredential, finding: CredentialFinding)]
  /// Node credentials that no logical credential stands for.
  package var untranslatedCredentials: [(workflow: Slug, type: String, name: String)]
  /// Whether the target listed its credentials.
  package var isCredentialListComplete: Bool
  /// `METHOD path` -> name of the active workflow that has it in the target, those of the promotion left out.
  package var webhooksTaken: [String: String]
  /// Workflows of the promotion with open drift in the target's incident, and the incident.
  package var incident: (id: RecordID, workflows: [Slug])?
  /// Promotions into the target that are on `main` without an approval and change the same workflows.
  package var unproved: [(promotion: RecordID, refusal: ApprovalRules.Refusal)]
  /// Members that the target's version does not take, by workflow; nil where that is not known.
  package var refusedMembers: [(workflow: Slug, member: String)]?
  /// The same of what is only for people: it is left out.
  package var leftOut: [(workflow: Slug, member: String)] = []

  /// Hotfixes that were kept in the target and that the content lacks.
  package var undoneHotfixes: [(workflow: Slug, hotfix: Promotion)] = []
  /// How many sealed values the content needs.
  package var sealedSecrets = 0
  /// Placeholders that nothing can be put in the place of, by workflow.
  package var closedSecrets: [(workflow: Slug, reason: String)] = []

  package init(
    source: Slug, sourceClass: EnvironmentClass, target: Slug, targetClass: EnvironmentClass,
    guards: GuardPolicy,
    items: [Item]
  ) {
    self.source = source
    self.sourceClass = sourceClass
    self.target = target
    self.targetClass = targetClass
    self.guards = guards
    self.items = items
    unmanagedReferences = []
    credentials = []
    untranslatedCredentials = []
    isCredentialListComplete = true
    webhooksTaken = [:]
    incident = nil
    unproved = []
    refusedMembers = nil
  }
}

/// One thing that is looked at before a promotion. To add one: a file with the rule, and its line in
/// ``PreflightRules/all``.
package protocol PreflightRule: Sendable {
  /// Stable name.
  var name: String { get }
  func check(_ facts: PreflightFacts) -> PreflightCheck
}

/// All rules, in the order in which people read them.
package enum PreflightRules {
  package static let all: [any PreflightRule] = [
    GuardRule(), SourceRule(), BaselineApprovalRule(), TargetDriftRule(), KeptHotfixRule(),
    DependencyRule(), CredentialRule(),
    WebhookRule(), StructureRule(), TriggerRule(), SecretRule(), SettingsRule(), IncidentRule(),
  ]
}

extension PreflightRule {
  func passed(_ evidence: String...) -> PreflightCheck {
    PreflightCheck(check: name, outcome: .passed, evidence: evidence)
  }

  /// Failed with these findings, or passed where there are none.
  func failed(_ findings: [String], orPassed evidence: String, remedy: String) -> PreflightCheck {
    findings.isEmpty
      ? PreflightCheck(check: name, outcome: .passed, evidence: [evidence])
      : PreflightCheck(check: name, outcome: .failed, evidence: findings, remedy: remedy)
  }

  func warning(_ findings: [String], orPassed evidence: String, remedy: String) -> PreflightCheck {
    findings.isEmpty
      ? PreflightCheck(check: name, outcome: .passed, evidence: [evidence])
      : PreflightCheck(check: name, outcome: .warning, evidence: findings, remedy: remedy)
  }
}
