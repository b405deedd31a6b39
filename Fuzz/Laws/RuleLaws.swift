import Governance
package import JSON

/// What the rules promise for any two documents. Each check says in words which promise was broken; none: nothing.
package struct RuleLaws: Sendable {
  private let policy = BuiltIn.normalization
  private let risk = BuiltIn.risk

  package init() {}

  /// Portable form there and back, in two environments; hash; diff.
  package func broken(by one: JSON, _ other: JSON) -> [String] {
    var broken: [String] = []
    let old = TwoEnvironments.portable(one, TwoEnvironments.development).workflow
    let new = TwoEnvironments.portable(other, TwoEnvironments.development).workflow
    if TwoEnvironments.portable(old, TwoEnvironments.development).workflow != old {
      broken.append("the portable form of a portable form is another one")
    }
    if elsewhere(old) != old { broken.append("the portable form is another one in another environment") }
    let diff = WorkflowDiff.between(old, new, policy: policy, risk: risk)
    let isSame =
      ContentHash.hash(of: old, policy: policy) == ContentHash.hash(of: new, policy: policy)
    if isSame != diff.isCosmetic { broken.append("hash and diff disagree") }
    return broken
  }

  /// The merge of two changed copies of a workflow, and of their files.
  package func broken(merging base: JSON, _ ours: JSON, _ theirs: JSON) -> [String] {
    var broken: [String] = []
    for (one, two) in [(base, ours), (ours, base), (ours, ours)] {
      let merge = WorkflowMerge.merge(base: base, ours: one, theirs: two)
      if !merge.conflicts.isEmpty || merge.workflow != ours {
        broken.append("merging with what changed nothing is another workflow")
      }
    }
    let there = WorkflowMerge.merge(base: base, ours: ours, theirs: theirs)
    let back = WorkflowMerge.merge(base: base, ours: theirs, theirs: ours)
    if there.conflicts.isEmpty != back.conflicts.isEmpty { broken.append("a conflict depends on the side") }
    if edges(there.workflow, there) != edges(back.choices?.theirs, back)
      || edges(there.choices?.theirs, there) != edges(back.workflow, back)
    {
      broken.append("what is connected depends on the side")
    }
    return broken + self.broken(mergingFiles: base, ours, theirs)
  }

  /// The merge of two copies of a workflow in which people changed what is connected with what, and renamed nothing.
  package func broken(wiring base: JSON, _ ours: JSON, _ theirs: JSON) -> [String] {
    let laws = WiringLaws(base: base, ours: ours, theirs: theirs)
    let merge = WorkflowMerge.merge(base: base, ours: ours, theirs: theirs)
    let broken =
      merge.conflicts.isEmpty
      ? laws.broken(byClean: merge.workflow) : laws.broken(byDecision: merge.workflow, isTheirs: false)
    let decided = merge.choices.map { laws.broken(byDecision: $0.theirs, isTheirs: true) } ?? []
    return broken + decided + self.broken(merging: base, ours, theirs)
  }

  /// What is connected in a merge, or as they would decide it.
  private func edges(_ decision: JSON?, _ merge: WorkflowMerge) -> Set<WorkflowConnection>? {
    let isUndecided = !merge.conflicts.isEmpty && merge.choices == nil
    return isUndecided ? nil : Set(WorkflowConnection.all(in: (decision ?? merge.workflow)["connections"]))
  }

  /// Everything that is shown of a change must at least be possible to show.
  package func render(_ one: JSON, _ other: JSON) {
    let diff = WorkflowDiff.between(one, other, policy: policy, risk: risk)
    _ = DiffText.render(diff, colour: true)
    _ = DiffMarkdown.render(diff)
    _ = diff.json
    _ = WorkflowAnalysis(of: other, policy: policy).json
  }

  /// The portable form as another environment gives it back after it was written there.
  private func elsewhere(_ portable: JSON) -> JSON {
    let written = TwoEnvironments.n8n(portable, TwoEnvironments.production)
    return TwoEnvironments.portable(TwoEnvironments.stored(written), TwoEnvironments.production).workflow
  }

  private func broken(mergingFiles base: JSON, _ ours: JSON, _ theirs: JSON) -> [String] {
    let texts = [base, ours, theirs].map { $0.bytes(.pretty) }
    func merge(_ one: [UInt8], _ two: [UInt8]) -> WorkflowFileMerge? {
      try? WorkflowFileMerge.merge(
        base: texts[0], ours: one, theirs: two, policy: policy, labels: ("ours", "theirs"))
    }
    var broken: [String] = []
    if let merged = merge(texts[1], texts[0]), !merged.text.utf8.elementsEqual(texts[1]) {
      broken.append("merging nothing into a file changes it")
    }
    if let merged = merge(texts[1], texts[2]), merged.conflicts.isEmpty == merged.text.contains("<<<<<<<") {
      broken.append("a file with a conflict has no mark, or one without has")
    }
    if let merged = merge(texts[1], texts[2]), merged.conflicts.isEmpty,
      (try? JSON(parsing: merged.text)) == nil
    {
      broken.append("a merged file is no JSON")
    }
    return broken
  }
}
