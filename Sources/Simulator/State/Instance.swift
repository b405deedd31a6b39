internal import JSON

/// The state of a simulated n8n instance, and what its API does to it. The simulator calls it under its lock.
struct Instance {
  let behaviour: Behaviour
  let schemas: WorkflowSchemas
  let endpoints: [Endpoint]
  let owner: SimulatorConfiguration.Owner
  let startedAt: Int
  var identifiers: Identifiers
  var keys: [String: StoredKey]
  var workflows: [String: StoredWorkflow] = [:]
  /// The ids of the workflows in byte order: n8n lists by id.
  var workflowOrder: [String] = []
  var tags: [StoredTag] = []
  /// Oldest first.
  var credentials: [StoredCredential] = []
  var users: [StoredUser]
  /// By id, which ascend; the newest last.
  var executions: [Execution] = []
  var lastExecutionID = 0
  var webhooks = WebhookTable()
  var schedule: [ScheduledEffect] = []
  /// When the last thing that n8n does in the background will be done: one after the other.
  var lastBackgroundDue = 0
  /// How many workflows were ever made; their order when a list goes by nothing.
  var lastWorkflowNumber = 0
  /// The first workflow that ran well in production, and when.
  var firstSuccess: (workflowID: String, time: Int)?
  var lastPublishRow = 0

  init(_ configuration: SimulatorConfiguration) {
    behaviour = .of(configuration.version)
    schemas = WorkflowSchemas(release: configuration.version)
    endpoints = Endpoint.all(for: configuration.version)
    owner = configuration.owner
    startedAt = configuration.time
    identifiers = Identifiers(configuration)
    keys = [configuration.apiKey: StoredKey(scopes: nil, expiresAt: nil)]
    users = [
      StoredUser(
        id: owner.id, email: owner.email, firstName: owner.firstName, lastName: owner.lastName,
        role: "global:owner", isPending: false, createdAt: startedAt)
    ]
  }

  /// The workflow with that id.
  func workflow(_ id: String) throws(Refusal) -> StoredWorkflow {
    guard let workflow = workflows[id] else { throw .notFound }
    return workflow
  }

  /// The workflow with that id; where there is none, the refusal names what was tried.
  func workflow(_ id: String, to verb: String) throws(Refusal) -> StoredWorkflow {
    guard let workflow = workflows[id] else { throw Refusal(404, behaviour.unknownWorkflow(verb)) }
    return workflow
  }

  mutating func insert(_ workflow: StoredWorkflow) {
    lastWorkflowNumber += 1
    workflow.number = lastWorkflowNumber
    workflows[workflow.id] = workflow
    let place = workflowOrder.firstIndex(atOrAfter: workflow.id)
    workflowOrder.insert(workflow.id, at: place)
  }

  mutating func remove(_ workflow: StoredWorkflow) {
    workflows[workflow.id] = nil
    let place = workflowOrder.firstIndex(atOrAfter: workflow.id)
    if place < workflowOrder.count, workflowOrder[place] == workflow.id { workflowOrder.remove(at: place) }
    executions.removeAll { $0.workflowID == workflow.id }
    webhooks.remove(workflow.id)
    schedule.removeAll { $0.workflowID == workflow.id }
  }

  /// The tags of a workflow, in the order in which they were set.
  func tags(of workflow: StoredWorkflow) -> [StoredTag] {
    workflow.tagIDs.compactMap { id in tags.first { $0.id == id } }
  }
}

extension [String] {
  /// Where `id` stands or would stand, in byte order.
  fileprivate func firstIndex(atOrAfter id: String) -> Int {
    var range = startIndex..<endIndex
    while !range.isEmpty {
      let middle = range.lowerBound + range.count / 2
      if self[middle].utf8.lexicographicallyPrecedes(id.utf8) {
        range = middle + 1..<range.upperBound
      } else {
        range = range.lowerBound..<middle
      }
    }
    return range.lowerBound
  }
}
