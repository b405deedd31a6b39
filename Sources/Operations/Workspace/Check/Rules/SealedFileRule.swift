import Governance
import JSON

/// The sealed file that a reference names is in the tree.
struct SealedFileRule: CheckRule {
  let name = "sealed-file"

  func check(_ tenant: CheckedTenant) -> [CheckFinding] {
    tenant.environments.flatMap { environment in
      [("apiKey", environment.value.apiKey), ("deployKey", environment.value.deployKey)].compactMap {
        member, reference -> CheckFinding? in
        guard case .sealedFile(let path) = reference?.source, !tenant.allPaths.contains(path) else {
          return nil
        }
        return environment.file.finding(
          self, at: JSONPointer().appending(member), "there is no \(path) in this tree",
          remedy:
            "Seal the value with `n8n-ops secret seal NAME`, which says the reference to write here, or correct the path."
        )
      }
    }
  }
}
