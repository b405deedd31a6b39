import Foundation
import Git
import Governance
import JSON
import Ledger
import Terminal

/// `git-setup`: makes plain Git read and merge workflows node by node.
struct GitSetupCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "git-setup", abstract: "Make git diff, git log -p and git merge understand workflow files.",
    discussion: """
      Writes .gitattributes (what is there stays) and the configuration of this clone: a textconv, so that diffs show \
      nodes and code instead of JSON; a merge driver, so that people who change different nodes do not conflict; and \
      a difftool. Attributes are committed and shared, configuration is not: run it once in every clone. In a bare \
      repository the attributes go to info/attributes. Without patterns those of an ops repository are taken, or of \
      the workflow files that are found. The form of the JSON is state/schemas/git-setup.schema.json.
      """,
    examples: [
      Example(command: "n8n-ops git-setup", says: "In the repository of the current folder."),
      Example(command: "n8n-ops git-setup --repo ./exports 'flows/**/*.json'", says: "For chosen files."),
      Example(command: "n8n-ops git-setup --dry-run", says: "Show what would be written."),
      Example(command: "n8n-ops git-setup --remove", says: "Take it all back."),
      Example(command: "git difftool --tool n8n-ops HEAD~1", says: "Changes with their risk, afterwards."),
    ])

  @Argument(help: "Patterns of workflow files, as in .gitattributes.") var patterns: [String] = []
  @Option(help: "The repository; else the one of the current folder.", completion: .directory) var repo:
    String?
  @Option(help: "How Git calls this program; else n8n-ops, or its path where PATH does not lead to it.")
  var program: String?
  @Flag(help: "Take back what it wrote.") var remove = false
  @Flag(help: "Show what would be written, and write nothing.") var dryRun = false
  @Flag(help: "Write the result as JSON on standard output.") var json = false

  mutating func run(_ context: CommandContext) async throws {
    let repository = try repository(context)
    let file = Self.attributesFile(of: repository)
    let before = (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
    let drivers = GitDrivers(
      program: GitDrivers.shellWord(program ?? Self.callableName(context.environment)))
    let attributes = GitAttributes(adding: remove ? [] : try wanted(in: repository), to: before)
    let after = remove ? GitAttributes.removed(from: before) : attributes.text
    let changes = try drivers.configuration.filter { key, value in
      let present = try repository.configuration(key)
      return remove ? present != nil : present != value
    }
    if !dryRun {
      if after != before { try write(after, to: file) }
      for (key, value) in changes { try repository.setConfiguration(key, to: remove ? nil : value) }
    }
    report(file, added: attributes.added, isChanged: after != before, changes, on: context.console)
  }

  private func repository(_ context: CommandContext) throws -> Repository {
    let folder = absolute(repo ?? context.environment["N8N_OPS_REPO"] ?? ".", in: context.workingDirectory)
    guard let repository = try Repository.discover(from: folder) else {
      throw OpsError(
        "There is no Git repository", at: folder, remedy: "git init, or name yours with --repo.")
    }
    return repository
  }

  private func wanted(in repository: Repository) throws -> [String] {
    if !patterns.isEmpty { return patterns }
    let main = try repository.object(at: "refs/heads/main")
    if try main.map({ try repository.entry(at: FormatFile.path, in: $0) != nil }) ?? false {
      return GitAttributes.ledgerPatterns
    }
    let found = try WorkflowFilePatterns.find(in: repository)
    guard !found.isEmpty else {
      throw OpsError(
        "There is no workflow file in this repository", at: repository.path,
        because: "no committed JSON file has nodes and connections",
        remedy: "Name the files that are going to be: n8n-ops git-setup 'workflows/*.json'")
    }
    return found
  }

  private static func attributesFile(of repository: Repository) -> String {
    repository.workTree.map { $0 + ".gitattributes" } ?? repository.path + "info/attributes"
  }

  /// The program's name where a shell finds this very program by it, else its path.
  private static func callableName(_ environment: [String: String]) -> String {
    let own = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().path
    let found = (environment["PATH"] ?? "").split(separator: ":").map { "\($0)/n8n-ops" }
      .first(where: FileManager.default.isExecutableFile)
    return found.map { URL(fileURLWithPath: $0).resolvingSymlinksInPath().path } == own ? "n8n-ops" : own
  }

  private func write(_ text: String, to file: String) throws(OpsError) {
    do {
      let url = URL(fileURLWithPath: file)
      if text.isEmpty {
        try FileManager.default.removeItem(at: url)
        return
      }
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url, options: .atomic)
    } catch {
      throw OpsError("The attributes cannot be written", at: file, because: error.localizedDescription)
    }
  }

  private func report(
    _ file: String, added: [String], isChanged: Bool, _ changes: [(key: String, value: String)],
    on console: Console
  ) {
    if json {
      let configuration = JSONObject(changes.map { ($0.key, remove ? JSON.null : .string($0.value)) })
      let result: JSON = [
        "attributes": .string(file), "attributesChanged": .bool(isChanged),
        "patterns": .array(added.map(JSON.string)), "configuration": .object(configuration),
        "dryRun": .bool(dryRun),
      ]
      console.write(result.bytes(.pretty))
      return
    }
    let verb = remove ? (dryRun ? "Would remove" : "Removed") : (dryRun ? "Would write" : "Wrote")
    if !isChanged && changes.isEmpty { console.print("Nothing to do: all is there already.") }
    if isChanged { console.print("\(verb) \(Console.safe(file))") }
    for pattern in added { console.print("  \(Console.safe(pattern))") }
    for (key, value) in changes {
      console.print("\(verb) \(key)\(remove ? "" : " = \(Console.safe(value))")")
    }
    if !remove, added.contains(where: { !$0.contains("*") }) {
      console.note(
        "These are the files of today; name a pattern for later ones, as n8n-ops git-setup 'flows/*.json'.")
    }
    if isChanged && !remove && !dryRun && !file.hasSuffix("info/attributes") {
      console.note("Next: git add .gitattributes; git commit. Each clone runs n8n-ops git-setup once.")
    }
  }
}
