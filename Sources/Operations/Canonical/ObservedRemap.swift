import Git
import Governance
import JSON
import Ledger

extension OperationContext {
  /// Reads the observed branch again with the mappings of today: what was onboarded or linked moves to its
  /// canonical name and its references become symbolic. No call to n8n is made.
  ///
  /// - Parameter renamed: the logical credentials that have another name from now on.
  func remapObserved(
    _ environment: Slug, job: RecordID?, renamed: [LogicalCredential: String] = [:]
  ) throws(OpsError) {
    let main = try workspace.mainTree()
    let mappings = try Mappings(tree: main, tenant: tenant)
    let canonicalIDs = mappings.canonicalIDs(in: environment)
    var translation = mappings.translation(for: environment)
    translation.renamedCredentials = renamed
    var index = try ledger.index(of: environment)
    let policy = rules.normalization
    let branch = try workspace.ref(branch: tenant.observedBranch(environment))

    let commit = try workspace.commit(to: branch, as: machineAct(job: job)) { (tree, edit) throws(OpsError) in
      let blobs = try observedBlobs(of: tree)
      for (id, item) in index.items where !item.isArchived {
        guard let old = Place(id: id, workflow: item.workflow),
          let new = Place(id: id, workflow: canonicalIDs[id])
        else { continue }
        for (from, to) in [(old.workflow, new.workflow), (old.draft, new.draft)] {
          guard let blob = blobs[from] else { continue }
          let document = try ledger.document(blob)
          let portable = PortableForm.portable(from: document, mappings: translation, policy: policy)
          if from != to { edit.remove(from) }
          edit.put(portable.workflow.bytes(.prettySorted), at: to)
          if from == old.workflow {
            index.items[id]?.hash = ContentHash.hash(of: portable.workflow, policy: policy).description
          }
        }
        index.items[id]?.workflow = canonicalIDs[id]
      }
      return CommitNote(
        "observed", "\(environment): read again with new mappings", tenant: tenant.tenant, action: "remap",
        target: environment.text)
    }
    let known = try ledger.index(of: environment)
    guard commit != nil || index != known else { return }
    let managed = index.items.values.count { $0.workflow != nil && !$0.isArchived }
    let unmanaged = index.items.values.count { $0.workflow == nil && !$0.isArchived }
    try updateStatus(of: environment, job: job, index: index) { status in
      status.coverage.managed = managed
      status.coverage.unmanaged = unmanaged
    }
  }

  /// A command that was killed after its decision leaves what was observed under the names of before.
  func finishRemapping(_ environment: Slug) throws(OpsError) {
    let mappings = try Mappings(tree: try workspace.mainTree(), tenant: tenant)
    let canonicalIDs = mappings.canonicalIDs(in: environment)
    let isLeft = try ledger.index(of: environment).items.contains { id, item in
      !item.isArchived && item.workflow != canonicalIDs[id]
    }
    if isLeft { try remapObserved(environment, job: nil) }
  }

  /// The blobs of all workflows on an observed branch by their paths; each folder is read once.
  private func observedBlobs(of tree: LedgerTree) throws(OpsError) -> [String: OID] {
    let folders = [
      ObservedPaths.workflows, ObservedPaths.drafts, ObservedPaths.unmanaged, ObservedPaths.unmanagedDrafts,
    ]
    var result: [String: OID] = [:]
    for folder in folders {
      for (name, oid) in try readGit({ () throws(GitError) in try tree.documents(in: folder) }) {
        result["\(folder)/\(name).json"] = oid
      }
    }
    return result
  }
}
