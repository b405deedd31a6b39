import Digest
import Git
import Governance
import Ledger
import N8N
import Synchronization

/// What the last sync left for this one, read as far as it is needed.
final class SyncMemory: Sendable {
  /// The pages of the list; nil where something else has changed since, so that they say nothing.
  let pages: SeenPages?
  /// SHA-256 of everything else that decides what is made of the entries.
  let basis: String
  private let status: LedgerTree
  private let observed: LedgerTree
  private let recognised = Mutex<Result<Recognition, OpsError>?>(nil)

  /// - Parameter observed: the observed branch as it is now.
  init(
    _ context: OperationContext, environment: Slug, main: LedgerTree, observed: LedgerTree,
    sealing: SecretSealing
  ) throws(OpsError) {
    self.observed = observed
    basis = try Recognition.basis(context, environment, main, sealing)
    status = try context.workspace.tree(
      of: try context.workspace.ref(named: context.tenant.statusRef(environment)))
    let pages = try status.value(SeenPages.self, at: ObservedPaths.pages)
    let (index, seen) = try readGit { [status] () throws(GitError) in
      (try status.blob(at: ObservedPaths.index), try status.blob(at: ObservedPaths.seen))
    }
    let isStanding =
      pages?.basis == basis && pages?.observed == observed.commit?.hex && pages?.index == index?.hex
      && pages?.seen == seen?.hex
    self.pages = isStanding ? pages : nil
  }

  /// Workflow by workflow what the last sync saw.
  func recognition() throws(OpsError) -> Recognition {
    let result = recognised.withLock { known in
      let result =
        known
        ?? Result { () throws(OpsError) in
          try Recognition(basis: basis, status: status, observed: observed)
        }
      known = result
      return result
    }
    return try result.get()
  }

  /// What need not be read again.
  var known: KnownEntries {
    let pages = (pages?.pages ?? []).compactMap { page in
      SHA256Digest(hex: page.digest).map {
        SeenPage(digest: $0, ids: page.workflows, nextCursor: page.nextCursor)
      }
    }
    // Where it cannot be read nothing is known; whoever takes the page over meets the error.
    return KnownEntries(pages: pages) { [self] in (try? recognition().ids) ?? [:] }
  }
}
