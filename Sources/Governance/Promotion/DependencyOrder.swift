/// Puts workflows in the order in which they have to be written and published: what is called comes before
/// who calls it, since n8n refuses to publish a caller of an unpublished sub-workflow.
package enum DependencyOrder {
  /// Sorts by dependency, then by id. Calls in a circle cannot be sorted: their members stand in the order
  /// of their ids, after what they depend on outside the circle where possible.
  ///
  /// - Parameter dependencies: workflow -> the workflows it calls; those outside `workflows` do not count.
  package static func sorted(_ workflows: [Slug], dependencies: [Slug: Set<Slug>]) -> [Slug] {
    let members = Set(workflows)
    var waiting = members.sorted()
    var done: Set<Slug> = []
    var order: [Slug] = []
    while !waiting.isEmpty {
      let ready = waiting.filter { workflow in
        (dependencies[workflow] ?? []).allSatisfy {
          $0 == workflow || !members.contains($0) || done.contains($0)
        }
      }
      let next = ready.isEmpty ? [waiting[0]] : ready
      order.append(contentsOf: next)
      done.formUnion(next)
      waiting.removeAll { done.contains($0) }
    }
    return order
  }

  /// Everything that the selection needs, directly or not, with who needs it first; the selection itself is
  /// not in it.
  package static func closure(of selection: [Slug], dependencies: (Slug) -> Set<Slug>) -> [Slug: Slug] {
    var reasons: [Slug: Slug] = [:]
    var seen = Set(selection)
    var queue = selection
    while let workflow = queue.popLast() {
      for dependency in dependencies(workflow).sorted() where seen.insert(dependency).inserted {
        reasons[dependency] = workflow
        queue.append(dependency)
      }
    }
    return reasons
  }
}
