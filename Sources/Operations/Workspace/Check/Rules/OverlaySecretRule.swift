import Governance
import JSON
import Ledger

/// Overlays are stored as they are: no secret stands in one, unless the policy lets it.
struct OverlaySecretRule: CheckRule {
  let name = "overlay-secret"

  func check(_ tree: CheckedTree) -> [CheckFinding] {
    let policy = tree.files["policies/secrets.json"]?.reading.value as? SecretPolicy
    return tree.tenants.flatMap { tenant in
      tenant.overlays.flatMap { overlay -> [CheckFinding] in
        let record = tenant.environments.first { $0.name == overlay.name }
        let allowsAll = record.flatMap { policy?.wanted(in: $0.value.class) } == .allow
        return overlay.value.entries.compactMap { entry in
          problem(with: entry, policy, allowsAll: allowsAll).map { finding($0, entry, overlay.file) }
        }
      }
    }
  }

  private func problem(with entry: OverlayEntry, _ policy: SecretPolicy?, allowsAll: Bool)
    -> OverlayError.Reason?
  {
    if entry.hasPlaceholder { return .placeholder }
    if allowsAll { return nil }
    let found = entry.secrets(in: nil, nodes: .none)
    return found.allSatisfy { policy?.allows($0, in: Slug(entry.workflow)) ?? false } ? nil : .secret
  }

  private func finding(_ reason: OverlayError.Reason, _ entry: OverlayEntry, _ file: CheckedFile)
    -> CheckFinding
  {
    file.finding(
      self, at: JSONPointer(tokens: [entry.workflow, entry.node, entry.pointer.description]), reason.rawValue,
      remedy:
        "Put it into a credential of n8n, remove the value with n8n-ops env overlay remove, and change a secret at its issuer."
    )
  }
}
