/// Which executions a list shows.
struct ExecutionFilter {
  private let status: String?
  private let workflowID: String?
  private let startedAfter: Int?
  private let startedBefore: Int?
  private let before: Int?
  private let listsWaiting: Bool

  init(_ call: Call, _ paging: Paging, listsWaiting: Bool) {
    status = call.request.parameter("status")
    workflowID = call.request.parameter("workflowId")
    startedAfter = call.request.parameter("startedAfter").flatMap(Timestamp.parse)
    startedBefore = call.request.parameter("startedBefore").flatMap(Timestamp.parse)
    if case .before(let id) = paging.position { before = Int(id) } else { before = nil }
    self.listsWaiting = listsWaiting
  }

  func accepts(_ execution: Execution) -> Bool {
    (listsWaiting || execution.status != .waiting)
      && (status == nil || execution.status.rawValue == status)
      && (workflowID == nil || execution.workflowID == workflowID)
      && startedAfter.map { execution.startedAt >= $0 } ?? true
      && startedBefore.map { execution.startedAt <= $0 } ?? true
      && before.map { execution.id < $0 } ?? true
  }
}
