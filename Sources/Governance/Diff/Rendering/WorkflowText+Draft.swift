import JSON

extension WorkflowText {
  /// Begins the first line of everything that does not run before somebody publishes it.
  private static let mark = "unpublished draft, "

  /// What the draft has that does not run: whole nodes, the names of nodes that it lacks, all connections where one
  /// differs, and frames. What is as in the workflow that runs does not stand there twice.
  mutating func draft(_ draft: JSON, beside running: JSON) {
    draftNodes(nodes(of: draft), beside: nodes(of: running))
    let drafted = connections(of: draft)
    if drafted.map(ExactText.init) != connections(of: running).map(ExactText.init) {
      lines += ["", Self.mark + (drafted.isEmpty ? "connections: none" : "connections:")] + drafted
    }
    guard draft["nodeGroups"] != running["nodeGroups"] else { return }
    lines.append("")
    member(0, Self.mark + "nodeGroups", draft["nodeGroups"] ?? .null)
  }

  private mutating func draftNodes(_ drafted: [[String]], beside running: [[String]]) {
    let same = Set(running.map { $0.map(ExactText.init) })
    for node in drafted where !same.contains(node.map(ExactText.init)) {
      lines += ["", Self.mark + node[0]] + node.dropFirst()
    }
    let names = Set(drafted.map { ExactText($0[0]) })
    for node in running where !names.contains(ExactText(node[0])) {
      lines += ["", Self.mark + "without " + node[0]]
    }
  }
}
