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
      (policies/roles.json), that closed records stand, and that merges hide nothing. Roles and team count as the commit \
      before says. Without a range: main since the last time all was in order. Exit code 2 when something is not.
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
      session.workspace, VerifyCommits(workspace: session.workspace, machine: session.machine)
    )
    guard all || range != nil else { return try verify.runSinceLastTime(on: workspace) }
    let ends = try revisions(in: workspace.repository)
    // What main has is judged as main is, whatever name it goes by.
    let main = try workspace.mainTree().commit
    return try verify.run(tip: ends.tip, excluding: ends.excluding, isMain: ends.tip == main)
  }

  private func revisions(in repository: Repository) throws(OpsError) -> (tip: OID, excluding: [OID]) {
    try readGit { () throws(GitError) in
      guard let range else { return (try repository.commit(named: "refs/heads/main"), []) }
      guard let dots = range.firstRange(of: "..") else {
        return (try repository.commit(named: "refs/heads/main"), [try repository.commit(named: range)])
      }
      let (from, to) = (String(range[..<dots.lowerBound]), String(range[dots.upperBound...]))
      return (
        try repository.commit(named: to.isEmpty ? "HEAD" : to),
        [try repository.commit(named: from.isEmpty ? "HEAD" : from)]
      )
    }
  }
}

extension Violation {
  func show(on console: Console) {
    let place = path.map { ", \(Console.safe($0))" } ?? ""
    console.print(
      console.styled(commit.short, .bold)
        + " \(Console.safe(person.description))\(place): \(Console.safe(problem))"
        + console.styled(" [\(rule)]", .dim))
    console.print("  \(Console.safe(remedy))")
  }
}
