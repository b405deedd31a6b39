import Git
package import Governance
import JSON
import Resources

/// The policies in force: those of the ops repository, and the built-in ones where it has none.
package struct Rules: Sendable {
  package let guards: GuardPolicy
  package let drift: DriftPolicy
  package let risk: RiskPolicy
  package let normalization: NormalizationPolicy

  package init(tree: LedgerTree) throws(OpsError) {
    guards = try StateCoding.value(
      GuardPolicy.self, from: try Rules.bytes(PolicyFiles.environmentClasses, in: tree),
      at: PolicyFiles.environmentClasses)
    drift = try StateCoding.value(
      DriftPolicy.self, from: try Rules.bytes(PolicyFiles.drift, in: tree), at: PolicyFiles.drift)
    do {
      let nodes = try NodeKnowledge(try JSON(parsing: Rules.builtIn(PolicyFiles.nodeKnowledge)))
      normalization = try NormalizationPolicy(
        try JSON(parsing: Rules.bytes(PolicyFiles.normalization, in: tree)), nodes: nodes)
      risk = try RiskPolicy(try JSON(parsing: Rules.bytes(PolicyFiles.risk, in: tree)))
    } catch let error as OpsError {
      throw error
    } catch {
      throw OpsError(
        "A policy cannot be used", at: "policies/", because: "\(error)",
        remedy: "Correct the file, or remove it to use the built-in policy.")
    }
  }

  private static func bytes(_ path: String, in tree: LedgerTree) throws(OpsError) -> [UInt8] {
    if let own = try readGit({ () throws(GitError) in try tree.bytes(at: path) }) { return own }
    return try builtIn(path)
  }

  private static func builtIn(_ path: String) throws(OpsError) -> [UInt8] {
    guard let bytes = Resources.data(path) else {
      throw OpsError("A built-in file is missing from this executable", at: path, remedy: "Install n8n-ops again.")
    }
    return bytes
  }
}
