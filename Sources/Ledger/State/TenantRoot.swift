package import Governance

/// Where a tenant lives. All code takes a root; nothing else knows the tenant's place in the tree.
package struct TenantRoot: Sendable, Hashable {
  package let tenant: Slug

  package init(_ tenant: Slug) { self.tenant = tenant }

  /// Folder of the tenant, without a slash at its end.
  package var folder: String { "state/tenants/\(tenant)" }

  package var tenantFile: String { "\(folder)/tenant.json" }
  package var team: String { "\(folder)/team" }
  package var environments: String { "\(folder)/environments" }
  package var workflows: String { "\(folder)/workflows" }
  package var credentials: String { "\(folder)/credentials" }
  package var pipelines: String { "\(folder)/pipelines" }
  package var promotions: String { "\(folder)/promotions" }
  package var incidents: String { "\(folder)/incidents" }

  package func member(_ member: Slug) -> String { "\(team)/\(member).json" }
  package func environment(_ environment: Slug) -> String {
    "\(environments)/\(environment)/environment.json"
  }
  package func overlay(_ environment: Slug) -> String { "\(environments)/\(environment)/overlay.json" }
  package func baseline(_ environment: Slug) -> String { "\(environments)/\(environment)/baseline" }

  package func baseline(_ environment: Slug, _ workflow: Slug) -> String {
    "\(baseline(environment))/\(workflow).json"
  }

  package func workflow(_ workflow: Slug) -> String { "\(workflows)/\(workflow).json" }
  package func credential(_ credential: Slug) -> String { "\(credentials)/\(credential).json" }
  package func pipeline(_ pipeline: Slug) -> String { "\(pipelines)/\(pipeline).json" }
  package func promotion(_ id: RecordID) -> String { "\(promotions)/\(id)/promotion.json" }
  package func summary(_ id: RecordID) -> String { "\(promotions)/\(id)/summary.md" }
  package func incident(_ id: RecordID) -> String { "\(incidents)/\(id).json" }

  /// Branch of what runs in an environment.
  package func observedBranch(_ environment: Slug) -> String { "observed/\(tenant)/\(environment)" }
  /// Branch of a proposal.
  package func promotionBranch(_ id: RecordID) -> String { "promotion/\(tenant)/\(id)" }
  /// Branch of a decision that waits for its merge since the class policy wants an approval.
  package func changeBranch(_ id: RecordID) -> String { "change/\(tenant)/\(id)" }
  /// Tag of a snapshot.
  package func snapshotTag(_ environment: Slug, _ id: RecordID) -> String {
    "snapshot/\(tenant)/\(environment)/\(id)"
  }
  /// History-free refs.
  package func statusRef(_ environment: Slug) -> String { "refs/n8n-ops/status/\(tenant)/\(environment)" }
  package var jobsRef: String { "refs/n8n-ops/jobs/\(tenant)" }
  /// Encrypted values of secrets that were found in workflows.
  package var sealedRef: String { "refs/n8n-ops/sealed/\(tenant)" }
  package func undoRef(_ promotion: RecordID) -> String { "\(undoRefs)\(promotion)" }
  /// What the names of all such refs begin with.
  package var undoRefs: String { "refs/n8n-ops/undo/\(tenant)/" }
  package var promotionBranches: String { "refs/heads/promotion/\(tenant)/" }
  package var changeBranches: String { "refs/heads/change/\(tenant)/" }
}
