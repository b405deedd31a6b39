package import JSON

/// What was changed in the target and kept there is not in the source yet: the next promotion would undo it.
struct KeptHotfixRule: PreflightRule {
  let name = "kept hotfix"

  func check(_ facts: PreflightFacts) -> PreflightCheck {
    warning(
      facts.undoneHotfixes.map { workflow, hotfix in
        "\(workflow): what \(hotfix.requestedBy.name) changed in \(facts.target) and had kept would be undone (\(hotfix.id))"
      },
      orPassed: "nothing that was kept in \(facts.target) would be undone",
      remedy: "Make the same change in \(facts.source) and plan again, or approve it knowing that.")
  }
}

extension Promotion {
  /// The last thing that was approved for a workflow in an environment, when it was the keeping of a hotfix; a later
  /// promotion has decided about it already.
  ///
  /// - Parameter promotions: those of the tenant.
  package static func keptHotfix(of workflow: Slug, in environment: Slug, among promotions: [Promotion])
    -> Promotion?
  {
    let last = promotions.filter { promotion in
      promotion.target == environment && promotion.status == .completed && promotion.kind != .revert
        && promotion.workflows.contains { $0.workflow == workflow }
    }.max { ($0.requestedAt, $0.id) < ($1.requestedAt, $1.id) }
    return last?.kind == .keep ? last : nil
  }

  /// Whether new content lacks what a hotfix changed. It has it when putting the hotfix on top changes nothing.
  ///
  /// - Parameters:
  ///   - before: the approved content before the hotfix; nil where there was none.
  ///   - kept: the content that was kept.
  package static func undoesHotfix(
    _ planned: JSON, before: JSON?, kept: JSON, policy: NormalizationPolicy
  ) -> Bool {
    func hash(_ workflow: JSON) -> ContentDigest { ContentHash.hash(of: workflow, policy: policy) }
    guard let before else { return hash(planned) != hash(kept) }
    let merged = WorkflowMerge.merge(base: before, ours: planned, theirs: kept)
    return !merged.conflicts.isEmpty || hash(merged.workflow) != hash(planned)
  }
}
