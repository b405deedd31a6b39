internal import JSON

extension Instance {
  /// GET /workflows. Items are kept written until the workflow changes.
  func listWorkflows(_ call: Call) throws(Refusal) -> Answer {
    var ids = matchingIDs(call)
    if behaviour.listsAllByAge, call.request.parameter("limit") == "0" {
      ids.sort { (workflows[$0]?.number ?? 0) < (workflows[$1]?.number ?? 0) }
    }
    let (range, cursor) = try pageRange(of: ids.count, call)
    let withoutPins = call.flag("excludePinnedData")
    let items = ids[range].compactMap { workflows[$0].map { listItem($0, withoutPins: withoutPins) } }
    var bytes = Array(#"{"data":["#.utf8)
    bytes.reserveCapacity(items.reduce(64) { $0 + $1.count + 1 })
    for (index, item) in items.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      bytes.append(contentsOf: item)
    }
    bytes.append(contentsOf: #"],"nextCursor":"#.utf8)
    bytes.append(contentsOf: cursor.bytes(.compact))
    bytes.append(UInt8(ascii: "}"))
    return Answer(written: bytes)
  }

  private func listItem(_ workflow: StoredWorkflow, withoutPins: Bool) -> [UInt8] {
    if let known = workflow.listItems[withoutPins] { return known }
    let missing = behaviour.shapes.missingInLists.union(withoutPins ? ["pinData"] : [])
    let bytes = WorkflowRendering(instance: self, occasion: .reading)
      .json(workflow, behaviour.shapes.list, leavingOut: missing).bytes(.compact)
    workflow.listItems[withoutPins] = bytes
    return bytes
  }

  private func matchingIDs(_ call: Call) -> [String] {
    let request = call.request
    let filters = ["active", "name", "tags", "projectId"].filter { request.parameter($0) != nil }
    guard !filters.isEmpty else { return workflowOrder }
    return workflowOrder.filter { id in
      guard let workflow = workflows[id] else { return false }
      return filters.allSatisfy { matches(workflow, filter: $0, request.parameter($0) ?? "") }
    }
  }

  private func matches(_ workflow: StoredWorkflow, filter: String, _ value: String) -> Bool {
    switch filter {
    case "active": return workflow.isActive == (value == "true")
    case "name": return workflow.name.lowercased().contains(value.lowercased()) || value.isEmpty
    case "projectId": return value == owner.projectID
    default:
      let names = Set(tags(of: workflow).map(\.name))
      return value.split(separator: ",").allSatisfy { names.contains(String($0)) }
    }
  }
}
