extension Repository {
  /// What is wrong with this repository itself, where a conversation with a remote has failed and it is not clear on
  /// which side; nil where its references lead to commits that can be read.
  func damage() -> GitError? {
    guard !isShallow else { return nil }
    do throws(GitError) {
      for (name, oid) in try references(prefix: "refs/") {
        let operation = "read \(name) here, in \(path)"
        guard contains(oid) else {
          return GitError(.corrupt, operation: operation, detail: "the object \(oid) is missing")
        }
        guard name.isBranch else { continue }
        do throws(GitError) {
          _ = try log(from: oid)
        } catch {
          return GitError(.corrupt, operation: operation, detail: error.detail)
        }
      }
      return nil
    } catch {
      return error
    }
  }

  /// Throws where something is not stored here that a reference from outside leads to. What the references of this
  /// repository lead to is taken for granted.
  ///
  /// Git asks the same after a fetch (`rev-list --objects --not --all`): a remote that is damaged, or that was changed
  /// while it answered, sends less than it names.
  func requireWhole(_ tips: [RefName: OID]) throws(GitError) {
    let here = Dictionary(
      try references(prefix: "refs/").map { ($0.name, $0.oid) }, uniquingKeysWith: { first, _ in first })
    let known = Set(here.values)
    let commits = here.filter { $0.key.isBranch || $0.key.full.hasPrefix("refs/n8n-ops") }.map(\.value)
    for (ref, oid) in tips.sorted(by: { $0.key < $1.key }) where !known.contains(oid) {
      try requireWhole(oid, of: ref, after: here[ref], beyond: commits.filter(contains))
    }
  }

  private func requireWhole(_ oid: OID, of ref: RefName, after old: OID?, beyond known: [OID])
    throws(GitError)
  {
    do throws(GitError) {
      for commit in try log(from: commitOID(of: oid), excluding: known) {
        for change in try changes(from: commit.parents.first ?? old, to: commit.oid) {
          guard let file = change.new, change.newKind != .commit, !contains(file) else { continue }
          throw GitError(.notFound, operation: "read \(change.path)", detail: "\(file) is missing")
        }
      }
    } catch {
      throw GitError(.other, operation: "take over \(ref)", detail: "not all came that it leads to: \(error)")
    }
  }
}
