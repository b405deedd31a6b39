import Git
import Governance
import Ledger
import Operations
import TestSupport

#if canImport(Glibc)
  import Glibc
#endif

/// One machine that decides at random: directly on `main`, by a proposal and its merge, or after an observation. For tests
/// in which many processes do so at once.
///
///     decision-maker REPOSITORY NAME COUNT SEED
@main
struct DecisionMaker {
  static func main() throws {
    let words = CommandLine.arguments
    guard words.count == 5, let count = Int(words[3]), let seed = UInt64(words[4]) else {
      throw OpsError("decision-maker REPOSITORY NAME COUNT SEED")
    }
    do {
      var maker = try DecisionMaker(repository: words[1], name: words[2], seed: seed)
      try maker.run(count)
    } catch {
      print("\(error)")
      exit(1)
    }
  }

  private let workspace: Workspace
  private let name: String
  private var random: SeededGenerator

  init(repository: String, name: String, seed: UInt64) throws {
    var workspace = try Workspace.open(at: repository)
    workspace.shared = try RemoteSettings(of: workspace.repository)?.remote(
      secrets: SecretResolver(variables: [:]))
    try workspace.fetch()
    self.workspace = workspace
    self.name = name
    random = SeededGenerator(seed: seed)
  }

  mutating func run(_ count: Int) throws {
    for number in 1...count {
      switch Int.random(in: 0..<4, using: &random) {
      case 0: try propose(number)
      case 1: try observe(number)
      default: try decide(number)
      }
    }
    try workspace.publish()
  }

  private func act(_ number: Int) -> Act {
    let person = Person(name: name, email: "\(name)@example.org")
    return Act(actor: person, at: Instant(seconds: 1_800_000_000 + number), machine: person)
  }

  private func note(_ action: String, _ number: Int) -> CommitNote {
    CommitNote(
      "test", "\(action) \(name) \(number)", tenant: nil, action: action, target: "\(name)-\(number)")
  }

  /// Counts one up: a decision that was made on anything but the tree that it follows would lose a count.
  private func decide(_ number: Int) throws {
    try workspace.commit(to: workspace.main, as: act(number)) { (tree, edit) throws(OpsError) in
      let bytes = try readGit { () throws(GitError) in try tree.bytes(at: "count") } ?? []
      let count = Int(String(decoding: bytes, as: UTF8.self)) ?? 0
      edit.put(Array("\(count + 1)".utf8), at: "count")
      edit.put([], at: "decisions/\(name)-\(number)")
      return note("decide", number)
    }
  }

  private func propose(_ number: Int) throws {
    let branch = try workspace.ref(branch: "change/acme/\(name)-\(number)")
    guard let base = try workspace.mainTree().commit else { return }
    guard try workspace.move(RefUpdate(branch, from: nil, to: base), message: "propose") else { return }
    try workspace.commit(to: branch, as: act(number)) { (_, edit) throws(OpsError) in
      edit.put([], at: "proposals/\(name)-\(number)")
      return note("propose", number)
    }
    try workspace.merge(branch: branch, as: act(number), note: note("merge", number))
    try workspace.remove(branch)
  }

  /// What all machines observe, and a decision that follows from it.
  private func observe(_ number: Int) throws {
    try workspace.replace(try workspace.ref(named: "refs/n8n-ops/jobs/acme"), as: act(number)) {
      (_, edit) throws(OpsError) in
      edit.put([], at: "\(name)-\(number)")
      return note("observe", number)
    }
    try decide(number)
  }
}
