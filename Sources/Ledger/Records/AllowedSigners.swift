import Git
package import Governance

/// The file of ssh-keygen(1), "ALLOWED SIGNERS", by which `git verify-commit` judges commits.
///
/// Keys that are not in force any more are listed until the moment they ceased to be: what was signed before stays good.
package struct AllowedSigners: Sendable {
  private struct Line: Hashable {
    var email: String
    var key: String
  }

  /// Lines in force, and since when others are not; nil is in force.
  private let lines: [(line: Line, end: Instant?)]

  /// Reads the whole history of the branch of decisions.
  package init(workspace: Workspace) throws(OpsError) {
    guard let tip = try workspace.mainTree().commit else {
      lines = []
      return
    }
    let repository = workspace.repository
    let commits = try readGit { () throws(GitError) in try repository.log(from: tip, firstParent: true) }
    var inForce: Set<Line> = []
    var ended: [Line: Instant] = [:]
    var known: OID?
    for commit in commits.reversed() {
      let tree = LedgerTree(repository: repository, commit: commit.oid)
      let changes = try readGit { () throws(GitError) in
        try repository.changes(from: known, to: commit.tree, under: "state")
      }
      known = commit.tree
      guard changes.contains(where: { Self.matters($0.path) }) else { continue }
      let present = try Self.lines(of: tree)
      for line in inForce.subtracting(present) { ended[line] = Instant(seconds: commit.committer.time) }
      for line in present { ended[line] = nil }
      inForce = present
    }
    let all = inForce.map { ($0, Instant?.none) } + ended.map { ($0.key, $0.value) }
    lines = all.map { (line: $0.0, end: $0.1) }.sorted {
      ($0.line.email, $0.line.key) < ($1.line.email, $1.line.key)
    }
  }

  /// The text of the file.
  package var text: String {
    lines.map { line, end in
      let until = end.map { ",valid-before=\"\(Self.stamp($0))\"" } ?? ""
      return "\(line.email) namespaces=\"git\"\(until) \(line.key)\n"
    }.joined()
  }

  private static func matters(_ path: String) -> Bool { path.contains("/team/") || path == Platform.path }

  private static func lines(of tree: LedgerTree) throws(OpsError) -> Set<Line> {
    var lines: Set<Line> = []
    func add(_ email: String, _ keys: [String]) {
      // A pattern character in an address would let the key sign for others.
      guard !email.utf8.contains(where: { "*?!,\"\\ \t".utf8.contains($0) }) else { return }
      for key in keys.compactMap(SSHPublicKey.init) { lines.insert(Line(email: email, key: key.text)) }
    }
    for name in try readGit({ () throws(GitError) in try tree.folders(in: "state/tenants") }) {
      guard let slug = Slug(name) else { continue }
      for member in try tree.values(Member.self, in: TenantRoot(slug).team).values {
        add(member.email, member.signingKeys)
      }
    }
    let platform = try tree.value(Platform.self, at: Platform.path)
    for machine in platform?.machines ?? [] { add(machine.email, machine.signingKeys) }
    for admin in platform?.admins ?? [] { add(admin.email, admin.signingKeys) }
    return lines
  }

  /// `YYYYMMDDHHMMSSZ`.
  private static func stamp(_ instant: Instant) -> String {
    String("\(instant)".prefix(19).filter(\.isNumber)) + "Z"
  }
}
