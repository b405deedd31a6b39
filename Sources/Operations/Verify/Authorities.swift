import Git
import Governance

/// Who may do what as commits say, each read once.
struct Authorities {
  private let verify: VerifyCommits
  private var known: [OID?: Authority] = [:]

  init(of verify: VerifyCommits) { self.verify = verify }

  /// - Parameter commit: nil for before the first one.
  mutating func at(_ commit: OID?) throws(OpsError) -> Authority {
    if let authority = known[commit] { return authority }
    let authority = try verify.authority(at: commit)
    known[commit] = authority
    return authority
  }

  /// Notes what holds after a commit that was judged; where its files cannot be read, what held before.
  mutating func pass(_ judged: JudgedCommit, from before: Authority) throws(OpsError) {
    let commit = judged.commit.oid
    known[commit] = before
    guard judged.isBehind || judged.changes.contains(where: { Authority.isChanged(by: $0.path) }) else {
      return
    }
    known[commit] = try verify.authority(at: commit)
  }
}
