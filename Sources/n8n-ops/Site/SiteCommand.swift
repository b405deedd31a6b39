import Governance
import JSON
import Site
import Terminal

/// `site`: pages for people who have no shell.
struct SiteCommand: Command {
  static let configuration = CommandConfiguration.group(
    "site", abstract: "The static site: pages for everybody.",
    subcommands: [SiteBuildCommand.self])
}

struct SiteBuildCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "build",
    abstract: "Render the tenant's site from commits: HTML and a Markdown twin of each page.",
    examples: [Example(command: "n8n-ops site build --out ./site", says: "Into ./site.")])

  @Option(help: "The folder.", completion: .directory) var out: String
  @OptionGroup var options: ChangeOptions

  mutating func run(_ context: CommandContext) async throws {
    let session = try Session(options, context)
    let report = try SiteBuild(try session.ledger(options)).write(
      into: absolute(out, in: context.workingDirectory), isDryRun: options.isDryRun)
    try session.show([
      "pages": .number(JSONNumber(report.pages)), "written": .number(JSONNumber(report.written)),
    ]) {
      $0.print(report.summary)
    }
  }
}
