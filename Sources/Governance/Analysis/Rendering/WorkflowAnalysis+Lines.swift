/// One line of what people read of an analysis.
package struct AnalysisLine: Sendable, Hashable {
  package var label: String
  /// Names and addresses from n8n among them: escaped when shown.
  package var texts: [String]
  package var urgency = Urgency.none

  /// How much a line wants to be looked at.
  package enum Urgency: Sendable, Hashable {
    case none
    /// A person should know.
    case attention
    /// Before everything else.
    case alarm
  }
}

extension WorkflowAnalysis {
  /// What people read, lines without a text left out.
  package var lines: [AnalysisLine] {
    (factLines + outdatedLines + secretLines).filter { !$0.texts.isEmpty }
  }

  private var factLines: [AnalysisLine] {
    [
      AnalysisLine(label: "complexity", texts: ["\(complexity) of 100, \(complexityLevel.rawValue)"]),
      AnalysisLine(label: "shape", texts: shapeTexts),
      AnalysisLine(
        label: "starts by",
        texts: triggers.isEmpty ? ["nothing: only other workflows or a person"] : triggers.map(\.words)),
      AnalysisLine(label: "calls", texts: callTexts),
      AnalysisLine(label: "credentials", texts: credentials),
      AnalysisLine(
        label: "sub-workflows",
        texts: subWorkflows + (hasDynamicWorkflows ? ["one known only to a run"] : [])),
      AnalysisLine(label: "on errors", texts: errorTexts, urgency: isUnguarded ? .attention : .none),
      AnalysisLine(label: "disabled", texts: disabledNodes),
      AnalysisLine(label: "unconnected", texts: shape.unconnected),
    ]
  }

  /// A line for each node that may stop working; those that only lack the newest features share one.
  private var outdatedLines: [AnalysisLine] {
    func line(_ text: String) -> AnalysisLine { AnalysisLine(label: "out of date", texts: [text]) }
    let minor = outdatedNodes.filter(\.isMinor).map(\.node)
    let summary = "\(minor.count) node\(minor.count == 1 ? "" : "s") a minor version behind"
    return outdatedNodes.filter { !$0.isMinor }.map { line("\($0.node): \($0.words)") }
      + (minor.isEmpty ? [] : [line("\(summary) (\(Self.shortened(minor)))")])
  }

  private var secretLines: [AnalysisLine] {
    secrets.map { secret in
      let place = "\(secret.node.map { "\($0) " } ?? "")\(secret.pointer)"
      return AnalysisLine(
        label: "secret", texts: ["\(place): \(secret.kind) (\(secret.confidence.rawValue))"], urgency: .alarm
      )
    }
  }

  /// Whether it starts by itself and nobody hears of its errors.
  private var isUnguarded: Bool { !triggers.isEmpty && !errorHandling.isPresent }

  private var shapeTexts: [String] {
    func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
    return [
      counted(shape.nodes, "node"), counted(shape.connections, "connection"), "depth \(shape.depth)",
      counted(shape.loops, "loop"), "\(shape.branches) branching", "\(codeLines) lines of code",
    ]
  }

  private var callTexts: [String] {
    let callers = Dictionary(grouping: calls, by: \.host)
    let known = hosts.map { host in
      let nodes = (callers[host] ?? []).map(\.place)
      return "\(host) (\(Self.shortened(nodes)))"
    }
    let count = dynamicAddresses
    return known + (count == 0 ? [] : ["\(count) address\(count == 1 ? "" : "es") known only to a run"])
  }

  /// The first three, and how many more.
  private static func shortened(_ names: [String]) -> String {
    names.prefix(3).joined(separator: ", ") + (names.count > 3 ? ", \(names.count - 3) more" : "")
  }

  private var errorTexts: [String] {
    var parts: [String] = errorHandling.hasErrorWorkflow ? ["another workflow runs"] : []
    for (verb, nodes) in [
      ("goes on", errorHandling.toleratingNodes), ("tries again", errorHandling.retryingNodes),
      ("stops by itself", errorHandling.stoppingNodes),
    ] where !nodes.isEmpty {
      parts.append("\(verb) in \(nodes.joined(separator: ", "))")
    }
    return parts.isEmpty ? ["nothing is done"] : parts
  }
}

extension HTTPCall {
  /// Where the address stands, for people.
  fileprivate var place: String {
    switch origin {
    case .request, .parameter: node
    case .code: "code of \(node)"
    case .command: "command of \(node)"
    }
  }
}
