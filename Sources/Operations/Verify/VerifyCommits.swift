package import Git
package import Governance
package import Ledger

/// Judges commits: signature, names, permission for each file, closed records, merges.
///
/// Each commit is judged by what its first parent says of roles and team.
package struct VerifyCommits: Sendable {
  private let workspace: Workspace
  private let machine: Person

  /// - Parameter machine: the program's identity where `state/platform.json` names none.
  package init(workspace: Workspace, machine: Person) {
    self.workspace = workspace
    self.machine = machine
  }

  package struct Report: Sendable {
    package var commits: Int
    package var violations: [Violation]
    /// Violations for which an administrator answers by now.
    package var accepted: [AcceptedViolation] = []
  }

  /// Judges what `tip` has and `excluding` have not, oldest first.
  ///
  /// - Parameter isMain: whether `tip` is one of the branch of decisions, or of a proposal for it.
  package func run(tip: OID, excluding: [OID], isMain: Bool) throws(OpsError) -> Report {
    let repository = workspace.repository
    let commits = try readGit { () throws(GitError) in try repository.log(from: tip, excluding: excluding) }
    let onMain = isMain ? Self.firstParents(commits, from: tip) : []
    var authorities: [OID: Authority] = [:]
    var keys = SSHKeyCache()
    var violations: [Violation] = []
    var acceptances: [Acceptance] = []
    for commit in commits.reversed() {
      let authority = try authority(before: commit, &authorities)
      let judged = try readGit { () throws(GitError) in
        try judge(commit, by: authority, isOnMain: onMain.contains(commit.oid), &keys)
      }
      let found = try VerifyRules.violations(of: judged)
      violations += found
      if found.isEmpty { acceptances += Acceptance.all(in: judged) }
      authorities[commit.oid] = authority
      guard judged.changes.contains(where: { Authority.isChanged(by: $0.path) }) else { continue }
      do throws(OpsError) {
        authorities[commit.oid] = try self.authority(at: commit.oid)
      } catch {
        // Nobody gains anything by roles that cannot be read: those before stay in force.
        violations.append(Self.unreadable(judged, error))
      }
    }
    return Self.report(commits.count, violations, acceptances)
  }

  private static func report(_ commits: Int, _ violations: [Violation], _ acceptances: [Acceptance]) -> Report
  {
    var report = Report(commits: commits, violations: [])
    for violation in violations {
      if let acceptance = acceptances.first(where: { $0.covers(violation) }) {
        report.accepted.append(AcceptedViolation(violation: violation, by: acceptance.by))
      } else {
        report.violations.append(violation)
      }
    }
    return report
  }

  private static func unreadable(_ commit: JudgedCommit, _ error: OpsError) -> Violation {
    Violation(
      rule: "readable", commit: commit.commit.oid, person: commit.person, path: error.place,
      problem: "roles or team cannot be read: \(error.why ?? error.what)",
      remedy: "Correct the file; `n8n-ops check` tells when it is right.")
  }

  private static func firstParents(_ commits: [Commit], from tip: OID) -> Set<OID> {
    let parents = Dictionary(
      commits.map { ($0.oid, $0.parents.first) }, uniquingKeysWith: { first, _ in first })
    var line: Set<OID> = []
    var next: OID? = tip
    while let oid = next, let parent = parents[oid] {
      line.insert(oid)
      next = parent
    }
    return line
  }

  private func authority(before commit: Commit, _ known: inout [OID: Authority]) throws(OpsError) -> Authority
  {
    guard let parent = commit.parents.first else { return try authority(at: nil) }
    if let authority = known[parent] { return authority }
    let authority = try authority(at: parent)
    known[parent] = authority
    return authority
  }

  func authority(at commit: OID?) throws(OpsError) -> Authority {
    try Authority(tree: LedgerTree(repository: workspace.repository, commit: commit), machine: machine)
  }

  private func judge(
    _ commit: Commit, by authority: Authority, isOnMain: Bool, _ keys: inout SSHKeyCache
  ) throws(GitError) -> JudgedCommit {
    let repository = workspace.repository
    let changes = try repository.changes(from: commit.parents.first, to: commit.oid)
    let merge = commit.parents.count == 2 ? try MergeResult(commit, changes: changes, in: repository) : nil
    let unexpected = Set(merge?.unexpected ?? [])
    let own =
      merge.map { merge in merge.resolutions + changes.filter { unexpected.contains($0.path) } } ?? changes
    return JudgedCommit(
      commit: commit, authority: authority, voucher: Self.voucher(for: commit, authority, &keys),
      changes: changes, ownChanges: own, unexpected: merge?.unexpected ?? [], isOnMain: isOnMain,
      repository: repository)
  }

  static func voucher(for commit: Commit, _ authority: Authority, _ keys: inout SSHKeyCache)
    -> JudgedCommit.Voucher
  {
    guard let text = commit.signature else { return .unsigned }
    let isNeeded = authority.roles.signatures == .required
    guard SSHSignature.isOne(text) else {
      return isNeeded
        ? .worthless("its signature is none of SSH, so no key of a member can have made it") : .unsigned
    }
    guard let signature = SSHSignature(armoured: text) else { return .worthless("its signature is damaged") }
    guard keys.canCheck(signature.publicKey) else {
      return isNeeded ? .worthless("keys of its kind, or so short, prove nothing here") : .unsigned
    }
    guard signature.verifies(commit.signedBytes, with: &keys) else {
      return .worthless("its signature is not of this commit: it was changed, or signed for something else")
    }
    guard let holders = authority.keys[signature.publicKey] else {
      return isNeeded && !authority.isBeforeAnybody
        ? .worthless("the key \(signature.fingerprint) is of no active member") : .unsigned
    }
    let members = holders.subtracting(authority.machines)
    return members.isEmpty ? .program : .members(members)
  }
}
