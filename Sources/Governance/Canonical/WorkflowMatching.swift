package import JSON

/// Finds the canonical workflow that an unmanaged one most likely is (CAN-009).
package enum WorkflowMatching {
  /// A canonical workflow that an unmanaged one is compared with.
  package struct Candidate: Sendable {
    package var workflow: Slug
    package var name: String
    /// Content hashes it has in any environment.
    package var hashes: Set<String>
    /// Name and type of its nodes.
    package var nodes: Set<String>
    /// Whether it should be there and is not: then one of its name is it, made again, whatever became of its nodes.
    package var isMissing: Bool

    package init(
      workflow: Slug, name: String, hashes: Set<String>, nodes: Set<String>, isMissing: Bool = false
    ) {
      self.isMissing = isMissing
      self.workflow = workflow
      self.name = name
      self.hashes = hashes
      self.nodes = nodes
    }
  }

  /// What was found.
  package enum Result: Sendable, Hashable {
    /// One candidate fits, with what speaks for it.
    case match(Slug, evidence: String)
    /// Several fit equally well; a person has to choose.
    case ambiguous([Slug])
    case none
  }

  /// Least share of common nodes for two workflows of the same name.
  private static let sameNameSimilarity = 0.5
  /// Least share of common nodes for two workflows of different names.
  private static let otherNameSimilarity = 0.9

  /// By content hash first, then by name and common nodes, then by common nodes alone.
  package static func match(hash: String, name: String, nodes: Set<String>, among candidates: [Candidate])
    -> Result
  {
    let identical = candidates.filter { $0.hashes.contains(hash) }
    if let result = single(identical, evidence: { _ in "identical content" }) { return result }
    let named = candidates.filter {
      $0.name == name && ($0.isMissing || similarity(nodes, $0.nodes) >= sameNameSimilarity)
    }
    if let result = single(
      named, evidence: { "same name, \(percent(similarity(nodes, $0.nodes))) of the nodes" })
    {
      return result
    }
    let similar = candidates.filter { similarity(nodes, $0.nodes) >= otherNameSimilarity }
    let evidence = { (found: Candidate) in
      "other name, \(percent(similarity(nodes, found.nodes))) of the nodes"
    }
    return single(similar, evidence: evidence) ?? .none
  }

  /// Name and type of the nodes of a portable form, sticky notes left out.
  package static func nodes(of portable: JSON) -> Set<String> {
    let nodes = portable["nodes"]?.arrayValue ?? []
    return Set(
      nodes.compactMap { node in
        guard let type = node["type"]?.stringValue, type != "n8n-nodes-base.stickyNote" else { return nil }
        return "\(type)\u{0}\(node["name"]?.stringValue ?? "")"
      })
  }

  private static func single(_ found: [Candidate], evidence: (Candidate) -> String) -> Result? {
    guard let first = found.first else { return nil }
    return found.count == 1
      ? .match(first.workflow, evidence: evidence(first)) : .ambiguous(found.map(\.workflow).sorted())
  }

  /// Jaccard index: common nodes by all nodes; two workflows without nodes have nothing in common.
  private static func similarity(_ left: Set<String>, _ right: Set<String>) -> Double {
    let all = left.union(right).count
    return all == 0 ? 0 : Double(left.intersection(right).count) / Double(all)
  }

  private static func percent(_ share: Double) -> String { "\(Int((share * 100).rounded(.down))) %" }
}
