import Digest
package import JSON

/// Takes the secrets out of what an instance shows, before anything of it is stored. Pure: the values that have to be
/// kept are handed back.
package struct SecretSealing: Sendable {
  /// A workflow without its secrets.
  package struct Result: Sendable {
    package var workflow: JSON
    /// Id -> value of what was sealed.
    package var values: [String: String] = [:]
    /// What was found and not allowed, for people: kinds and nodes, never values.
    package var findings: [SecretFinding] = []
  }

  /// What is done with a finding.
  package let action: SecretPolicy.Action
  private let policy: SecretPolicy
  private let scanner: SecretScanner
  private let key: [UInt8]?

  /// - Parameter key: of the keyed hash that makes the ids; nil where no service key is configured.
  package init(
    policy: SecretPolicy, nodes: NodeKnowledge, class environmentClass: EnvironmentClass, key: [UInt8]?
  ) {
    self.policy = policy
    scanner = SecretScanner(nodes: nodes)
    self.key = key
    action = policy.action(in: environmentClass, hasKey: key != nil)
  }

  /// Tells one key of placeholders from another and says nothing else about it; nil without one.
  package var keyName: String? {
    key.map { Digest.hmacSHA256(key: $0, Array("n8n-ops name of the key 1".utf8)).hex }
  }

  /// The workflow, in portable form, with placeholders.
  ///
  /// - Parameter keeping: values that stay: the approved content has them in the clear already, so that taking them
  ///   out of what is observed would hide nothing and would look like drift.
  package func seal(_ workflow: JSON, of canonical: Slug?, keeping: Set<String> = []) -> Result {
    // Without a key nothing is ever opened, so that nothing needs to be disarmed; and nothing is paid for.
    if action == .allow, key == nil { return Result(workflow: workflow) }
    var result = Result(workflow: workflow.mappingStrings(SecretPlaceholder.disarmed))
    guard action != .allow else { return result }
    let findings = scanner.findings(in: result.workflow, limit: nil).filter {
      !policy.allows($0, in: canonical)
    }
    for (pointer, found) in Dictionary(grouping: findings, by: \.pointer) {
      guard let text = result.workflow.value(at: pointer)?.stringValue else { continue }
      var bytes = Array(text.utf8)
      // From the end, so that the ranges before it stay right; of two that overlap the later one goes.
      var start = bytes.count
      for finding in found.sorted(by: { $0.range.lowerBound > $1.range.lowerBound }) {
        guard finding.range.upperBound <= start else { continue }
        let value = String(decoding: bytes[finding.range], as: UTF8.self)
        guard !keeping.contains(value) else { continue }
        start = finding.range.lowerBound
        result.findings.append(finding)
        bytes.replaceSubrange(finding.range, with: Array(placeholder(for: value, in: &result).utf8))
      }
      _ = result.workflow.set(.string(String(decoding: bytes, as: UTF8.self)), at: pointer)
    }
    result.findings.sort { ("\($0.pointer)", $0.range.lowerBound) < ("\($1.pointer)", $1.range.lowerBound) }
    return result
  }

  /// The secrets that the content has in the clear.
  package func values(in workflow: JSON) -> Set<String> {
    if action == .allow { return [] }
    return Set(SecretFinding.values(of: scanner.findings(in: workflow, limit: nil), in: workflow))
  }

  private func placeholder(for value: String, in result: inout Result) -> String {
    let id = key.map { key in
      String(
        Digest.hmacSHA256(key: key, Array("n8n-ops secret 1\0\(value)".utf8)).hex.prefix(
          SecretPlaceholder.digits))
    }
    guard action == .seal, let id else { return SecretPlaceholder.redacted(id) }
    result.values[id] = value
    return SecretPlaceholder.sealed(id)
  }
}
