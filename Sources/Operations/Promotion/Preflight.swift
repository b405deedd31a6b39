import Git
import Governance
import JSON
import Ledger
import N8N

/// Gathers the facts of a promotion and lets every rule look at them.
struct Preflight {
  private let context: OperationContext
  private let stage: PipelineStage
  private let sides: PromotionSides
  private let draft: PromotionDraft
  /// Logical credentials that were found in the target and get a mapping by this promotion.
  private(set) var credentialMappings: [Slug: CredentialRecord] = [:]

  init(_ context: OperationContext, stage: PipelineStage, sides: PromotionSides, draft: PromotionDraft) {
    self.context = context
    self.stage = stage
    self.sides = sides
    self.draft = draft
  }

  mutating func run(capabilities: Capabilities) throws(OpsError) -> [PreflightCheck] {
    let main = try context.workspace.mainTree()
    var facts = PreflightFacts(
      source: stage.source, sourceClass: sides.sourceClass, target: stage.target,
      targetClass: try context.ledger.environment(stage.target, in: main).class, guards: context.rules.guards,
      items: try items())
    facts.unmanagedReferences = draft.unmanagedReferences
    try gatherCredentials(into: &facts)
    facts.webhooksTaken = try webhooksTaken()
    if let incident = try context.ledger.activeIncident(of: stage.target, in: main) {
      let affected = incident.findings.compactMap { Slug($0.workflow) }
      facts.incident = (incident.id, draft.workflows.map(\.workflow).filter(affected.contains))
    }
    facts.unproved = sides.unproved(in: draft.workflows.map(\.workflow)).map {
      ($0.promotion.id, $0.refusal)
    }
    facts.undoneHotfixes = try undoneHotfixes(main)
    let values = try context.openSecrets(of: facts.items.map(\.content))
    facts.sealedSecrets = values.count
    facts.closedSecrets = facts.items.compactMap { item in
      context.reasonClosed(item.content, with: values).map { (item.workflow, $0) }
    }
    try gatherLosses(capabilities, into: &facts)
    return PreflightRules.all.map { $0.check(facts) }
  }

  private func items() throws(OpsError) -> [PreflightFacts.Item] {
    let hash = { (workflow: JSON?) in
      workflow.map { ContentHash.hash(of: $0, policy: context.rules.normalization).description }
    }
    var result: [PreflightFacts.Item] = []
    for workflow in draft.workflows {
      guard let content = draft.contents[workflow.workflow] else { continue }
      result.append(
        PreflightFacts.Item(
          workflow: workflow.workflow, name: workflow.name, content: content,
          dependencies: draft.dependencies[workflow.workflow] ?? WorkflowDependencies(),
          hashPlanned: workflow.hashPlanned,
          hashApprovedInSource: hash(try sides.approvedInSource(workflow.workflow)),
          hasDraftInSource: try sides.draft(workflow.workflow) != nil,
          hashApprovedInTarget: hash(try sides.approvedInTarget(workflow.workflow)),
          hashRunningInTarget: hash(try sides.runningInTarget(workflow.workflow)),
          hasDraftInTarget: try sides.draftInTarget(workflow.workflow) != nil))
    }
    return result
  }

  private func undoneHotfixes(_ main: LedgerTree) throws(OpsError) -> [(workflow: Slug, hotfix: Promotion)] {
    let promotions = try context.ledger.promotions(in: main)
    var undone: [(workflow: Slug, hotfix: Promotion)] = []
    for workflow in draft.workflows.map(\.workflow) {
      guard let hotfix = Promotion.keptHotfix(of: workflow, in: stage.target, among: promotions),
        let planned = draft.contents[workflow], let kept = try sides.approvedInTarget(workflow)
      else { continue }
      let before = try context.ledger.contentBefore(hotfix, in: main)[workflow] ?? nil
      let document = try before.map { (blob) throws(OpsError) in
        sides.inTarget(
          try context.ledger.document(blob, at: context.tenant.baseline(stage.target, workflow)), workflow)
      }
      let policy = context.rules.normalization
      if Promotion.undoesHotfix(planned, before: document, kept: kept, policy: policy) {
        undone.append((workflow, hotfix))
      }
    }
    return undone
  }

  private mutating func gatherCredentials(into facts: inout PreflightFacts) throws(OpsError) {
    let target = try sides.credentialsInTarget()
    facts.isCredentialListComplete = target?.isComplete ?? false
    var needed: Set<LogicalCredential> = []
    for workflow in draft.workflows {
      for reference in draft.dependencies[workflow.workflow]?.credentials ?? [] {
        switch reference {
        case .logical(let credential): needed.insert(credential)
        case .instance(let type, _, let name):
          facts.untranslatedCredentials.append((workflow.workflow, type, name))
        }
      }
    }
    facts.untranslatedCredentials.sort { ($0.workflow, $0.type, $0.name) < ($1.workflow, $1.type, $1.name) }
    for credential in needed.sorted(by: { ($0.type, $0.name) < ($1.type, $1.name) }) {
      facts.credentials.append((credential, find(credential, in: target)))
    }
  }

  private mutating func find(_ credential: LogicalCredential, in target: ObservedCredentials?)
    -> PreflightFacts.CredentialFinding
  {
    guard let (slug, record) = sides.mappings.credential(type: credential.type, name: credential.name) else {
      return .missing
    }
    let present = target?.credentials ?? []
    if let mapping = record.mappings[stage.target] {
      let isGone = target?.isComplete == true && !present.contains { $0.id == mapping.id }
      return isGone ? .gone(id: mapping.id) : .mapped(id: mapping.id)
    }
    let found = present.filter { $0.type == credential.type && $0.name == credential.name }
    guard let only = found.first else { return .missing }
    guard found.count == 1 else { return .ambiguous(count: found.count) }
    var mapped = record
    mapped.mappings[stage.target] = CredentialMapping(id: only.id, name: only.name)
    credentialMappings[slug] = mapped
    return .found(id: only.id)
  }

  private func webhooksTaken() throws(OpsError) -> [String: String] {
    let own = Set(draft.workflows.map { ObservedPaths.workflow($0.workflow) })
    var taken: [String: String] = [:]
    for (path, document) in try sides.everythingInTarget() where !own.contains(path) {
      guard document["active"]?.boolValue == true else { continue }
      let dependencies = PortableForm.portable(
        from: document, mappings: EnvironmentMappings(), policy: context.rules.normalization
      ).dependencies
      for webhook in dependencies.webhooks {
        taken["\(webhook.method) \(webhook.path)"] = document["name"]?.stringValue ?? path
      }
    }
    return taken
  }

  /// What the target's version does not take. A promotion that consists of nothing else would change nothing.
  private func gatherLosses(_ capabilities: Capabilities, into facts: inout PreflightFacts) throws(OpsError) {
    var refused: [(workflow: Slug, member: String)] = []
    for item in facts.items {
      let lost = LostMembers(
        of: item.content, isNew: item.hashRunningInTarget == nil, capabilities, context.rules.normalization)
      let isEverything = lost.isEverything(comparedWith: try sides.runningInTarget(item.workflow))
      refused += (lost.essential + (isEverything ? lost.cosmetic : [])).map { (item.workflow, $0) }
      if !isEverything { facts.leftOut += lost.cosmetic.map { (item.workflow, $0) } }
    }
    facts.refusedMembers = refused
  }
}
