import Governance
import JSON
import Ledger

extension OperationContext {
  /// Undo entries as they may lie in Git: what n8n told has its secrets in the clear.
  ///
  /// - Parameter sealing: tells whether they may lie there as they are where nothing can be sealed.
  func sealed(_ entries: [UndoEntry], by sealing: SecretSealing) throws(OpsError) -> [UndoEntry] {
    guard let serviceKey else {
      for entry in entries where sealing.action != .allow {
        let document = entry.document ?? .null
        guard sealing.values(in: document).isEmpty,
          sealing.values(in: document["activeVersion"] ?? .null).isEmpty
        else {
          throw OpsError(
            "What runs in the target cannot be kept for the way back, so nothing was written",
            at: entry.workflow.text,
            because: "it holds a secret in the clear, and there is no service key to seal it with",
            remedy: "Set \(ServiceKey.variable).")
        }
      }
      return entries
    }
    var result: [UndoEntry] = []
    for entry in entries {
      var sealed = entry
      if let document = entry.document {
        let bytes = try serviceKey.seal(document.bytes(.compact), policy: rules.secrets)
        sealed.sealed = String(decoding: bytes, as: UTF8.self)
        sealed.document = nil
      }
      result.append(sealed)
    }
    return result
  }

  /// Undo entries as a deployment needs them.
  func opened(_ entries: [Slug: UndoEntry]) throws(OpsError) -> [Slug: UndoEntry] {
    var result = entries
    for (workflow, entry) in entries {
      guard let sealed = entry.sealed else { continue }
      guard let serviceKey else { throw OperationContext.noServiceKey() }
      result[workflow]?.document = try parse(
        try serviceKey.open(Array(sealed.utf8)), at: "undo of \(workflow)")
    }
    return result
  }
}
