package import Git
package import Governance

extension Workspace {
  /// How often refs are looked at again that another process moves meanwhile.
  private static let passes = 16

  /// Takes over what others have shared. What is here alone stays, and is told by its position.
  ///
  /// It also finishes what a killed process has begun: a ref that was moved on the remote and not here follows now.
  ///
  /// - Returns: the refs that are not the same on both sides now; nothing where no remote is shared.
  /// - Throws: an error with the code ``OpsError/Code/gitUnavailable`` when the remote cannot be asked.
  @discardableResult
  package func fetch() throws(OpsError) -> [RefPosition] {
    guard let shared else { return [] }
    let there = try shared.download(into: repository)
    for _ in 1...Workspace.passes {
      do {
        return try follow(there)
      } catch {
        guard error.isRefMoved else { throw OpsError(gitError: error) }
      }
    }
    throw OpsError(
      "The refs keep moving while they are fetched", at: shared.shownURL, remedy: "Run the command again.")
  }

  /// Where all shared refs stand, as far as it was known when the remote was last spoken to.
  package func positions() throws(GitError) -> [RefPosition] {
    try positions(there: nil)
  }

  private func follow(_ there: [RefName: OID]) throws(GitError) -> [RefPosition] {
    var moves: [RefUpdate] = []
    var left: [RefPosition] = []
    for position in try positions(there: there) {
      let known = RefUpdate(try position.ref.known(), from: position.known, to: position.there)
      switch try verdict(on: position) {
      case .same:
        moves.append(known)
      case .follow:
        if let kept = try keepingValues(position) {
          moves += [RefUpdate(position.ref.name, from: position.here, to: kept), known]
          left.append(position)
        } else {
          moves += try takeOver(position, known)
        }
      case .ahead:
        moves.append(known)
        left.append(position)
      case .setBack:
        // What it had stays noted, so that the next command can tell it too.
        left.append(position)
      case .diverged where position.ref.kind == .decision:
        moves.append(known)
        left.append(position)
      case .diverged:
        let joined = try join(position)
        moves += [RefUpdate(position.ref.name, from: position.here, to: joined), known]
        if joined != position.there { left.append(position) }
      }
    }
    try repository.update(moves.filter { $0.old != $0.new }, message: "fetch")
    return left
  }

  /// The checked-out branch takes its files along, before it is noted what the remote has.
  private func takeOver(_ position: RefPosition, _ known: RefUpdate) throws(GitError) -> [RefUpdate] {
    let name = position.ref.name
    guard repository.workTree != nil, repository.head() == name else {
      return [RefUpdate(name, from: position.here, to: position.there), known]
    }
    // A branch that somebody stands on is not taken from under them.
    guard let new = position.there else { return [] }
    try repository.advance(name, from: position.here, to: new, message: "fetch")
    return [known]
  }

  func verdict(on position: RefPosition) throws(GitError) -> RefPosition.Verdict {
    let repository = repository
    return try position.verdict { (one, other) throws(GitError) in
      guard repository.contains(one), repository.contains(other) else { return false }
      return try repository.isAncestor(one, of: other)
    }
  }

  /// - Parameter there: what the remote has; nil for what it had when it was last spoken to.
  private func positions(there: [RefName: OID]?) throws(GitError) -> [RefPosition] {
    var here: [SharedRef: OID] = [:]
    var known: [SharedRef: OID] = [:]
    for (name, oid) in try repository.references(prefix: "refs/") {
      if let ref = SharedRef(name) { here[ref] = oid }
      if let ref = SharedRef(known: name) { known[ref] = oid }
    }
    var theirs = known
    if let there {
      theirs = [:]
      for (name, oid) in there {
        if let ref = SharedRef(name) { theirs[ref] = oid }
      }
    }
    let refs = Set(here.keys).union(known.keys).union(theirs.keys)
    return refs.sorted { $0.name < $1.name }.map { ref in
      RefPosition(ref: ref, here: here[ref], known: known[ref], there: theirs[ref])
    }
  }
}
