import Ledger

/// A tenant has a `tenant.json`: without it the program passes over the whole folder.
struct TenantFileRule: CheckRule {
  let name = "tenant-file"

  func check(_ tree: CheckedTree) -> [CheckFinding] {
    tree.tenants.map(\.root).filter { !tree.paths.contains($0.tenantFile) }.map { tenant in
      CheckFinding(
        rule: name, path: tenant.tenantFile,
        problem: "the file is missing, so the program does not know the tenant, whatever else its folder has",
        remedy:
          "Bring it back from the commit before the one that `git log -1 -- \(tenant.tenantFile)` shows, or remove the folder with git rm -r \(tenant.folder)."
      )
    }
  }
}
