package import Git
package import Governance

/// Who acts and when; stands in each commit.
package struct Act: Sendable {
  /// On whose behalf.
  package var actor: Person
  package var at: Instant
  /// The program's own identity, committer of everything it writes.
  package var machine: Person
  /// The job, where one runs.
  package var job: RecordID?
  /// The member for whom the actor acts; nil where they act for themselves.
  package var standIn: StandIn?

  package init(
    actor: Person, at: Instant, machine: Person, job: RecordID? = nil, standIn: StandIn? = nil
  ) {
    self.actor = actor
    self.at = at
    self.machine = machine
    self.job = job
    self.standIn = standIn
  }

  package var author: Signature { signature(of: actor) }
  package var committer: Signature { signature(of: machine) }

  package func signature(of person: Person) -> Signature {
    Signature(name: person.name, email: person.email, time: at.seconds, offsetMinutes: 0)
  }
}

/// What a commit says: `<area>: <what happened>`, and the facts as trailers.
package struct CommitNote: Sendable {
  /// The trailer that says what was done; the audit log is made of it.
  package static let actionTrailer = "N8nOps-Action"

  package var area: String
  package var happened: String
  package var body: String?
  package var tenant: Slug?
  package var action: String
  package var target: String?
  package var more: [(String, String)]
  /// Whether the commit is worth making although it changes no file.
  package var isOnlyNote: Bool

  package init(
    _ area: String, _ happened: String, body: String? = nil, tenant: Slug?, action: String,
    target: String? = nil,
    more: [(String, String)] = [], isOnlyNote: Bool = false
  ) {
    self.area = area
    self.happened = happened
    self.body = body
    self.tenant = tenant
    self.action = action
    self.target = target
    self.more = more
    self.isOnlyNote = isOnlyNote
  }

  /// The message with trailers `N8nOps-Tenant`, `-Actor`, `-Action`, `-Target`, `-Job`, `-As`, `-Because`.
  package func message(for act: Act) -> String {
    var trailers: [(String, String)] = []
    if let tenant { trailers.append(("N8nOps-Tenant", tenant.text)) }
    trailers.append(("N8nOps-Actor", "\(act.actor)"))
    trailers.append((Self.actionTrailer, action))
    if let target { trailers.append(("N8nOps-Target", target)) }
    if let job = act.job { trailers.append(("N8nOps-Job", job.text)) }
    if let standIn = act.standIn {
      trailers.append((StandIn.memberTrailer, "\(standIn.member)"))
      trailers.append((StandIn.reasonTrailer, oneLine(standIn.reason, limit: 500)))
    }
    return CommitMessage(
      subject: oneLine("\(area): \(happened)", limit: 100), body: body, trailers: trailers + more
    ).text
  }
}

/// Text from outside as one line without control characters and separators of lines, cut at a length.
package func oneLine(_ text: String, limit: Int) -> String {
  let cleaned = text.unicodeScalars.map { scalar -> Character in
    switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: " "
    default: Character(scalar)
    }
  }
  return cleaned.count <= limit ? String(cleaned) : String(cleaned.prefix(limit - 1)) + "…"
}

extension Workspace {
  /// How often a decision is made again when another writer was faster. Machines that share a remote are many, and the one
  /// that has just won is the quickest again.
  var attempts: Int { shared == nil ? 64 : 1_000 }

  /// Reads the branch, decides, writes, and moves the branch if nobody else has meanwhile; otherwise it reads
  /// and decides again. The result of a decision is never applied to a tree it was not made for.
  ///
  /// - Parameter decide: fills the edit and tells what happened; nil when there is nothing to do.
  /// - Returns: the new commit, or nil when there was nothing to do.
  @discardableResult
  package func commit(
    to ref: RefName, as act: Act,
    decide: (LedgerTree, inout LedgerEdit) throws(OpsError) -> CommitNote?
  ) throws(OpsError) -> OID? {
    let repository = repository
    for _ in 0..<attempts {
      let before = try tree(of: ref)
      var edit = LedgerEdit(objects: repository.makeTransaction())
      guard let note = try decide(before, &edit) else { return nil }
      guard let commit = try write(edit, onto: before.commit, note, as: act) else {
        return nil
      }
      try admit(commit, to: ref)
      let update = RefUpdate(ref, from: before.commit, to: commit)
      if try move(update, message: note.action) { return commit }
    }
    throw OpsError(
      "The branch keeps moving, so the change could not be written", at: "\(ref)",
      remedy: "Nothing is lost and nothing was written. Run the command again.")
  }

  /// Writes a decision onto a branch of its own, for somebody else to merge into `main`.
  ///
  /// - Parameters:
  ///   - branch: the branch to make.
  ///   - main: what it is decided on.
  ///   - prefix: what the names of branches begin with of which one may hold the same already, as after a kill.
  ///   - decide: as for ``commit(to:as:decide:)``.
  /// - Returns: the branch that holds it; nil where there was nothing to do.
  package func propose(
    on branch: RefName, from main: LedgerTree, unlessAmongst prefix: String? = nil, as act: Act,
    decide: (LedgerTree, inout LedgerEdit) throws(OpsError) -> CommitNote?
  ) throws(OpsError) -> RefName? {
    var edit = LedgerEdit(objects: repository.makeTransaction())
    guard let note = try decide(main, &edit), let commit = try write(edit, onto: main.commit, note, as: act)
    else { return nil }
    if let present = try prefix.flatMap({ (prefix) throws(OpsError) in try proposal(like: commit, prefix) }) {
      return present
    }
    try admit(commit, to: branch)
    guard try move(RefUpdate(branch, from: nil, to: commit), message: note.action) else {
      throw OpsError(
        "There is a proposal of this name already", at: branch.shortName, remedy: "Run the command again.")
    }
    return branch
  }

  private func proposal(like commit: OID, _ prefix: String) throws(OpsError) -> RefName? {
    let repository = repository
    return try readGit { () throws(GitError) in
      let tree = try repository.commit(commit).tree
      for reference in try repository.references(prefix: prefix)
      where try repository.commit(reference.oid).tree == tree {
        return reference.name
      }
      return nil
    }
  }

  /// Takes a commit into the collected objects, signed where a key is configured.
  package func makeCommit(
    _ objects: ObjectTransaction, tree: OID, parents: [OID], author: Signature, committer: Signature,
    message: String
  ) throws(GitError) -> OID {
    let signature = try signer?.sign(
      ObjectTransaction.commitBytes(
        tree: tree, parents: parents, author: author, committer: committer, message: message))
    return objects.commit(
      tree: tree, parents: parents, author: author, committer: committer, message: message,
      signature: signature)
  }

  /// Writes a commit with its objects; nil where it would change nothing.
  private func write(_ edit: LedgerEdit, onto parent: OID?, _ note: CommitNote, as act: Act)
    throws(OpsError) -> OID?
  {
    try readGit { () throws(GitError) in
      let tree = try edit.objects.tree(editing: parent, edit.edits)
      if !note.isOnlyNote, let parent, try repository.commit(parent).tree == tree { return nil }
      let commit = try makeCommit(
        edit.objects, tree: tree, parents: parent.map { [$0] } ?? [], author: act.author,
        committer: act.committer, message: note.message(for: act))
      try edit.objects.flush()
      return commit
    }
  }

  /// Lets a written commit through to the branch it is meant for, or refuses it.
  package func admit(_ commit: OID, to ref: RefName) throws(OpsError) {
    try judge?.admit(commit, to: ref, of: self)
  }

  /// Replaces the content of a ref that keeps no history: one commit without parents.
  package func replace(
    _ ref: RefName, as act: Act, decide: (LedgerTree, inout LedgerEdit) throws(OpsError) -> CommitNote?
  ) throws(OpsError) {
    let repository = repository
    for _ in 0..<attempts {
      let before = try tree(of: ref)
      var edit = LedgerEdit(objects: repository.makeTransaction())
      guard let note = try decide(before, &edit) else { return }
      let (objects, edits) = (edit.objects, edit.edits)
      let commit = try readGit { () throws(GitError) -> OID? in
        let tree = try objects.tree(editing: before.commit, edits)
        if let old = before.commit, try repository.commit(old).tree == tree { return nil }
        let commit = objects.commit(
          tree: tree, parents: [], author: act.author, committer: act.committer,
          message: note.message(for: act))
        try objects.flush()
        return commit
      }
      guard let commit else { return }
      if try move(RefUpdate(ref, from: before.commit, to: commit), message: note.action) { return }
    }
    throw OpsError("A status ref keeps moving", at: "\(ref)", remedy: "Run the command again.")
  }

  /// Removes a ref if it is there.
  package func remove(_ ref: RefName) throws(OpsError) {
    let repository = repository
    for _ in 0..<attempts {
      guard let old = try readGit({ () throws(GitError) in try repository.oid(of: ref) }) else { return }
      if try move(RefUpdate(ref, from: old, to: nil), message: "remove") { return }
    }
    throw OpsError("A ref that is to be removed keeps moving", at: "\(ref)", remedy: "Run the command again.")
  }
}
