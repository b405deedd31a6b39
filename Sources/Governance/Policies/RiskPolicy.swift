package import JSON

/// Which changes are how risky (`policies/risk.json`): categories of node types, and rules of which the first that
/// matches decides.
package struct RiskPolicy: Sendable {
  /// The version of the rules.
  package var version: Int
  /// The categories, of which the first that matches a type is its category.
  package var categories: [NodeCategory]
  /// The verdict on nodes of no category.
  package var unknownNodeType: NodeCategory
  /// The rules, in order.
  package var rules: [RiskRule]
  /// The verdict where no rule matches.
  package var otherwise: RiskVerdict

  /// Reads `policies/risk.json`.
  package init(_ json: JSON) throws(PolicyError) {
    let reader = try PolicyReader(json, policy: "risk")
    try reader.allow("categories", "otherwise", "rules", "unknownNodeType", "version")
    version = try reader.int("version")
    categories = []
    for child in try reader.children("categories") { categories.append(try NodeCategory(child)) }
    let unknown = try reader.child("unknownNodeType")
    try unknown.allow("reason", "risk")
    unknownNodeType = NodeCategory(
      name: "unknown", match: NodeMatch(), risk: try unknown.risk("risk"),
      reason: try unknown.string("reason"))
    rules = []
    for child in try reader.children("rules") { rules.append(try RiskRule(child)) }
    let rest = try reader.child("otherwise")
    try rest.allow("reason", "risk", "rule")
    otherwise = RiskVerdict(
      risk: try rest.risk("risk"), rule: try rest.string("rule"), reason: try rest.string("reason"))
  }

  /// The category of a node type; ``unknownNodeType`` where none matches.
  package func category(of type: String, nodes: NodeKnowledge) -> NodeCategory {
    categories.first { $0.match.matches(type, nodes: nodes) } ?? unknownNodeType
  }
}

/// A kind of node types that are equally risky.
package struct NodeCategory: Sendable, Hashable {
  /// `http`, `code`, `trigger`, ...; `unknown` for what no category has.
  package var name: String
  package var match: NodeMatch
  /// The risk of adding, removing or changing such a node.
  package var risk: Risk
  /// Why, as the end of a sentence about the node.
  package var reason: String
}

/// Which node types belong to a category: those that are named, or match a pattern, or have a flag.
package struct NodeMatch: Sendable, Hashable {
  package var types: Set<String> = []
  /// Types with `*` at one end for anything.
  package var patterns: [String] = []
  /// `trigger`, `webhook`, `polling`, as ``NodeKnowledge`` has them.
  package var flags: Set<String> = []
  /// Whether a pattern counts only for types that ``NodeKnowledge`` has.
  package var onlyKnown = false

  /// Whether the type belongs to it, or the type whose tool form it is.
  package func matches(_ type: String, nodes: NodeKnowledge) -> Bool {
    if types.contains(type) { return true }
    let knowledge = nodes.type(type)
    if let knowledge {
      if flags.contains("trigger") && knowledge.isTrigger { return true }
      if flags.contains("webhook") && knowledge.hasWebhook { return true }
      if knowledge.isToolForm && types.contains(String(type.dropLast(4))) { return true }
    }
    guard knowledge != nil || !onlyKnown else { return false }
    return patterns.contains { Self.matches($0, type) }
  }

  private static func matches(_ pattern: String, _ type: String) -> Bool {
    if pattern.hasPrefix("*") { return type.lowercased().hasSuffix(pattern.dropFirst().lowercased()) }
    if pattern.hasSuffix("*") { return type.hasPrefix(pattern.dropLast()) }
    return pattern == type
  }
}

/// One rule: which changes it is about, and their risk.
package struct RiskRule: Sendable, Hashable {
  /// Its name, which verdicts carry.
  package var name: String
  /// The kinds of change; empty for all.
  package var changes: Set<String>
  /// JSON Pointers, of which one must be the change's or lead to it; empty for all.
  package var pointers: [String]
  /// Node types; empty for all.
  package var types: Set<String>
  /// Whether it is about cosmetic changes only.
  package var onlyCosmetic: Bool
  /// The risk; nil where the node's category decides.
  package var risk: Risk?
  /// Why; empty where the node's category says.
  package var reason: String
}

extension NodeCategory {
  init(_ reader: PolicyReader) throws(PolicyError) {
    try reader.allow("match", "name", "reason", "risk")
    let match = try reader.child("match")
    try match.allow("flags", "known", "patterns", "types")
    self.init(
      name: try reader.string("name"),
      match: NodeMatch(
        types: Set(try match.optionalStrings("types")), patterns: try match.optionalStrings("patterns"),
        flags: Set(try match.optionalStrings("flags")),
        onlyKnown: try match.bool("known", default: false)),
      risk: try reader.risk("risk"), reason: try reader.string("reason"))
  }
}

extension RiskRule {
  init(_ reader: PolicyReader) throws(PolicyError) {
    try reader.allow("match", "reason", "risk", "rule")
    let match = try reader.child("match")
    try match.allow("changes", "cosmetic", "pointers", "types")
    let isByCategory = try reader.string("risk") == "category"
    let changes = try match.optionalStrings("changes")
    for change in changes where WorkflowChange.Kind.name(change) == nil {
      throw match.error("changes", "\(change) is no kind of change")
    }
    self.init(
      name: try reader.string("rule"), changes: Set(changes), pointers: try match.optionalStrings("pointers"),
      types: Set(try match.optionalStrings("types")),
      onlyCosmetic: try match.bool("cosmetic", default: false),
      risk: isByCategory ? nil : try reader.risk("risk"),
      reason: isByCategory ? "" : try reader.string("reason"))
  }
}

extension PolicyReader {
  fileprivate func optionalStrings(_ key: String) throws(PolicyError) -> [String] {
    has(key) ? try strings(key) : []
  }

  fileprivate func risk(_ key: String) throws(PolicyError) -> Risk {
    guard let risk = Risk(rawValue: try string(key)) else { throw error(key, "must be LOW, MEDIUM or HIGH") }
    return risk
  }
}
