import JSON

/// The document is one that n8n takes: from 2.30 on it refuses the others, and a refused write has still saved its
/// content (recordings, table "Structure" and trap 1).
struct StructureRule: PreflightRule {
  let name = "structure"

  func check(_ facts: PreflightFacts) -> PreflightCheck {
    failed(
      facts.items.flatMap { item in problems(in: item.content).map { "\(item.workflow): \($0)" } },
      orPassed: "names and ids of nodes are unique, every connection leads somewhere",
      remedy: "Mend the workflow in \(facts.source).")
  }

  private func problems(in workflow: JSON) -> [String] {
    var found: [String] = []
    var names: Set<String> = []
    var ids: Set<String> = []
    for node in workflow["nodes"]?.arrayValue ?? [] {
      let name = node["name"]?.stringValue ?? ""
      if name.isEmpty { found.append("a node has no name") }
      if !names.insert(name).inserted { found.append("two nodes are named \(name)") }
      if let id = node["id"]?.stringValue, !ids.insert(id).inserted {
        found.append("two nodes have the id \(id)")
      }
      if node["type"]?.stringValue == nil { found.append("node \(name) has no type") }
      if node["position"]?.arrayValue?.count != 2 { found.append("node \(name) has no position") }
    }
    for (source, outputs) in workflow["connections"]?.objectValue ?? JSONObject() {
      if !names.contains(source) { found.append("a connection comes from \(source), which does not exist") }
      for target in targets(of: outputs) where !names.contains(target) {
        found.append("\(source) is connected to \(target), which does not exist")
      }
    }
    return found
  }

  private func targets(of outputs: JSON) -> [String] {
    (outputs.objectValue ?? JSONObject()).flatMap { _, slots in
      (slots.arrayValue ?? []).flatMap { slot in
        (slot.arrayValue ?? []).compactMap { $0["node"]?.stringValue }
      }
    }
  }
}
