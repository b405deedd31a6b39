import Git
import Governance
import JSON
import Ledger

/// What the two environments of a stage contain, read from the ledger when it is asked for.
struct PromotionSides {
  let stage: PipelineStage
  let sourceClass: EnvironmentClass
  let mappings: Mappings
  private let context: OperationContext
  private let source: ApprovedContent
  private let target: ApprovedContent
  private let sourceTree: LedgerTree
  private let targetTree: LedgerTree
  private let targetOverlay: Overlay?

  init(_ context: OperationContext, stage: PipelineStage, main: LedgerTree) throws(OpsError) {
    self.context = context
    self.stage = stage
    sourceClass = try context.ledger.environment(stage.source, in: main).class
    mappings = try Mappings(tree: main, tenant: context.tenant)
    source = try ApprovedContent(context.ledger, environment: stage.source, main: main)
    target = try ApprovedContent(context.ledger, environment: stage.target, main: main)
    sourceTree = try context.workspace.tree(ofBranch: context.tenant.observedBranch(stage.source))
    targetTree = try context.workspace.tree(ofBranch: context.tenant.observedBranch(stage.target))
    targetOverlay = try context.ledger.overlay(of: stage.target, in: main)
  }

  /// What runs in the source; in development that is the truth, elsewhere it has to equal what is approved.
  func running(_ workflow: Slug) throws(OpsError) -> JSON? {
    try document(ObservedPaths.workflow(workflow), in: sourceTree)
  }

  /// The content as the target's baseline holds it: with a marker wherever the target has a value of its own, so that the
  /// source's value neither shows as a change nor takes the place of the marker.
  func inTarget(_ content: JSON, _ workflow: Slug) -> JSON {
    targetOverlay?.masked(content, workflow: workflow.text) ?? content
  }

  /// An unpublished draft in the source, which is not promoted.
  func draft(_ workflow: Slug) throws(OpsError) -> JSON? {
    try document(ObservedPaths.draft(workflow), in: sourceTree)
  }

  func approvedInSource(_ workflow: Slug) throws(OpsError) -> JSON? {
    try approved(workflow, source, in: stage.source)
  }

  func approvedInTarget(_ workflow: Slug) throws(OpsError) -> JSON? {
    try approved(workflow, target, in: stage.target).map { inTarget($0, workflow) }
  }

  private func approved(_ workflow: Slug, _ content: ApprovedContent, in environment: Slug) throws(OpsError)
    -> JSON?
  {
    try content.blob(of: workflow).map { (blob) throws(OpsError) in
      try context.ledger.document(blob, at: context.tenant.baseline(environment, workflow))
    }
  }

  /// Promotions on `main` that nobody approved and whose content stands in the way of these workflows.
  func unproved(in workflows: [Slug]) -> [UnprovedPromotion] {
    target.unproved.filter { entry in entry.promotion.workflows.contains { workflows.contains($0.workflow) } }
  }

  func runningInTarget(_ workflow: Slug) throws(OpsError) -> JSON? {
    try document(ObservedPaths.workflow(workflow), in: targetTree).map { inTarget($0, workflow) }
  }

  /// An unpublished draft in the target, which the promotion would overwrite.
  func draftInTarget(_ workflow: Slug) throws(OpsError) -> JSON? {
    try document(ObservedPaths.draft(workflow), in: targetTree)
  }

  func credentialsInTarget() throws(OpsError) -> ObservedCredentials? {
    try targetTree.value(ObservedCredentials.self, at: ObservedPaths.credentials)
  }

  /// Everything that runs in the target, managed or not: name and content.
  func everythingInTarget() throws(OpsError) -> [(path: String, document: JSON)] {
    let paths = try readGit { () throws(GitError) in
      try targetTree.files(under: ObservedPaths.workflows) + targetTree.files(under: ObservedPaths.unmanaged)
    }
    var result: [(path: String, document: JSON)] = []
    for path in paths {
      if let document = try document(path, in: targetTree) { result.append((path, document)) }
    }
    return result
  }

  private func document(_ path: String, in tree: LedgerTree) throws(OpsError) -> JSON? {
    guard let bytes = try readGit({ () throws(GitError) in try tree.bytes(at: path) }) else { return nil }
    return try parse(bytes, at: path)
  }
}
