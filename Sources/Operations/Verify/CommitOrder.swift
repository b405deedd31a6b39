package import Git

/// As what commits are judged.
package enum VerifyLine: Sendable {
  /// They are on `main`, or came in with its merges.
  ///
  /// - Parameter through: a commit that was on `main` before; nil where none is known.
  case main(through: OID?)
  /// They are proposed for `main`, which is at this commit; nil before it has one.
  case proposal(for: OID?)
}

/// A commit, with the place where `main` lets it in.
struct PlacedCommit {
  let commit: Commit
  /// Whether it is on the branch of decisions itself, not on a proposal that was merged into it.
  let isOnMain: Bool
  /// What `main` was before it took the commit. Its rules hold besides those that the commit had before it: who makes
  /// a commit chooses where it forks off.
  let main: OID?
  /// The merge that let it in; nil on `main` itself and on a proposal.
  let merge: Commit?
}

/// The order in which commits are judged: each after those before it on `main`, and what a merge lets in before the merge.
struct CommitOrder {
  let commits: [PlacedCommit]

  /// - Parameter commits: newest first, none before those that follow it.
  init(_ commits: [Commit], tip: OID, as line: VerifyLine) {
    switch line {
    case .main(let through): self.commits = Self.onMain(commits, tip: tip, through: through)
    case .proposal(let main):
      self.commits = commits.reversed().map {
        PlacedCommit(commit: $0, isOnMain: false, main: main, merge: nil)
      }
    }
  }

  private static func onMain(_ commits: [Commit], tip: OID, through: OID?) -> [PlacedCommit] {
    let known = Dictionary(commits.map { ($0.oid, $0) }, uniquingKeysWith: { first, _ in first })
    let line = line(commits, known, tip: tip, through: through)
    let merges = letIn(by: line, known)
    var sides = [[Commit]](repeating: [], count: line.count)
    for commit in commits.reversed() { if let merge = merges[commit.oid] { sides[merge].append(commit) } }
    return line.indices.flatMap { index in
      let (own, main) = line[index]
      return sides[index].map { PlacedCommit(commit: $0, isOnMain: false, main: main, merge: own) }
        + [PlacedCommit(commit: own, isOnMain: true, main: main, merge: nil)]
    }
  }

  /// The commits of `main` itself, oldest first, each with the one before it: its first parent, but for a merge that
  /// sets `main` behind another branch.
  private static func line(_ commits: [Commit], _ known: [OID: Commit], tip: OID, through: OID?)
    -> [(commit: Commit, before: OID?)]
  {
    var leading: Set<OID> = through.map { [$0] } ?? []
    for commit in commits.reversed() where commit.parents.contains(where: leading.contains) {
      leading.insert(commit.oid)
    }
    var line: [(commit: Commit, before: OID?)] = []
    var next: OID? = tip
    while let commit = next.flatMap({ known[$0] }) {
      next = commit.parents.first(where: leading.contains) ?? commit.parents.first
      line.append((commit, next))
    }
    return line.reversed()
  }

  /// For each commit beside the line, the place on it of the first merge that leads to it.
  private static func letIn(by line: [(commit: Commit, before: OID?)], _ known: [OID: Commit]) -> [OID: Int] {
    let own = Set(line.map(\.commit.oid))
    var merges: [OID: Int] = [:]
    for (index, place) in line.enumerated() {
      var open = place.commit.parents
      while let oid = open.popLast() {
        guard let commit = known[oid], !own.contains(oid), merges[oid] == nil else { continue }
        merges[oid] = index
        open += commit.parents
      }
    }
    return merges
  }
}
