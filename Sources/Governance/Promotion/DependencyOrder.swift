/// Puts workflows in the order in which they have to be written and published: what is called comes before
/// who calls it, since n8n refuses to publish a caller of an unpublished sub-workflow.
package enum DependencyOrder {
  /// Sorts by dependency, then by id. Calls in a circle cannot be sorted: the members of a circle stand together,
  /// in the order of their ids, after what they call outside it and before who calls them from outside.
  ///
  /// - Parameter dependencies: workflow -> the workflows it calls; those outside `workflows` do not count.
  package static func sorted(_ workflows: [Slug], dependencies: [Slug: Set<Slug>]) -> [Slug] {
    let members = Set(workflows)
    var search = CircleSearch(calls: { (dependencies[$0] ?? []).intersection(members).sorted() })
    for workflow in members.sorted() { search.visit(workflow) }
    return search.order
  }
}

/// Tarjan's search for strongly connected components, without recursion ("Depth-first search and linear graph
/// algorithms", 1972). It finds a component after all that can be reached from it: the order that is wanted.
private struct CircleSearch {
  /// A workflow whose calls are being followed.
  private struct Visit {
    let workflow: Slug
    var rest: ArraySlice<Slug>
  }

  private let calls: (Slug) -> [Slug]
  private(set) var order: [Slug] = []
  /// When each workflow was found, and the earliest one on the path that it leads back to.
  private var found: [Slug: Int] = [:]
  private var earliest: [Slug: Int] = [:]
  private var visits: [Visit] = []
  /// Workflows whose circle is not complete yet.
  private var open: [Slug] = []
  private var isOpen: Set<Slug> = []

  init(calls: @escaping (Slug) -> [Slug]) { self.calls = calls }

  mutating func visit(_ root: Slug) {
    guard found[root] == nil else { return }
    begin(root)
    while let last = visits.indices.last {
      guard let called = visits[last].rest.popFirst() else {
        end(visits.removeLast().workflow)
        continue
      }
      if found[called] == nil {
        begin(called)
      } else if isOpen.contains(called) {
        lower(visits[last].workflow, to: found[called])
      }
    }
  }

  private mutating func begin(_ workflow: Slug) {
    earliest[workflow] = found.count
    found[workflow] = found.count
    open.append(workflow)
    isOpen.insert(workflow)
    visits.append(Visit(workflow: workflow, rest: calls(workflow)[...]))
  }

  private mutating func end(_ workflow: Slug) {
    if let caller = visits.last?.workflow { lower(caller, to: earliest[workflow]) }
    guard earliest[workflow] == found[workflow] else { return }
    var circle: [Slug] = []
    while let member = open.popLast() {
      isOpen.remove(member)
      circle.append(member)
      if member == workflow { break }
    }
    order += circle.sorted()
  }

  private mutating func lower(_ workflow: Slug, to number: Int?) {
    guard let number, let present = earliest[workflow] else { return }
    earliest[workflow] = min(present, number)
  }
}
