internal import JSON

extension Instance {
  /// Runs the published version of a workflow from one of its nodes and keeps the run where the settings say so.
  @discardableResult
  mutating func execute(_ workflow: StoredWorkflow, from node: String, mode: String, now: Int) -> Execution? {
    guard let version = workflow.activeVersion else { return nil }
    let run = Runner(content: version.content).run(from: node)
    let execution = record(run, of: workflow, version, mode: mode, startedAt: now, duration: 10)
    if case .failure = run.ending, mode != "error" { startErrorWorkflow(of: workflow, now: now) }
    return execution
  }

  /// Keeps a run as an execution; the newest has the highest id.
  @discardableResult
  mutating func record(
    _ run: Execution.Run, of workflow: StoredWorkflow, _ version: WorkflowVersion, mode: String,
    startedAt: Int, duration: Int
  ) -> Execution {
    lastExecutionID += 1
    let snapshot = Execution.Snapshot(
      name: workflow.name, content: version.content, settings: workflow.settings,
      createdAt: workflow.createdAt, updatedAt: workflow.updatedAt)
    var execution = Execution(
      id: lastExecutionID, workflowID: workflow.id, mode: mode, status: .success, startedAt: startedAt,
      stoppedAt: startedAt + duration, versionID: version.id, snapshot: snapshot, run: run)
    switch run.ending {
    case .success: break
    case .failure: execution.status = .error
    case .wait(let time):
      execution.status = .waiting
      execution.waitTill = execution.stoppedAt + time
    }
    if execution.status == .success, firstSuccess == nil { firstSuccess = (workflow.id, startedAt) }
    if isKept(execution) { executions.append(execution) }
    return execution
  }

  /// Makes executions of the active workflows in the past: `count` runs spread evenly over `duration` milliseconds up to
  /// now, so many of a hundred failed.
  mutating func generateExecutions(count: Int, over duration: Int, failuresPerHundred: Int, now: Int) {
    let active = workflowOrder.compactMap { workflows[$0] }.filter(\.isActive)
    guard !active.isEmpty, count > 0 else { return }
    for index in 0..<count {
      let workflow = active[identifiers.number(in: 0...active.count - 1)]
      guard let version = workflow.activeVersion else { continue }
      let start = version.content.productionTriggers.first?.name ?? version.content.readings.first?.name
      var run = Runner(content: version.content).run(from: start ?? "", passesWaits: true)
      if identifiers.number(in: 1...100) <= failuresPerHundred { run.ending = .failure("Generated failure") }
      let startedAt = now - duration + duration / count * index
      record(
        run, of: workflow, version, mode: "trigger", startedAt: startedAt,
        duration: identifiers.number(in: 5...4000))
    }
  }

  private func isKept(_ execution: Execution) -> Bool {
    let key = execution.status == .error ? "saveDataErrorExecution" : "saveDataSuccessExecution"
    return execution.status == .waiting || execution.snapshot.settings[key] != "none"
  }

  private mutating func startErrorWorkflow(of workflow: StoredWorkflow, now: Int) {
    guard let id = workflow.settings["errorWorkflow"]?.stringValue, let handler = workflows[id],
      let version = handler.versions[handler.activeVersionID ?? handler.versionID],
      let trigger = version.content.readings.first(where: { $0.type.short == "errorTrigger" })
    else { return }
    let run = Runner(content: version.content).run(from: trigger.name)
    record(run, of: handler, version, mode: "error", startedAt: now, duration: 10)
  }
}
