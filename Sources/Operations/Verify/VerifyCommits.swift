package import Git
package import Governance
package import Ledger

/// Judges commits: signature, names, permission for each file, closed records, merges.
///
/// Each commit is judged by what its first parent says of roles and team, and by what `main` said before it took the
/// commit.
package struct VerifyCommits: Sendable {
  let workspace: Workspace

  package init(workspace: Workspace) { self.workspace = workspace }

  package struct Report: Sendable {
    package var commits: Int
    package var violations: [Violation]
    /// Violations for which an administrator answers by now.
    package var accepted: [AcceptedViolation] = []
  }

  /// Judges what `tip` has and `excluding` have not; on `main` oldest first.
  package func run(tip: OID, excluding: [OID], as line: VerifyLine) throws(OpsError) -> Report {
    let repository = workspace.repository
    guard !repository.isShallow else {
      throw OpsError(
        "The commits cannot be judged", at: repository.path,
        because: "this clone has not all of the history (git clone --depth)", remedy: "git fetch --unshallow")
    }
    let commits = try readGit { () throws(GitError) in try repository.log(from: tip, excluding: excluding) }
    var authorities = Authorities(of: self)
    var keys = SSHKeyCache()
    var violations: [Violation] = []
    var acceptances: [Acceptance] = []
    for placed in CommitOrder(commits, tip: tip, as: line).commits {
      let main = try authorities.at(placed.main)
      let own = try authorities.at(placed.commit.parents.first)
      var judged = try readGit { () throws(GitError) in try judge(placed, by: main, &keys) }
      var found = try VerifyRules.violations(of: judged)
      if own !== main {
        judged.take(own, &keys)
        found = Violation.joined(main: found, fork: try VerifyRules.violations(of: judged))
      }
      violations += found
      if found.isEmpty { acceptances += Acceptance.all(in: judged) }
      do throws(OpsError) {
        try authorities.pass(judged, from: placed.isOnMain ? main : own)
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

  func authority(at commit: OID?) throws(OpsError) -> Authority {
    try Authority(tree: LedgerTree(repository: workspace.repository, commit: commit))
  }

  private func judge(
    _ placed: PlacedCommit, by authority: Authority, _ keys: inout SSHKeyCache
  ) throws(GitError) -> JudgedCommit {
    let repository = workspace.repository
    let commit = placed.commit
    let changes = try repository.changes(from: commit.parents.first, to: commit.oid)
    let merge = commit.parents.count == 2 ? try MergeResult(commit, changes: changes, in: repository) : nil
    return JudgedCommit(placed, changes: changes, merge: merge, in: repository, by: authority, &keys)
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
