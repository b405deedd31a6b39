import Git
import Governance
import JSON
import Ledger

/// The workflows of a promotion: the selection, what it needs, the new content and what changes by it.
struct PromotionDraft {
  private(set) var workflows: [PromotedWorkflow] = []
  private(set) var contents: [Slug: JSON] = [:]
  private(set) var diffs: [Slug: WorkflowDiff] = [:]
  private(set) var dependencies: [Slug: WorkflowDependencies] = [:]
  /// Selected workflows that the target has already.
  private(set) var unchanged: [Slug] = []
  /// Workflows that are needed and that no canonical id stands for.
  private(set) var unmanagedReferences: [(workflow: Slug, id: String)] = []
  /// Mappings of credentials that the proposal adds.
  var credentialMappings: [Slug: CredentialRecord] = [:]

  init(_ context: OperationContext, sides: PromotionSides, selection: [Slug]) throws(OpsError) {
    var needs: [Slug: Set<Slug>] = [:]
    var reasons: [Slug: Slug] = [:]
    var queue = selection
    var seen = Set(selection)
    while let workflow = queue.popLast() {
      guard let content = try sides.running(workflow) else {
        throw OpsError(
          "The workflow is not in the source", at: "\(workflow) in \(sides.stage.source)",
          because: "the last sync did not see it there",
          remedy: "n8n-ops workflow list --env \(sides.stage.source)")
      }
      // A portable form translates to itself; this reads what it needs.
      let found = PortableForm.portable(
        from: content, mappings: EnvironmentMappings(), policy: context.rules.normalization
      )
      .dependencies
      contents[workflow] = sides.inTarget(content, workflow)
      dependencies[workflow] = found
      for reference in found.subWorkflows.union(found.errorWorkflow.map { [$0] } ?? []) {
        switch reference {
        case .instance(let id):
          unmanagedReferences.append((workflow, id))
        case .canonical(let text):
          guard let needed = Slug(text) else { continue }
          needs[workflow, default: []].insert(needed)
          if seen.insert(needed).inserted {
            reasons[needed] = workflow
            queue.append(needed)
          }
        }
      }
    }
    for workflow in DependencyOrder.sorted(Array(seen), dependencies: needs) {
      try add(workflow, becauseOf: reasons[workflow], context, sides)
    }
  }

  private mutating func add(
    _ workflow: Slug, becauseOf: Slug?, _ context: OperationContext, _ sides: PromotionSides
  )
    throws(OpsError)
  {
    guard let content = contents[workflow] else { return }
    let policy = context.rules.normalization
    let approved = try sides.approvedInTarget(workflow)
    let diff = WorkflowDiff.between(approved, content, policy: policy, risk: context.rules.risk)
    guard !diff.isEmpty else {
      unchanged.append(workflow)
      return
    }
    let bytes = content.bytes(.prettySorted)
    diffs[workflow] = diff
    workflows.append(
      PromotedWorkflow(
        workflow: workflow, name: content["name"]?.stringValue ?? workflow.text,
        change: approved == nil ? .added : .modified, becauseOf: becauseOf.map { "needed by \($0)" },
        hashBefore: approved.map { ContentHash.hash(of: $0, policy: policy).description },
        hashPlanned: ContentHash.hash(of: content, policy: policy).description,
        blob: context.workspace.repository.makeTransaction().blob(bytes).hex, risk: diff.risk ?? .low,
        changes: diff.summary))
  }
}
