import Git
package import Governance

/// Every canonical workflow in every environment (CAN-011 to CAN-014).
package struct WorkflowMatrix: Sendable {
  package struct Cell: Sendable, Hashable {
    package var state: MatrixState
    /// Content hash of what runs.
    package var hash: String?
  }

  package struct Row: Sendable {
    package var workflow: Slug
    package var name: String
    /// One cell for each of ``WorkflowMatrix/environments``.
    package var cells: [Cell]
  }

  /// Development first.
  package var environments: [Slug]
  package var rows: [Row]

  /// A matrix without anything.
  package static let empty = WorkflowMatrix(environments: [], rows: [])
}

extension TenantLedger {
  /// The matrix, from Git alone.
  package func matrix() throws(OpsError) -> WorkflowMatrix {
    let main = try workspace.mainTree()
    let environments = try allEnvironments()
    let workflows = try Mappings(tree: main, tenant: tenant).workflows
    var columns: [[Slug: WorkflowMatrix.Cell]] = []
    for environment in environments { columns.append(try column(environment, workflows)) }
    let rows = workflows.sorted { $0.key < $1.key }.map { slug, record in
      WorkflowMatrix.Row(
        workflow: slug, name: record.name,
        cells: columns.map { $0[slug] ?? WorkflowMatrix.Cell(state: .absent, hash: nil) })
    }
    return WorkflowMatrix(environments: environments, rows: rows)
  }

  private func column(_ environment: Slug, _ workflows: [Slug: CanonicalWorkflow]) throws(OpsError)
    -> [Slug: WorkflowMatrix.Cell]
  {
    let main = try workspace.mainTree()
    let observed = try workspace.tree(ofBranch: tenant.observedBranch(environment))
    let drift = try DriftComparison(self, environment: environment, main: main)
    let drifted = Set(drift.findings.map(\.workflow))
    let hashes = Dictionary(
      try index(of: environment).items.values.compactMap { item in item.workflow.map { ($0, item.hash) } },
      uniquingKeysWith: { first, _ in first })
    let approved = try drift.approved.blobs()
    let running = try readGit { () throws(GitError) in
      Set(try observed.documents(in: ObservedPaths.workflows).map(\.name))
    }
    var cells: [Slug: WorkflowMatrix.Cell] = [:]
    for (slug, record) in workflows {
      let state = MatrixState(
        mapping: MappingStatus(
          decided: record.mappings[environment]?.status, isPresent: running.contains(slug.text)),
        isApproved: approved[slug] != nil, isDrifted: drifted.contains(slug.text))
      cells[slug] = WorkflowMatrix.Cell(state: state, hash: hashes[slug])
    }
    return cells
  }
}
