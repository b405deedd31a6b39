import Git
import Governance
import JSON
import Ledger
import Operations
import Terminal

struct VerifyCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Check who made the commits, and whether they were allowed to.",
    discussion: """
      Of each commit: its signature, author and committer, the permission for every file it changes \
      (policies/roles.json), that closed records stand, and that merges hide nothing. Roles and team count as main says \
      before it takes the commit, and as the commit before says. Without a range: main since the last time all was in order. Exit code 2 when something is not.
      """,
    examples: [
      Example(command: "n8n-ops verify", says: "Everything that is new on main."),
      Example(command: "n8n-ops verify origin/main..HEAD", says: "In CI, what a proposal has over main."),
      Example(command: "n8n-ops verify --all", says: "From the first commit on."),
    ])

  @Argument(help: "FROM..TO, or FROM alone for FROM..main.") var range: String?
  @Flag(help: "From the first commit of main on.") var all = false
  @OptionGroup var options: ChangeOptions

  mutating func validate() throws {
    if all, range != nil { throw ValidationError("name a range, or say --all") }
  }

  mutating func run(_ context: CommandContext) async throws {
    let session = try Session(options, context)
    let report = try report(session)
    try session.show([
      "commits": JSON(report.commits), "violations": .array(report.violations.map(\.json)),
      "accepted": .array(
        report.accepted.map { ["violation": $0.violation.json, "by": .string($0.by.description)] }),
    ]) { console in
      for violation in report.violations { violation.show(on: console) }
      for accepted in report.accepted {
        console.print(
          "\(accepted.violation.commit.short) was accepted by \(Console.safe(accepted.by.description)): "
            + Console.safe(accepted.violation.problem))
      }
      if report.violations.isEmpty { console.print("\(counted(report.commits, "commit")), all in order.") }
    }
    guard report.violations.isEmpty else { throw ExitCode.found }
  }

  private func report(_ session: Session) throws(OpsError) -> VerifyCommits.Report {
    let (workspace, verify) = (
      session.workspace, VerifyCommits(workspace: session.workspace)
    )
    guard let range else {
      guard all, let tip = try workspace.mainTree().commit else {
        return try verify.runSinceLastTime(on: workspace)
      }
      return try verify.runAll(to: tip)
    }
    let ends = try ends(of: range, in: workspace.repository)
    let isMain = try isMain(ends.tip, workspace)
    return try verify.run(
      tip: ends.tip, excluding: [ends.from],
      as: isMain ? .main(through: ends.from) : .proposal(for: ends.from))
  }

  /// What main has is judged as main is, whatever name it goes by, and be it that of a remote.
  private func isMain(_ commit: OID, _ workspace: Workspace) throws(OpsError) -> Bool {
    if try workspace.mainTree().commit == commit { return true }
    let remotes = try readGit { () throws(GitError) in
      try workspace.repository.references(prefix: "refs/remotes/")
    }
    return remotes.contains { $0.0.full.hasSuffix("/main") && $0.1 == commit }
  }

  private func ends(of range: String, in repository: Repository) throws(OpsError) -> (from: OID, tip: OID) {
    try readGit { () throws(GitError) in
      guard let dots = range.firstRange(of: "..") else {
        return (try repository.commit(named: range), try repository.commit(named: "refs/heads/main"))
      }
      let (from, to) = (String(range[..<dots.lowerBound]), String(range[dots.upperBound...]))
      return (
        try repository.commit(named: from.isEmpty ? "HEAD" : from),
        try repository.commit(named: to.isEmpty ? "HEAD" : to)
      )
    }
  }
}

extension Violation {
  func show(on console: Console) {
    let merger = mergedBy.map { ", merged by \(Console.safe($0.description))" } ?? ""
    let place = path.map { ", \(Console.safe($0))" } ?? ""
    console.print(
      console.styled(commit.short, .bold)
        + " \(Console.safe(person.description))\(merger)\(place): \(Console.safe(problem))"
        + console.styled(" [\(rule)]", .dim))
    console.print("  \(Console.safe(remedy))")
  }
}
