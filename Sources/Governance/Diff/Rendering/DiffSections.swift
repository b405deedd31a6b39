/// The changes of a diff by what they are about, in order: the workflow, then one section for each node.
struct DiffSections {
  struct Section {
    /// The node's name; nil for the workflow itself.
    let node: String?
    let nodeType: String?
    var changes: [WorkflowChange]
  }

  let sections: [Section]

  init(_ diff: WorkflowDiff) {
    var workflow = Section(node: nil, nodeType: nil, changes: [])
    var nodes: [Section] = []
    var places: [ExactText: Int] = [:]
    for change in diff.changes {
      guard let node = change.node else {
        workflow.changes.append(change)
        continue
      }
      if let place = places[ExactText(node)] {
        nodes[place].changes.append(change)
      } else {
        places[ExactText(node)] = nodes.count
        nodes.append(Section(node: node, nodeType: change.nodeType, changes: [change]))
      }
    }
    sections = (workflow.changes.isEmpty ? [] : [workflow]) + nodes
  }
}
