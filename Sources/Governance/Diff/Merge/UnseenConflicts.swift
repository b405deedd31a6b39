import JSON

extension WorkflowMerge {
  /// Drops conflicts about parameters of nodes that do the same either way: what is left of an option that is switched
  /// off, for instance. No diff shows it, so nobody could decide it; ours stays, as for what n8n changes by itself. Where
  /// both sides changed what the node does, one of these changes would be lost without a word: it is asked about.
  mutating func settleUnseen(_ policy: NormalizationPolicy, base: JSON, ours mine: JSON, theirs other: JSON) {
    guard let choices else { return }
    let sides = [base, mine, other].map { UnseenConflicts.Parameters(of: $0, policy: policy).meanings }
    let ours = UnseenConflicts.Parameters(of: choices.ours, policy: policy)
    let theirs = UnseenConflicts.Parameters(of: choices.theirs, policy: policy)
    let disputed = Set(conflicts.filter(\.isAboutParameters).compactMap { $0.node.map { ExactText($0) } })
    let unseen = disputed.filter { name in
      let isOneSided = sides[0][name] == sides[1][name] || sides[0][name] == sides[2][name]
      return isOneSided && ours.meanings[name] != nil && ours.meanings[name] == theirs.meanings[name]
    }
    guard !unseen.isEmpty else { return }
    conflicts.removeAll { $0.isAboutParameters && $0.node.map { unseen.contains(ExactText($0)) } == true }
    if conflicts.isEmpty {
      self.choices = nil
    } else {
      self.choices?.theirs = UnseenConflicts.taking(ours, of: unseen, in: choices.theirs)
    }
  }
}

extension MergeConflict {
  fileprivate var isAboutParameters: Bool { pointer.tokens.first == "parameters" }
}

/// What the parameters of nodes say, in the draft and in what is published.
private enum UnseenConflicts {
  struct Parameters {
    /// Node -> for each version that has it, its parameters that say something.
    private(set) var meanings: [ExactText: [String: JSONObject]] = [:]
    /// Version -> node -> its parameters as they stand.
    private(set) var values: [String: [ExactText: JSON]] = [:]

    init(of workflow: JSON, policy: NormalizationPolicy) {
      for (version, document) in UnseenConflicts.versions(of: workflow) {
        for node in (document["nodes"]?.arrayValue ?? []).compactMap(WorkflowNode.init) {
          let name = ExactText(node.name)
          meanings[name, default: [:]][version] = SemanticParameters(policy: policy, node: node).value
          values[version, default: [:]][name] = node.json["parameters"]
        }
      }
    }
  }

  static func versions(of workflow: JSON) -> [(String, JSON)] {
    [("", workflow)] + (workflow["activeVersion"].map { [("activeVersion", $0)] } ?? [])
  }

  /// A workflow with the parameters that some nodes have on another side.
  static func taking(_ other: Parameters, of names: Set<ExactText>, in workflow: JSON) -> JSON {
    var result = workflow
    for (version, document) in versions(of: workflow) {
      for (index, element) in (document["nodes"]?.arrayValue ?? []).enumerated() {
        guard let node = WorkflowNode(element), names.contains(ExactText(node.name)),
          let parameters = other.values[version]?[ExactText(node.name)]
        else { continue }
        let place = (version.isEmpty ? [] : [version]) + ["nodes", "\(index)", "parameters"]
        result.set(parameters, at: JSONPointer(tokens: place))
      }
    }
    return result
  }
}
