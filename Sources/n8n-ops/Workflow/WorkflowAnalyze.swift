import Foundation
import Governance
import JSON
import Operations
import Terminal

struct WorkflowAnalyze: Command {
  static let configuration = CommandConfiguration(
    commandName: "analyze", abstract: "Show what workflows are made of, and what deserves a look (WF-005).",
    discussion: """
      Complexity, triggers, hosts, credentials, sub-workflows, error handling, nodes that are disabled or out of date, \
      and secrets in the clear: where they stand, never what they are. A name that is no file is a canonical \
      workflow; it is read as it runs in --env, or in the first environment that has it. Exit code 2 when a secret \
      was found. The form of the JSON is state/schemas/workflow-analysis.schema.json.
      """,
    examples: [
      Example(command: "n8n-ops workflow analyze order.json", says: "An exported workflow."),
      Example(command: "n8n-ops workflow analyze order-intake --env production", says: "One that runs."),
      Example(command: "n8n-ops workflow analyze exports/*.json --json", says: "Many, for programs."),
    ])

  @Argument(help: "Workflow files or canonical workflows.", completion: .file) var workflows: [String]
  @Option(name: .customLong("env"), help: "The environment that canonical workflows are read in.")
  var environment: Slug?
  @OptionGroup var options: WorkspaceOptions

  mutating func run(_ context: CommandContext) async throws {
    let files = try WorkflowFiles(context)
    var entries: [(name: String, title: String, analysis: WorkflowAnalysis)] = []
    var failed = 0
    for name in workflows {
      do {
        let (document, policy) = try workflow(name, files, context)
        entries.append(
          (name, document["name"]?.stringValue ?? "", WorkflowAnalysis(of: document, policy: policy)))
      } catch {
        failed += 1
        _ = context.console.report(error)
      }
    }
    if options.json {
      let json = entries.map { entry -> JSON in
        ["source": .string(entry.name), "name": .string(entry.title), "analysis": entry.analysis.json]
      }
      context.console.write(JSON.array(json).bytes(.pretty))
    } else {
      for (index, entry) in entries.enumerated() {
        if index > 0 { context.console.print() }
        AnalysisText(console: context.console).show(entry.title, entry.analysis)
      }
    }
    if failed > 0 { throw failed == workflows.count ? ExitCode.failure : .partial }
    if entries.contains(where: { !$0.analysis.secrets.isEmpty }) { throw ExitCode.found }
  }

  private func workflow(_ name: String, _ files: WorkflowFiles, _ context: CommandContext) throws -> (
    JSON, NormalizationPolicy
  ) {
    let isFile = FileManager.default.fileExists(atPath: absolute(name, in: context.workingDirectory))
    guard !isFile, let slug = Slug(name) else { return (try files.portable(name), files.normalization) }
    let ledger = try Session(options, context).ledger(options)
    for environment in try environment.map({ [$0] }) ?? ledger.allEnvironments() {
      let document = try ledger.running(slug, in: environment) ?? ledger.approved(slug, in: environment)
      if let document { return (document, ledger.rules.normalization) }
    }
    throw OpsError(
      "There is no such file and no such workflow", at: name,
      because: environment.map { "it does not run in \($0)" }, remedy: "n8n-ops canonical matrix")
  }
}

/// An analysis for people.
struct AnalysisText {
  let console: Console

  func show(_ title: String, _ analysis: WorkflowAnalysis) {
    console.print(console.styled(Console.safe(title), .bold))
    let shape = analysis.shape
    line("complexity", "\(analysis.complexity) of 100, \(analysis.complexityLevel.rawValue)")
    line(
      "shape",
      [
        counted(shape.nodes, "node"), counted(shape.connections, "connection"), "depth \(shape.depth)",
        counted(shape.loops, "loop"), "\(shape.branches) branching", "\(analysis.codeLines) lines of code",
      ].joined(separator: ", "))
    line("starts by", list(analysis.triggers, none: "nothing: only other workflows or a person"))
    line("calls", hosts(analysis))
    line("credentials", list(analysis.dependencies.credentials.map(\.text).sorted()))
    line("sub-workflows", subWorkflows(analysis.dependencies))
    line("on errors", errors(analysis.errorHandling))
    line("disabled", list(analysis.disabledNodes))
    line("unconnected", list(shape.unconnected))
    for node in analysis.outdatedNodes { line("out of date", "\(node.node): \(node.words)") }
    for secret in analysis.secrets {
      let place = "\(secret.node.map { "\($0) " } ?? "")\(secret.pointer)"
      line("secret", "\(place): \(secret.kind) (\(secret.confidence.rawValue))", .red)
    }
  }

  private func line(_ label: String, _ text: String, _ style: Style = []) {
    guard !text.isEmpty else { return }
    let padded = label + String(repeating: " ", count: max(1, 15 - label.count))
    console.print("  \(console.styled(padded, .dim))\(console.styled(Console.safe(text), style))")
  }

  private func list(_ texts: [String], none: String = "") -> String {
    texts.isEmpty ? none : texts.joined(separator: ", ")
  }

  private func hosts(_ analysis: WorkflowAnalysis) -> String {
    let dynamic =
      analysis.dynamicAddresses == 0
      ? [] : ["\(counted(analysis.dynamicAddresses, "address")) known only to a run"]
    return list(analysis.hosts + dynamic)
  }

  private func subWorkflows(_ dependencies: WorkflowDependencies) -> String {
    list(
      dependencies.subWorkflows.map(\.text).sorted()
        + (dependencies.hasDynamicWorkflows ? ["one known only to a run"] : []))
  }

  private func errors(_ handling: ErrorHandling) -> String {
    var parts: [String] = handling.hasErrorWorkflow ? ["another workflow runs"] : []
    for (verb, nodes) in [
      ("goes on", handling.toleratingNodes), ("tries again", handling.retryingNodes),
      ("stops by itself", handling.stoppingNodes),
    ] where !nodes.isEmpty {
      parts.append("\(verb) in \(nodes.joined(separator: ", "))")
    }
    return list(parts, none: "nothing is done")
  }
}
