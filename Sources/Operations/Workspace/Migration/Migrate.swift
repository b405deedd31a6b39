package import Git
package import Governance
package import Ledger

/// Moves the tree of an older executable to the layout of this one, in one commit on `main`.
package struct Migrate: Sendable {
  private let workspace: Workspace
  private let act: Act
  private let steps: [any MigrationStep]
  private let target: Int

  /// - Parameters:
  ///   - steps: what is known, in any order.
  ///   - target: the version to reach.
  package init(
    _ workspace: Workspace, act: Act, steps: [any MigrationStep] = MigrationSteps.all,
    target: Int = FormatFile.current
  ) {
    self.workspace = workspace
    self.act = act
    self.steps = steps
    self.target = target
  }

  package struct Report: Sendable, Hashable {
    package var from: Int
    package var to: Int
    /// What each step does, in their order.
    package var steps: [String]
    /// Paths that are written or removed, sorted.
    package var paths: [String]
    /// Nil where there was nothing to do.
    package var commit: OID?
  }

  package func run() throws(OpsError) -> Report {
    var report = Report(from: target, to: target, steps: [], paths: [], commit: nil)
    report.commit = try workspace.commit(to: workspace.main, as: act) { (tree, edit) throws(OpsError) in
      try decide(tree, &edit, &report)
    }
    return report
  }

  /// All steps from the tree's version on. Each sees what those before it wrote.
  private func decide(_ tree: LedgerTree, _ edit: inout LedgerEdit, _ report: inout Report) throws(OpsError)
    -> CommitNote?
  {
    let version = try tree.formatVersion(upTo: target)
    report = Report(from: version, to: target, steps: [], paths: [], commit: nil)
    guard version < target else { return nil }
    var (current, way) = (tree, try way(from: version))
    let last = way.removeLast()
    for step in way {
      report.steps.append(step.summary)
      current = try between(step, current, from: tree, &edit)
    }
    report.steps.append(last.summary)
    try last.apply(to: current, edit: &edit)
    try edit.put(FormatFile(version: target), at: FormatFile.path)
    report.paths = edit.edits.keys.sorted()
    return CommitNote(
      "platform", "move the layout from \(version) to \(target)",
      body: report.steps.map { "- \($0)" }.joined(separator: "\n"), tenant: nil, action: "migrate",
      target: FormatFile.path)
  }

  private func way(from version: Int) throws(OpsError) -> [any MigrationStep] {
    try (version..<target).map { number throws(OpsError) in
      guard let step = steps.first(where: { $0.from == number }) else {
        throw OpsError(
          "The layout cannot be moved forward", at: FormatFile.path,
          because: "this executable has no step from version \(number) to \(number + 1)",
          remedy: "Move it with a release of n8n-ops that knows version \(number), then with this one.")
      }
      return step
    }
  }

  /// The tree that a step leaves, for the next one to read. It is stored and named by nothing: the grace of
  /// maintenance is longer than a migration.
  private func between(
    _ step: any MigrationStep, _ tree: LedgerTree, from origin: LedgerTree, _ edit: inout LedgerEdit
  ) throws(OpsError) -> LedgerTree {
    try step.apply(to: tree, edit: &edit)
    let written = edit
    return try readGit { () throws(GitError) in
      // From the tree at the beginning, since the edit collects what all steps did.
      let oid = try written.objects.tree(editing: origin.commit, written.edits)
      let commit = written.objects.commit(
        tree: oid, parents: [], author: act.author, committer: act.committer,
        message: "migrate: \(step.from)\n")
      try written.objects.flush()
      return LedgerTree(repository: workspace.repository, commit: commit)
    }
  }
}
