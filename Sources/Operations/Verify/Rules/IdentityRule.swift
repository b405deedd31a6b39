import Governance

/// The names on a commit are those of who vouches for it.
struct IdentityRule: VerifyRule {
  let name = "identity"

  func check(_ commit: JudgedCommit) -> [Violation] {
    let authority = commit.authority
    guard !authority.isBeforeAnybody else { return [] }
    var problems: [String] = []
    let committer = commit.commit.committer.email
    if !authority.isActive(commit.author), !authority.isMachine(commit.author) {
      problems.append("\(commit.author) is no active member")
    }
    switch commit.voucher {
    case .members(let signers):
      let names = signers.sorted().joined(separator: ", ")
      if !signers.contains(commit.author) {
        problems.append("it is signed by \(names) in the name of \(commit.author)")
      }
      if !signers.contains(committer.lowercased()), !authority.isMachine(committer) {
        problems.append("it is signed by \(names) and committed by \(committer)")
      }
    case .program where !authority.isMachine(committer):
      problems.append("it is signed by the program and committed by \(committer)")
    case .program, .unsigned, .worthless: break
    }
    if let actor = commit.commit.trailer("N8nOps-Actor"), actor != "\(commit.person)" {
      problems.append("it says that \(actor) acted")
    }
    return problems.map {
      commit.violation(
        self, $0, remedy: "Commit as who you are: git config user.email; see `n8n-ops team list`.")
    }
  }
}
