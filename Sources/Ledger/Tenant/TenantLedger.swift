/// Everything that the ledger knows of one tenant; reads only.
package struct TenantLedger: Sendable {
  package let workspace: Workspace
  package let tenant: TenantRoot
  package let rules: Rules

  package init(workspace: Workspace, tenant: TenantRoot, rules: Rules) {
    self.workspace = workspace
    self.tenant = tenant
    self.rules = rules
  }
}
