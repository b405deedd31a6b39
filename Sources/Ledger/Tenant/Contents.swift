package import Git
package import Governance
package import JSON

extension TenantLedger {
  /// What runs of a workflow, by environment; those where it does not run are left out.
  package func contents(of workflow: Slug, in environments: [Slug]) throws(OpsError) -> [(
    environment: Slug, document: JSON
  )] {
    var result: [(environment: Slug, document: JSON)] = []
    for environment in environments {
      if let document = try running(workflow, in: environment) { result.append((environment, document)) }
    }
    return result
  }

  /// What runs of a workflow in one environment, as the last sync saw it.
  package func running(_ workflow: Slug, in environment: Slug) throws(OpsError) -> JSON? {
    try observed(ObservedPaths.workflow(workflow), in: environment)
  }

  /// The unpublished draft of a managed workflow beside what runs.
  package func draft(_ workflow: Slug, in environment: Slug) throws(OpsError) -> JSON? {
    try observed(ObservedPaths.draft(workflow), in: environment)
  }

  private func observed(_ path: String, in environment: Slug) throws(OpsError) -> JSON? {
    let tree = try workspace.tree(ofBranch: tenant.observedBranch(environment))
    guard let bytes = try readGit({ () throws(GitError) in try tree.bytes(at: path) }) else { return nil }
    return try parse(bytes, at: path)
  }

  /// What is approved of a workflow in one environment.
  package func approved(_ workflow: Slug, in environment: Slug) throws(OpsError) -> JSON? {
    try approvedContent(of: environment).blob(of: workflow).map { (blob) throws(OpsError) in
      try document(blob, at: tenant.baseline(environment, workflow))
    }
  }

  /// The blobs of everything that is approved in an environment: for who looks at many workflows at once.
  package func approvedBlobs(in environment: Slug) throws(OpsError) -> [Slug: OID] {
    try approvedContent(of: environment).blobs()
  }

  /// The blobs of everything managed that runs in an environment.
  package func runningBlobs(in environment: Slug) throws(OpsError) -> [Slug: OID] {
    try blobs(
      in: ObservedPaths.workflows, of: try workspace.tree(ofBranch: tenant.observedBranch(environment)))
  }

  /// The document in a blob.
  ///
  /// - Parameter path: where it lies, for an error; nil where only the blob is known.
  package func document(_ blob: OID, at path: String? = nil) throws(OpsError) -> JSON {
    let repository = workspace.repository
    return try parse(try readGit { () throws(GitError) in try repository.blob(blob) }, at: path ?? blob.hex)
  }

  private func blobs(in folder: String, of tree: LedgerTree) throws(OpsError) -> [Slug: OID] {
    var result: [Slug: OID] = [:]
    for (name, oid) in try readGit({ () throws(GitError) in try tree.documents(in: folder) }) {
      if let slug = Slug(name) { result[slug] = oid }
    }
    return result
  }
}
