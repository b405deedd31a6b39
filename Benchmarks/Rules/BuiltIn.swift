import Governance
import JSON
import Resources

/// The rules that the executable carries.
enum BuiltIn {
  static func normalization() throws -> NormalizationPolicy {
    try NormalizationPolicy(
      json("policies/normalization.json"),
      nodes: NodeKnowledge(lines: Resources.data("policies/node-knowledge.json") ?? []))
  }

  static func risk() throws -> RiskPolicy { try RiskPolicy(json("policies/risk.json")) }

  private static func json(_ path: String) throws -> JSON {
    try JSON(parsing: Resources.data(path) ?? [])
  }
}
