import Foundation
import Governance
import JSON
import Operations
import Terminal

struct WorkflowAnalyze: Command {
  static let configuration = CommandConfiguration(
    commandName: "analyze", abstract: "Show what workflows are made of, and what deserves a look (WF-005).",
    discussion: """
      Complexity, triggers and when they start it, hosts (of requests, of base URLs, in code), credentials, \
      sub-workflows, error handling, nodes that are disabled or out of date, and secrets in the clear: where they stand, never what they are. A name that is no file is a canonical \
      workflow; it is read as it runs in --env, or in the first environment that has it. Exit code 2 when a secret \
      was found. The form of the JSON is state/schemas/workflow-analysis.schema.json.
      """,
    examples: [
      Example(command: "n8n-ops workflow analyze order.json", says: "An exported workflow."),
      Example(command: "n8n-ops workflow analyze order-intake --env production", says: "One that runs."),
      Example(
        command: "n8n-ops workflow analyze order.json --format markdown", says: "For a change request."),
      Example(command: "n8n-ops workflow analyze exports/*.json --json", says: "Many, for programs."),
    ])

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, markdown, json }

  @Argument(help: "Workflow files or canonical workflows.", completion: .file) var workflows: [String]
  @Option(name: .customLong("env"), help: "The environment that canonical workflows are read in.")
  var environment: Slug?
  @Option(help: "How to show it.") var format = Format.text
  @OptionGroup var options: WorkspaceOptions

  mutating func run(_ context: CommandContext) async throws {
    let files = try WorkflowFiles(context)
    var entries: [(name: String, analysis: WorkflowAnalysis)] = []
    var failed = 0
    for name in workflows {
      do {
        entries.append((name, try analysis(of: name, files, context)))
      } catch {
        failed += 1
        _ = context.console.report(error)
      }
    }
    show(entries, on: context.console)
    if failed > 0 { throw failed == workflows.count ? ExitCode.failure : .partial }
    if entries.contains(where: { !$0.analysis.secrets.isEmpty }) { throw ExitCode.found }
  }

  private func show(_ entries: [(name: String, analysis: WorkflowAnalysis)], on console: Console) {
    if options.json || format == .json {
      let json = entries.map { entry -> JSON in
        [
          "source": .string(entry.name), "name": .string(entry.analysis.name),
          "analysis": entry.analysis.json,
        ]
      }
      return console.write(JSON.array(json).bytes(.pretty))
    }
    for (index, entry) in entries.enumerated() {
      if index > 0 { console.print() }
      if format == .markdown {
        console.write(AnalysisMarkdown.render(entry.analysis))
      } else {
        AnalysisText(console: console).show(entry.analysis)
      }
    }
  }

  private func analysis(of name: String, _ files: WorkflowFiles, _ context: CommandContext) throws
    -> WorkflowAnalysis
  {
    let isFile = FileManager.default.fileExists(atPath: absolute(name, in: context.workingDirectory))
    guard !isFile, let slug = Slug(name) else {
      let document = try files.document(in: try files.bytes(of: name), at: name)
      let portable = files.portable(of: document)
      context.console.explainDraft(of: portable, in: name)
      return WorkflowAnalysis(of: portable.workflow, source: document, policy: files.normalization)
    }
    let ledger = try Session(options, context).ledger(options)
    for environment in try environment.map({ [$0] }) ?? ledger.allEnvironments() {
      let document = try ledger.running(slug, in: environment) ?? ledger.approved(slug, in: environment)
      if let document { return WorkflowAnalysis(of: document, policy: ledger.rules.normalization) }
    }
    throw OpsError(
      "There is no such file and no such workflow", at: name,
      because: environment.map { "it does not run in \($0)" }, remedy: "n8n-ops canonical matrix")
  }
}

/// An analysis for a terminal.
struct AnalysisText {
  let console: Console

  func show(_ analysis: WorkflowAnalysis) {
    console.print(console.styled(Console.safe(analysis.name), .bold))
    for line in analysis.lines {
      let label = line.label + String(repeating: " ", count: max(1, 15 - line.label.count))
      let text = Console.safe(line.texts.joined(separator: ", "))
      console.print(
        "  \(console.styled(label, .dim))\(console.styled(text, Self.style(line.urgency)))")
    }
  }

  private static func style(_ urgency: AnalysisLine.Urgency) -> Style {
    switch urgency {
    case .none: []
    case .attention: .yellow
    case .alarm: .red
    }
  }
}
