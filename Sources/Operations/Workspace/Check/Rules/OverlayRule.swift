import JSON

/// An overlay is about workflows that exist.
struct OverlayRule: CheckRule {
  let name = "overlay"

  func check(_ tenant: CheckedTenant) -> [CheckFinding] {
    tenant.overlays.flatMap { overlay in
      guard case .success(.object(let object)) = overlay.file.content else { return [CheckFinding]() }
      return object.keys.filter { $0 != "$schema" && !tenant.workflowNames.contains($0) }.map { workflow in
        overlay.file.finding(
          self, at: JSONPointer().appending(workflow), isAboutName: true,
          "there is no canonical workflow of this name",
          remedy: "Write the canonical id, which `n8n-ops canonical matrix` shows, or remove the values.")
      }
    }
  }
}
