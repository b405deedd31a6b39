import Git
import Governance
import Ledger

/// What a push may do to the refs beside `main`.
///
/// A hook does not know who pushes. What a ref gets is judged by who is named in it, what it loses by what `main` says.
struct GuardedRefs {
  private let repository: Repository
  private let authority: Authority
  private let main: LedgerTree

  /// - Parameters:
  ///   - before: `main` before the push, which says who may do what.
  ///   - main: `main` as the push leaves it.
  init(workspace: Workspace, before: LedgerTree, main: LedgerTree) throws(OpsError) {
    repository = workspace.repository
    authority = try Authority(tree: before)
    self.main = main
  }

  /// Why a ref may not move so; nil where it may.
  func refusal(of update: VerifyPush.Update) throws(OpsError) -> VerifyPush.Refusal? {
    guard let reason = try reason(against: update) else { return nil }
    return VerifyPush.Refusal(ref: update.ref, problem: reason.problem, remedy: reason.remedy)
  }

  private typealias Reason = (problem: String, remedy: String)

  private func reason(against update: VerifyPush.Update) throws(OpsError) -> Reason? {
    guard let ref = (try? RefName(update.ref)).flatMap(SharedRef.init) else {
      let isOurs = update.ref.hasPrefix("refs/n8n-ops/") || update.ref.hasPrefix("refs/n8n-ops-remote/")
      return isOurs ? ("it is a note of one repository alone", "Do not push it.") : nil
    }
    switch ref.kind {
    case .decision: return try proposal(update)
    case .secret:
      guard let new = update.new else {
        return ("sealed values are never removed", "n8n-ops secret rotate replaces them.")
      }
      if try losesValues(update.old, new) {
        return ("sealed values are never removed", "Fetch first: what is there has to stay.")
      }
      return try maker(of: new, update)
    case .observation: return try observation(update)
    }
  }

  private func losesValues(_ old: OID?, _ new: OID) throws(OpsError) -> Bool {
    guard let old else { return false }
    return try readGit { () throws(GitError) in try repository.changes(from: old, to: new) }.contains {
      $0.new == nil
    }
  }

  /// A promotion's branch goes when `main` says what became of it, and what was reviewed is not swapped.
  private func proposal(_ update: VerifyPush.Update) throws(OpsError) -> Reason? {
    guard let place = RefPlace(update.ref, "refs/heads/promotion/"), let id = RecordID(place.name) else {
      return nil
    }
    guard let new = update.new else {
      let record = TenantRoot(place.tenant).promotion(id)
      let isOnMain = try readGit { () throws(GitError) in try main.blob(at: record) } != nil
      return isOnMain
        ? nil
        : (
          "the proposal is open", "n8n-ops promote reject, or promote cancel, keeps a record and removes it."
        )
    }
    guard let old = update.old else { return nil }
    let isForward = try readGit { () throws(GitError) in try repository.isAncestor(old, of: new) }
    return isForward ? nil : ("what was proposed would be swapped", "Cancel the proposal and plan it again.")
  }

  private func observation(_ update: VerifyPush.Update) throws(OpsError) -> Reason? {
    if let new = update.new {
      let isMovedTag = update.ref.hasPrefix("refs/tags/") && update.old != nil
      return isMovedTag
        ? ("a snapshot stands for one moment", "Take another one: n8n-ops snapshot create.")
        : try maker(of: new, update)
    }
    guard let place = RefPlace(update.ref, "refs/heads/observed/"), let environment = Slug(place.name) else {
      return nil
    }
    let file = TenantRoot(place.tenant).environment(environment)
    let isGoverned = try readGit { () throws(GitError) in try main.blob(at: file) } != nil
    return isGoverned ? ("the environment is still governed", "n8n-ops env remove \(environment)") : nil
  }

  /// Observations are written by the program, snapshots also by who may take them; both by administrators.
  private func maker(of new: OID, _ update: VerifyPush.Update) throws(OpsError) -> Reason? {
    let isTag = update.ref.hasPrefix("refs/tags/")
    guard let signature = isTag ? try tagger(of: new) : try committer(of: new) else {
      return ("a snapshot is an annotated tag", "n8n-ops snapshot create")
    }
    guard !authority.isBeforeAnybody, !authority.isMachine(signature.email) else { return nil }
    let permission = isTag ? authority.roles.permission(forCommand: "snapshot create") : nil
    let role = authority.role(of: signature.email, in: RefPlace.tenant(of: update.ref))
    if let role, role >= permission?.role ?? .admin { return nil }
    return (
      "only the program and who is \(permission?.role.rawValue ?? Role.admin.rawValue) write it, and \(signature.email) did",
      "Let the command do it that makes such refs, as n8n-ops sync does."
    )
  }

  private func committer(of oid: OID) throws(OpsError) -> Signature? {
    try readGit { () throws(GitError) -> Signature? in try repository.commit(oid).committer }
  }

  private func tagger(of oid: OID) throws(OpsError) -> Signature? {
    try readGit { () throws(GitError) -> Signature? in
      do throws(GitError) {
        return try repository.tag(oid).tagger
      } catch {
        guard error.kind == .invalid else { throw error }
        return nil
      }
    }
  }
}

/// What the name of a ref is about.
private struct RefPlace {
  let tenant: Slug
  let name: String

  /// Reads `PREFIX TENANT / NAME`.
  init?(_ ref: String, _ prefix: String) {
    guard ref.hasPrefix(prefix) else { return nil }
    let parts = ref.dropFirst(prefix.count).split(separator: "/")
    guard parts.count == 2, let tenant = Slug(String(parts[0])) else { return nil }
    self.tenant = tenant
    name = String(parts[1])
  }

  /// The tenant of a ref of any kind: `refs/heads/KIND/TENANT`, `refs/n8n-ops/KIND/TENANT`.
  static func tenant(of ref: String) -> Slug? {
    let parts = ref.split(separator: "/")
    return parts.count > 3 ? Slug(String(parts[3])) : nil
  }
}
