/// Approved content belongs to a workflow and to an environment that exist.
struct BaselineRule: CheckRule {
  let name = "baseline-identity"

  func check(_ tenant: CheckedTenant) -> [CheckFinding] {
    tenant.baselines.sorted { $0.key < $1.key }.flatMap { environment, files in
      files.compactMap { file in
        guard tenant.environmentNames.contains(environment) else {
          return file.finding(
            self, "environment \(environment) does not exist",
            remedy: "Add it with `n8n-ops env add`, or remove the folder.")
        }
        guard !tenant.workflowNames.contains(file.stem) else { return nil }
        return file.finding(
          self, "there is no canonical workflow of this name",
          remedy: "Onboard it with `n8n-ops canonical onboard`, or remove the file.")
      }
    }
  }
}
