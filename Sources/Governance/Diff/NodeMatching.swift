import JSON

/// Which node of the old workflow is which of the new one: by id and name, or by name where only the id is another; then
/// by id and type, by name and type, by name, by similarity.
struct NodeMatching {
  /// The pairs, in the order of the new nodes.
  private(set) var pairs: [(old: WorkflowNode, new: WorkflowNode)] = []
  private(set) var removed: [WorkflowNode] = []
  private(set) var added: [WorkflowNode] = []

  init(old: [WorkflowNode], new: [WorkflowNode]) {
    var search = NodeSearch(old: old, new: new)
    search.match {
      ExactText($0.id, $0.name)
    } accept: { _, _ in
      true
    }
    // Before ids are looked at alone: a node that is there as it was is itself, whoever has its id now.
    search.match {
      ExactText($0.name)
    } accept: {
      $0.withoutIdentity == $1.withoutIdentity
    }
    search.match {
      $0.id.map(ExactText.init)
    } accept: {
      $0.type == $1.type
    }
    // A document by hand may have the same name twice, for a note and for a node that runs.
    search.match {
      ExactText("\($0.type)\u{0}\($0.name)")
    } accept: { _, _ in
      true
    }
    search.match {
      ExactText($0.name)
    } accept: { _, _ in
      true
    }
    search.matchSimilar()
    for (index, node) in new.enumerated() {
      if let partner = search.partners[index] {
        pairs.append((old[partner], node))
      } else {
        added.append(node)
      }
    }
    removed = old.indices.filter { search.isFreeOld[$0] }.map { old[$0] }
  }

  /// New name of each node that is still there under another name, but for those of types that never run: nothing
  /// refers to them, and another node may have their name.
  func renames(butFor types: NameSet) -> [ExactText: String] {
    var result: [ExactText: String] = [:]
    for (old, new) in pairs where !old.name.isExactly(new.name) {
      if types.contains(old.type) && types.contains(new.type) { continue }
      result[ExactText(old.name)] = new.name
    }
    return result
  }
}

extension WorkflowNode {
  fileprivate var withoutIdentity: JSONObject { json.filter { key, _ in key != "id" && key != "position" } }
}

extension ExactText {
  fileprivate init?(_ id: String?, _ name: String) {
    guard let id else { return nil }
    self.init("\(id)\u{0}\(name)")
  }
}

/// The state of a matching: who is still free.
private struct NodeSearch {
  let old: [WorkflowNode]
  let new: [WorkflowNode]
  var isFreeOld: [Bool]
  /// Index in `new` -> index in `old`.
  var partners: [Int: Int] = [:]

  init(old: [WorkflowNode], new: [WorkflowNode]) {
    self.old = old
    self.new = new
    isFreeOld = Array(repeating: true, count: old.count)
  }

  /// Pairs free nodes with the same key; keys that stand for more than one free node of a side say nothing.
  mutating func match(
    by key: (WorkflowNode) -> ExactText?, accept: (WorkflowNode, WorkflowNode) -> Bool
  ) {
    var places: [ExactText: [Int]] = [:]
    for index in old.indices where isFreeOld[index] {
      if let key = key(old[index]) { places[key, default: []].append(index) }
    }
    var counts: [ExactText: Int] = [:]
    let free = new.indices.filter { partners[$0] == nil }
    for index in free { if let key = key(new[index]) { counts[key, default: 0] += 1 } }
    for index in free {
      guard let key = key(new[index]), counts[key] == 1, let found = places[key], found.count == 1,
        accept(old[found[0]], new[index])
      else { continue }
      pair(found[0], index)
    }
  }

  /// Pairs what is left of the same type, the most similar first, where more than half of the parameters are the
  /// same, or nearly. Where so many are left that comparing each with each takes long, first those that stand in their place; if
  /// still too many are left, nothing is the same workflow any more.
  mutating func matchSimilar() {
    if !canCompareAll {
      match {
        ExactText("\($0.type)\u{0}\($0.position.snapped)")
      } accept: {
        NodeLikeness.isSimilar(NodeLikeness($0).score(NodeLikeness($1), comparingTexts: false))
      }
    }
    guard canCompareAll else { return }
    let freeNew = new.indices.filter { partners[$0] == nil }.map { ($0, NodeLikeness(new[$0])) }
    let freeOld = old.indices.filter { isFreeOld[$0] }.map { ($0, NodeLikeness(old[$0])) }
    let texts = NodeLikeness.canCompareTexts(freeOld.map(\.1), freeNew.map(\.1))
    var candidates: [(score: Double, old: Int, new: Int)] = []
    for (newIndex, after) in freeNew {
      for (oldIndex, before) in freeOld where before.type == after.type {
        let score = before.score(after, comparingTexts: texts)
        if NodeLikeness.isSimilar(score) { candidates.append((score, oldIndex, newIndex)) }
      }
    }
    candidates.sort { ($1.score, $0.old, $0.new) < ($0.score, $1.old, $1.new) }
    for candidate in candidates where isFreeOld[candidate.old] && partners[candidate.new] == nil {
      pair(candidate.old, candidate.new)
    }
  }

  /// Whether so few are left that each of one side can be compared with each of the other.
  private var canCompareAll: Bool {
    new.indices.count { partners[$0] == nil } * old.indices.count { isFreeOld[$0] } <= 40_000
  }

  private mutating func pair(_ oldIndex: Int, _ newIndex: Int) {
    isFreeOld[oldIndex] = false
    partners[newIndex] = oldIndex
  }
}
