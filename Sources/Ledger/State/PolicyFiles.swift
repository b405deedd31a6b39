/// Where the policies lie in an ops repository.
package enum PolicyFiles {
  package static let environmentClasses = "policies/environment-classes.json"
  package static let drift = "policies/drift.json"
  package static let roles = "policies/roles.json"
  package static let secrets = "policies/secrets.json"
  package static let retention = "policies/retention.json"
  package static let plans = "policies/plans.json"
  package static let risk = "policies/risk.json"
  package static let normalization = "policies/normalization.json"
  /// Facts about node types; not a policy, always the built-in one.
  package static let nodeKnowledge = "policies/node-knowledge.json"
}
