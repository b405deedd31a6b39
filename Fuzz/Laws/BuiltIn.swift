import Governance
import JSON
import Resources

/// The rules that the executable carries.
enum BuiltIn {
  static let normalization: NormalizationPolicy = {
    do {
      return try NormalizationPolicy(
        json("policies/normalization.json"),
        nodes: NodeKnowledge(lines: Resources.data("policies/node-knowledge.json") ?? []))
    } catch {
      fatalError("policies/normalization.json: \(error)")
    }
  }()

  static let risk: RiskPolicy = {
    do { return try RiskPolicy(json("policies/risk.json")) } catch {
      fatalError("policies/risk.json: \(error)")
    }
  }()

  private static func json(_ path: String) throws -> JSON {
    try JSON(parsing: Resources.data(path) ?? [])
  }
}
