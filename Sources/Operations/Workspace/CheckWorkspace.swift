import Git
package import Governance
import JSON
package import Ledger

/// Validates the tree of decisions: every file can be read, names are allowed, references lead somewhere.
package struct CheckWorkspace: Sendable {
  package struct Finding: Sendable, Hashable {
    package var path: String
    package var problem: String
  }

  private let workspace: Workspace

  package init(workspace: Workspace) { self.workspace = workspace }

  package func run() throws(OpsError) -> [Finding] {
    let tree = try workspace.mainTree()
    var findings: [Finding] = []
    do { _ = try Rules(tree: tree) } catch {
      findings.append(Finding(path: error.place ?? "policies/", problem: error.why ?? error.what))
    }
    for path in try readGit({ () throws(GitError) in try tree.files(under: "state/tenants") }) {
      do {
        try check(path, in: tree)
      } catch {
        findings.append(Finding(path: path, problem: error.why ?? error.what))
      }
    }
    for name in try readGit({ () throws(GitError) in try tree.folders(in: "state/tenants") }) {
      guard let slug = Slug(name) else {
        findings.append(Finding(path: "state/tenants/\(name)", problem: "the folder's name is no slug"))
        continue
      }
      findings += try references(TenantRoot(slug), in: tree)
    }
    return findings
  }

  private func check(_ path: String, in tree: LedgerTree) throws(OpsError) {
    let parts = path.split(separator: "/").map(String.init)
    guard parts.count > 3, path.hasSuffix(".json") else { return }
    switch (parts[3], parts.last) {
    case ("tenant.json", _): _ = try tree.value(Tenant.self, at: path)
    case ("team", _): _ = try tree.value(Member.self, at: path)
    case ("environments", "environment.json"): _ = try tree.value(EnvironmentRecord.self, at: path)
    case ("workflows", _): _ = try tree.value(CanonicalWorkflow.self, at: path)
    case ("credentials", _): _ = try tree.value(CredentialRecord.self, at: path)
    case ("pipelines", _): _ = try tree.value(Pipeline.self, at: path)
    case ("promotions", "promotion.json"): _ = try tree.value(Promotion.self, at: path)
    case ("incidents", _): _ = try tree.value(Incident.self, at: path)
    default:
      if let bytes = try readGit({ () throws(GitError) in try tree.bytes(at: path) }) {
        _ = try parse(bytes, at: path)
      }
    }
  }

  /// Pipelines, mappings and baselines name environments and workflows that exist.
  private func references(_ tenant: TenantRoot, in tree: LedgerTree) throws(OpsError) -> [Finding] {
    var findings: [Finding] = []
    var environments: [Slug: EnvironmentClass] = [:]
    for name in try readGit({ () throws(GitError) in try tree.folders(in: tenant.environments) }) {
      guard let slug = Slug(name),
        let record = try? tree.value(EnvironmentRecord.self, at: tenant.environment(slug))
      else { continue }
      environments[slug] = record.class
    }
    let workflows = (try? tree.values(CanonicalWorkflow.self, in: tenant.workflows)) ?? [:]
    for (name, pipeline) in (try? tree.values(Pipeline.self, in: tenant.pipelines)) ?? [:] {
      findings += PipelineRules.violations(in: pipeline, environments: environments)
        .map { Finding(path: tenant.pipeline(name), problem: $0) }
    }
    for (name, record) in workflows.sorted(by: { $0.key < $1.key }) {
      findings += record.mappings.keys.filter { environments[$0] == nil }.sorted()
        .map { Finding(path: tenant.workflow(name), problem: "environment \($0) does not exist") }
    }
    for environment in environments.keys.sorted() {
      let folder = tenant.baseline(environment)
      findings += try readGit { () throws(GitError) in try tree.documents(in: folder).map(\.name) }
        .filter { name in Slug(name).map { workflows[$0] == nil } ?? true }
        .map { Finding(path: "\(folder)/\($0).json", problem: "there is no canonical workflow of this name") }
    }
    return findings
  }
}
