import Governance
import JSON

/// An overlay is about workflows that exist, and about places that their approved content has.
struct OverlayRule: CheckRule {
  let name = "overlay"

  func check(_ tenant: CheckedTenant) -> [CheckFinding] {
    tenant.overlays.flatMap { overlay in unknownWorkflows(overlay, tenant) + unknownPlaces(overlay, tenant) }
  }

  private func unknownWorkflows(_ overlay: CheckedTenant.Record<Overlay>, _ tenant: CheckedTenant)
    -> [CheckFinding]
  {
    guard case .success(.object(let object)) = overlay.file.content else { return [] }
    return object.keys.filter { $0 != "$schema" && !tenant.workflowNames.contains($0) }.map { workflow in
      overlay.file.finding(
        self, at: JSONPointer().appending(workflow), isAboutName: true,
        "there is no canonical workflow of this name",
        remedy: "Write the canonical id, which `n8n-ops canonical matrix` shows, or remove the values.")
    }
  }

  private func unknownPlaces(_ overlay: CheckedTenant.Record<Overlay>, _ tenant: CheckedTenant)
    -> [CheckFinding]
  {
    (tenant.baselines[overlay.name] ?? []).flatMap { baseline -> [CheckFinding] in
      guard case .success(let content) = baseline.content else { return [] }
      return overlay.value.problems(in: content, workflow: baseline.stem).map { problem in
        overlay.file.finding(
          self, at: JSONPointer(tokens: [problem.workflow, problem.node, problem.pointer]),
          "\(problem.reason.rawValue)",
          remedy: "Write a node and a place of the approved content, or remove the value.")
      }
    }
  }
}
