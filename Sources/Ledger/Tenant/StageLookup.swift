import Git
package import Governance

extension TenantLedger {
  /// The stage that leads into an environment.
  package func stage(into target: Slug, pipeline name: Slug?) throws(OpsError) -> (
    pipeline: Slug, stage: PipelineStage
  ) {
    let pipelines = try workspace.mainTree().values(Pipeline.self, in: tenant.pipelines)
    let found = pipelines.filter { name == nil || $0.key == name }.sorted { $0.key < $1.key }
      .compactMap { slug, pipeline in pipeline.stage(into: target).map { (slug, $0) } }
    guard let first = found.first else {
      throw OpsError(
        "No pipeline leads there", at: target.text,
        because: pipelines.isEmpty ? "the tenant has no pipeline" : "no stage has it as its target",
        remedy: "n8n-ops pipeline add delivery development staging production")
    }
    guard found.count == 1 else {
      throw OpsError(
        "Several pipelines lead there", at: target.text, because: found.map(\.0.text).joined(separator: ", "),
        remedy: "Say which one with --pipeline.")
    }
    return first
  }

  /// Everything that the source runs and the target has not approved, or has approved otherwise.
  package func promotable(_ stage: PipelineStage) throws(OpsError) -> [Slug] {
    let approved = try approvedContent(of: stage.target).blobs()
    let observed = try workspace.tree(ofBranch: tenant.observedBranch(stage.source))
    return try readGit { () throws(GitError) in
      try observed.documents(in: ObservedPaths.workflows).compactMap { name, oid in
        Slug(name).flatMap { approved[$0] == oid ? nil : $0 }
      }
    }
  }
}
