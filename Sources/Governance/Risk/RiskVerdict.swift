/// A risk, and why.
package struct RiskVerdict: Sendable, Hashable {
  package var risk: Risk
  /// The rule of `policies/risk.json` that gave it, with the node's category where that decided: `node:http`.
  package var rule: String
  /// Why, in words for a reviewer.
  package var reason: String
}
