import Governance
import JSON
import N8N

/// Members of a workflow that do not reach an instance, because its version does not take them.
struct LostMembers {
  /// Those that decide what runs, in words: `binaryMode`, `onError of the node Store`.
  private(set) var essential: [String] = []
  /// Those that are only for people, such as `nodeGroups` or the colour of a node.
  private(set) var cosmetic: [String] = []
  /// The content as it would arrive.
  private(set) var arriving: JSON

  /// What every version takes, or what has calls of its own.
  private static let always: Set<String> = ["name", "nodes", "connections", "settings", "tags", "active"]
  /// What is sent where it is taken.
  private static let optional: Set<String> = ["description", "nodeGroups", "pinData"]

  /// - Parameter isNew: whether the workflow is yet to be made; an update follows where only that takes a member.
  init(of content: JSON, isNew: Bool, _ capabilities: Capabilities, _ policy: NormalizationPolicy) {
    arriving = content
    let fields = Set(capabilities.updateFields + (isNew ? capabilities.createFields : []))
    let taken = Self.always.union(Self.optional.intersection(fields))
    for (name, value) in content.objectValue ?? [:] where !taken.contains(name) && !value.isNothing {
      note(name, isCosmetic: policy.cosmeticWorkflowFields.contains(name))
      _ = arriving.removeValue(at: JSONPointer(tokens: [name]))
    }
    for name in (content["settings"]?.objectValue ?? [:]).keys where !capabilities.acceptsSetting(name) {
      note(name, isCosmetic: false)
    }
    noteNodes(content["nodes"]?.arrayValue ?? [], Set(capabilities.nodeKeys), policy)
  }

  /// Whether all that would change a workflow is lost on the way.
  func isEverything(comparedWith present: JSON?) -> Bool {
    guard let present, !cosmetic.isEmpty else { return false }
    return arriving == present
  }

  private mutating func noteNodes(_ nodes: [JSON], _ taken: Set<String>, _ policy: NormalizationPolicy) {
    for (index, node) in nodes.enumerated() {
      let name = node["name"]?.stringValue ?? ""
      for (key, value) in node.objectValue ?? [:] where !taken.contains(key) && !value.isNull {
        note("\(key) of the node \(name)", isCosmetic: policy.cosmeticNodeFields.contains(key))
        _ = arriving.removeValue(at: JSONPointer(tokens: ["nodes", "\(index)", key]))
      }
    }
  }

  private mutating func note(_ words: String, isCosmetic: Bool) {
    if isCosmetic { cosmetic.append(words) } else { essential.append(words) }
  }
}
