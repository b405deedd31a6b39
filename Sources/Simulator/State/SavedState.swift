internal import JSON

/// What an instance keeps over a restart: all but its keys, which are handed in each time. What it was to do in the
/// background it has done before.
struct SavedState: Codable {
  private var workflows: [StoredWorkflow]
  private var tags: [StoredTag]
  private var credentials: [StoredCredential]
  private var users: [StoredUser]
  private var executions: [Execution]
  private var lastExecutionID: Int
  private var lastWorkflowNumber: Int
  private var lastPublishRow: Int
  private var firstSuccess: FirstSuccess?
  /// Where random ids go on, as text: it has more digits than a number of JSON.
  private var randomPosition: String

  private struct FirstSuccess: Codable {
    var workflowID: String
    var time: Int
  }

  init(of instance: inout Instance) {
    instance.settle(.max)
    workflows = instance.workflowOrder.compactMap { [instance] in instance.workflows[$0] }
    tags = instance.tags
    credentials = instance.credentials
    users = instance.users
    lastExecutionID = instance.lastExecutionID
    lastWorkflowNumber = instance.lastWorkflowNumber
    lastPublishRow = instance.lastPublishRow
    firstSuccess = instance.firstSuccess.map { FirstSuccess(workflowID: $0.workflowID, time: $0.time) }
    randomPosition = String(instance.identifiers.position)
    executions = instance.executions.map { [instance] execution in
      var execution = execution
      let version = instance.workflows[execution.workflowID]?.versions[execution.versionID]
      // Thousands of runs of one version have one content.
      if version?.content == execution.snapshot.content { execution.snapshot.content = Self.ofVersion }
      return execution
    }
  }

  /// Stands for the content of the version that ran.
  private static let ofVersion = StoredWorkflow.Content(nodes: .null, connections: .null)

  /// Puts it into an instance that has nothing yet.
  func restore(into instance: inout Instance) {
    instance.tags = tags
    instance.credentials = credentials
    instance.users = users
    for workflow in workflows {
      let number = workflow.number
      instance.insert(workflow)
      workflow.number = number
    }
    for workflow in workflows {
      if let version = workflow.activeVersionID { instance.register(workflow, version) }
    }
    instance.executions = executions.map { [instance] execution in
      var execution = execution
      if execution.snapshot.content == Self.ofVersion,
        let version = instance.workflows[execution.workflowID]?.versions[execution.versionID]
      {
        execution.snapshot.content = version.content
      }
      return execution
    }
    instance.lastExecutionID = lastExecutionID
    instance.lastWorkflowNumber = lastWorkflowNumber
    instance.lastPublishRow = lastPublishRow
    instance.firstSuccess = firstSuccess.map { ($0.workflowID, $0.time) }
    if let position = UInt64(randomPosition) { instance.identifiers.position = position }
  }
}
