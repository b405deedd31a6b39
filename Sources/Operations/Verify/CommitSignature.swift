package import Git
package import Governance
package import JSON
import Ledger

/// What the signature of a commit says, judged by the keys that were in force when it was made.
package enum CommitSignature: Sendable, Hashable {
  case none
  /// A signature by a key, and whose it is by the team of the commit before.
  case valid(fingerprint: String, of: [String])
  /// A signature that proves nothing, and why.
  case worthless(String)

  /// In words.
  package var words: String {
    switch self {
    case .none: "not signed"
    case .valid(let fingerprint, let holders):
      "signed with \(fingerprint) of \(holders.joined(separator: ", "))"
    case .worthless(let reason): "signature proves nothing: \(reason)"
    }
  }

  package var json: JSON {
    switch self {
    case .none: ["state": "none"]
    case .valid(let fingerprint, let holders):
      ["state": "valid", "key": .string(fingerprint), "of": .array(holders.map { .string($0) })]
    case .worthless(let reason): ["state": "worthless", "reason": .string(reason)]
    }
  }
}

extension VerifyCommits {
  /// Judges the signature of one commit.
  package func signature(of commit: Commit) throws(OpsError) -> CommitSignature {
    guard let text = commit.signature else { return .none }
    let authority = try authority(at: commit.parents.first)
    var keys = SSHKeyCache()
    switch Self.voucher(for: commit, authority, &keys) {
    case .unsigned: return .worthless("it is by no key that is registered here")
    case .worthless(let reason): return .worthless(reason)
    case .program, .members:
      guard let signature = SSHSignature(armoured: text) else { return .worthless("it is damaged") }
      return .valid(
        fingerprint: signature.fingerprint, of: (authority.keys[signature.publicKey] ?? []).sorted())
    }
  }
}
