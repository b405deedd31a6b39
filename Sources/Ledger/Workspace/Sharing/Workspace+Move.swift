package import Git
package import Governance

#if canImport(Glibc)
  import Glibc
#endif

extension Workspace {
  /// Moves a ref from the value that was decided on. A decision moves on the remote first and then here, so that what
  /// is here was decided.
  ///
  /// - Returns: false when somebody else was faster: read again and decide again.
  /// - Throws: an error with the code ``OpsError/Code/gitUnavailable`` when a decision cannot be shared; then nothing
  ///   has moved.
  package func move(_ update: RefUpdate, message: String) throws(OpsError) -> Bool {
    try requireNotElsewhere(update.ref)
    guard let shared, let ref = SharedRef(update.ref), ref.kind != .observation else {
      return try moveHere(update, message: message)
    }
    if let unavailable = shared.unavailable {
      guard ref.kind == .secret else { throw unavailable.error }
      return try moveHere(update, message: message)
    }
    let isShared = try isShared(ref, update)
    if !isShared, ref.kind == .secret { return try moveHere(update, message: message) }
    guard isShared else { throw try notShared(ref, update) }
    return try share(update, as: ref, with: shared, message: message)
  }

  /// A branch is not moved under a work tree that does not follow: its next commit would undo what was decided.
  private func requireNotElsewhere(_ ref: RefName) throws(OpsError) {
    let repository = repository
    guard ref.isBranch, try readGit({ () throws(GitError) in try repository.isCheckedOutElsewhere(ref) })
    else {
      return
    }
    throw OpsError(
      "Another work tree has the branch checked out", at: "\(ref.shortName), \(repository.path)",
      because: "its files would stay behind, and its next commit would undo the change",
      remedy: "Run the command there, or switch that work tree to another branch: git worktree list")
  }

  /// Sends observations that are not on the remote yet.
  ///
  /// - Returns: how many could not be sent and wait for the next time.
  @discardableResult
  package func publish() throws(OpsError) -> Int {
    guard let shared, shared.unavailable == nil else { return try waiting().count }
    for _ in 0..<attempts {
      let waiting = try waiting()
      guard !waiting.isEmpty else { return 0 }
      let results = try shared.push(waiting, from: repository)
      try note(results)
      let refused = results.filter { !$0.isAccepted }
      guard !refused.isEmpty else { continue }
      guard refused.allSatisfy(\.isLostRace) else { throw refusal(of: refused) }
      try fetch()
    }
    return try waiting().count
  }

  private func share(_ update: RefUpdate, as ref: SharedRef, with shared: SharedRemote, message: String)
    throws(OpsError) -> Bool
  {
    let repository = repository
    if let new = update.new, repository.head() == update.ref {
      try readGit { () throws(GitError) in try repository.checkWorkTree(canMoveFrom: update.old, to: new) }
    }
    for _ in 1...Self.lockPatience {
      let results: [PushResult]
      do {
        results = try shared.push(
          [update] + waiting().filter { $0.ref != update.ref }, from: repository)
      } catch {
        guard error.code == .gitUnavailable, ref.kind == .secret else { throw error }
        return try moveHere(update, message: message)
      }
      guard let first = results.first else { return false }
      if first.isAccepted { return try follow(update, results, message: message) }
      try note(Array(results.dropFirst()))
      if let isMoved = try lost(first, update, ref) { return isMoved }
    }
    throw lockedThere(update.ref)
  }

  /// Moves here what has moved there.
  private func follow(_ update: RefUpdate, _ results: [PushResult], message: String) throws(OpsError) -> Bool
  {
    // Another process that fetched meanwhile may have moved it here already, and on from there.
    if try !moveHere(update, message: message) { try fetch() }
    try note(results)
    return true
  }

  /// Before it is tried again, so that many machines do not stand in each other's way all the time.
  private func stepBack() {
    var random = SystemRandomNumberGenerator()
    usleep(UInt32.random(in: 0..<60_000, using: &random))
  }

  /// How often the same is sent again that only the lock of somebody else kept from moving. Many machines are done with
  /// theirs by then; one that a killed process has left there stays.
  private static let lockPatience = 100

  /// Tells a race that was lost from a remote that says no.
  ///
  /// - Returns: whether the ref is where it should be; nil where it is where it was, so that it may be sent again.
  private func lost(_ result: PushResult, _ update: RefUpdate, _ ref: SharedRef) throws(OpsError) -> Bool? {
    stepBack()
    let left = try fetch()
    // Where another process of this clone has moved it meanwhile, what was fetched is only older than that.
    if let position = left.first(where: { $0.ref == ref && $0.here == update.old }) {
      try refuseSetBack(position)
    }
    let known = try known(ref)
    if known == update.new { return true }
    guard known == update.old else { return false }
    guard result.isLostRace else { throw refusal(of: [result]) }
    return nil
  }

  /// A remote that lost decisions is not given them back by whoever decides next.
  private func refuseSetBack(_ position: RefPosition) throws(OpsError) {
    let verdict = try readGit { () throws(GitError) in try self.verdict(on: position) }
    if verdict == .setBack { throw position.error(remote: shared, verdict) }
  }

  /// Moves a ref of this repository; a checked-out branch takes its work tree along.
  private func moveHere(_ update: RefUpdate, message: String) throws(OpsError) -> Bool {
    do {
      if let new = update.new, update.ref.isBranch {
        try repository.advance(update.ref, from: update.old, to: new, message: message)
      } else {
        try repository.update([update], message: message)
      }
      return true
    } catch {
      if error.isRefMoved { return false }
      guard update.new != nil, (try? repository.oid(of: update.ref)) == update.new else {
        throw OpsError(gitError: error)
      }
      throw standing(update, error)
    }
  }

  /// The branch has moved and its files have not: the decision stands, and is not to be made again.
  private func standing(_ update: RefUpdate, _ error: GitError) -> OpsError {
    var standing = OpsError(
      "The decision stands, but the work tree could not follow",
      at: "\(update.ref.shortName), \(repository.workTree ?? "")",
      because: "\(error)",
      remedy:
        "Do not run the command again. Mend what is named; the next command brings the files up, or git restore --staged --worktree . does."
    )
    standing.isIncomplete = true
    return standing
  }

  /// Notes what the remote has accepted.
  func note(_ results: [PushResult]) throws(OpsError) {
    let repository = repository
    try readGit { () throws(GitError) in
      for result in results where result.isAccepted {
        guard let ref = SharedRef(result.ref) else { continue }
        let known = try ref.known()
        do throws(GitError) {
          let before = try repository.oid(of: known)
          if before != result.new {
            try repository.update(known, from: before, to: result.new, message: "push")
          }
        } catch {
          // Who fetched meanwhile knows better.
          guard error.isRefMoved else { throw error }
        }
      }
    }
  }

  /// Observations that are here and not on the remote.
  private func waiting() throws(OpsError) -> [RefUpdate] {
    guard shared != nil else { return [] }
    return try readGit { () throws(GitError) in
      try positions().filter { $0.ref.kind != .decision && $0.here != $0.there }
        .map { RefUpdate($0.ref.name, from: $0.there, to: $0.here) }
    }
  }

  /// A decision is made on what is shared. Whoever has committed here beside it is told, and nothing is forced.
  private func notShared(_ ref: SharedRef, _ update: RefUpdate) throws(OpsError) -> OpsError {
    let known = try known(ref)
    let position = RefPosition(ref: ref, here: update.old, known: known, there: known)
    return position.error(
      remote: shared, try readGit { () throws(GitError) in try verdict(on: position) })
  }

  private func isShared(_ ref: SharedRef, _ update: RefUpdate) throws(OpsError) -> Bool {
    try known(ref) == update.old
  }

  /// What the remote had when it was last spoken to.
  private func known(_ ref: SharedRef) throws(OpsError) -> OID? {
    let repository = repository
    return try readGit { () throws(GitError) in try repository.oid(of: ref.known()) }
  }

  func refusal(of results: [PushResult]) -> OpsError {
    let reasons = results.map { result in
      if case .refused(let reason) = result.outcome { "\(result.ref.shortName): \(reason)" } else { "" }
    }
    return OpsError(
      "The remote refused the change, so it was not made", at: shared?.shownURL,
      because: reasons.joined(separator: "; "),
      remedy: "Its rules decide who may push what: see its hooks or branch protection.")
  }

  private func lockedThere(_ ref: RefName) -> OpsError {
    OpsError(
      "The remote keeps the ref locked, so the change was not made", at: shared?.shownURL,
      because: "a process there is at work on it, or was killed",
      remedy: "Run the command again; if no process is at work there, remove the file \(ref).lock.")
  }
}

extension RefPosition {
  /// Why nothing can be decided on a ref that is not the same on both sides.
  package func error(remote: SharedRemote?, _ verdict: Verdict) -> OpsError {
    let name = remote?.name ?? "origin"
    let place = "\(ref.name.shortName), \(remote?.shownURL ?? name)"
    switch verdict {
    case .ahead where there == nil:
      return OpsError(
        "The branch is not on the remote, so nothing was decided", at: place,
        because: "it was never pushed, or was removed there", remedy: "n8n-ops remote push")
    case .ahead:
      return OpsError(
        "There are commits here that the remote does not have, so nothing was decided", at: place,
        because: "somebody committed in this clone",
        remedy: "Push them with `n8n-ops remote push` (or git), or propose them on a branch.")
    case .setBack:
      return OpsError(
        "The remote lacks commits that it had, so nothing was decided", at: place,
        because:
          "its \(ref.name.shortName) was set back to \(there?.short ?? "nothing"); it had \(known?.short ?? "more")",
        remedy:
          "Ask whoever looks after the remote. If it was a mistake, let them put \(known?.short ?? "it") back, which this clone has."
      )
    default:
      return OpsError(
        "This clone and the remote have gone different ways, so nothing was decided", at: place,
        because: "each has commits that the other does not have",
        remedy:
          "Look at both with `git log \(ref.name.shortName) ^\(SharedRef.knownPrefix)\(ref.name.full.dropFirst(5))`; "
          + "bring yours over by hand. Nothing is forced.")
    }
  }
}

extension PushResult {
  /// Whether the remote only says that somebody else moved the ref or is about to; other refusals are rules.
  var isLostRace: Bool {
    guard case .refused(let reason) = outcome else { return false }
    let words = reason.lowercased()
    return ["expected ", "lock", "failed to update ref", "already exists", "fetch first", "non-fast-forward"]
      .contains { words.contains($0) } && !words.contains("declined")
  }
}
