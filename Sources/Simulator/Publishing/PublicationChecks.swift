internal import JSON

extension Instance {
  /// Refuses a version that n8n would not publish. The order of the checks is that of n8n's workflow service.
  func checkPublication(of content: StoredWorkflow.Content, _ workflow: StoredWorkflow) throws(Refusal) {
    try checkTrigger(content, workflow)
    try checkTypes(content)
    if behaviour.checksConfiguration {
      try checkConfiguration(content)
      try checkSubworkflows(content, workflow)
    }
    let own = content.webhooks(workflowID: workflow.id)
    if let node = webhooks.conflict(of: own, of: workflow.id) {
      throw Refusal(behaviour.conflictStatus, behaviour.conflict(node))
    }
  }

  private func checkTrigger(
    _ content: StoredWorkflow.Content, _ workflow: StoredWorkflow
  ) throws(Refusal) {
    let starts = content.readings.contains { node in
      let isCalled = behaviour.acceptsSubworkflowTriggers && node.type.isCalled
      return !node.isDisabled && (node.type.isProductionTrigger || isCalled)
    }
    guard !starts else { return }
    throw Refusal(400, behaviour.noTrigger(workflow.name, workflow.id))
  }

  private func checkTypes(_ content: StoredWorkflow.Content) throws(Refusal) {
    guard let node = content.readings.first(where: { !$0.type.isKnown }) else { return }
    throw Refusal(400, "Unrecognized node type: \(node.type.name)")
  }

  /// Only nodes that are enabled and connected are looked at.
  private func checkConfiguration(_ content: StoredWorkflow.Content) throws(Refusal) {
    let edges = Edge.all(in: content.connections)
    let connected = Set(edges.map(\.source)).union(edges.map(\.target))
    let faulty = content.readings.compactMap { node -> (name: String, problems: [String])? in
      guard !node.isDisabled, connected.contains(node.name) else { return nil }
      let problems = NodeConfiguration(node: node)
        .problems(namesParameters: behaviour.namesMissingParameters)
      return problems.isEmpty ? nil : (node.name, problems)
    }
    guard !faulty.isEmpty else { return }
    let texts = faulty.map { node in
      "Node \"\(node.name)\":\n" + node.problems.map { "  - \($0)" }.joined(separator: "\n")
    }
    throw Refusal(
      400,
      "Cannot publish workflow: \(faulty.count) node have configuration issues:\n\n"
        + texts.joined(separator: "\n\n"))
  }

  private func checkSubworkflows(
    _ content: StoredWorkflow.Content, _ workflow: StoredWorkflow
  ) throws(Refusal) {
    for node in content.readings where node.type.short == "executeWorkflow" && !node.isDisabled {
      guard let id = subworkflow(of: node), id != workflow.id else { continue }
      let child = workflows[id]
      guard child?.isActive != true else { continue }
      let label = child.map { "\(id) (\"\($0.name)\")" } ?? id
      throw Refusal(
        400,
        "Cannot publish workflow: Node \"\(node.name)\" references workflow \(label) which is not published. "
          + "Please publish all referenced sub-workflows first.")
    }
  }

  /// The id of the workflow that a node calls; nil where it is an expression or comes from elsewhere.
  private func subworkflow(of node: NodeReading) -> String? {
    guard (node.parameters["source"]?.stringValue ?? "database") == "database" else { return nil }
    let reference = node.parameters["workflowId"]
    let id = reference?.stringValue ?? reference?["value"]?.stringValue
    return id.flatMap { $0.isEmpty || $0.hasPrefix("=") ? nil : $0 }
  }
}
