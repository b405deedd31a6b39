import Foundation
import Git
package import Governance
import JSON
package import Ledger
import Resources

/// Renders a tenant's site into a folder. The same commits give the same bytes.
package struct SiteBuild: Sendable {
  package struct Report: Sendable {
    /// Pages of the site.
    package var pages = 0
    /// Files that were new or other than before.
    package var written = 0

    package var summary: String { "\(pages) pages, \(written) files written" }
  }

  private let ledger: TenantLedger

  package init(_ ledger: TenantLedger) { self.ledger = ledger }

  /// Writes what changed, takes away what is no longer made, and leaves files of others alone.
  ///
  /// - Parameter isDryRun: nothing is written, and the report tells what would be.
  package func write(into folder: String, isDryRun: Bool = false) throws(OpsError) -> Report {
    let renderer = try renderer()
    let facts = try SiteFacts(ledger)
    var writer = try SiteWriter(folder: folder, isDryRun: isDryRun)
    try add(facts.overview(), renderer, &writer)
    try add(facts.environmentsPage(), renderer, &writer)
    for page in facts.matrixPages() { try add(page, renderer, &writer) }
    try addWorkflows(facts, renderer, &writer)
    for page in try facts.credentialsPages() { try add(page, renderer, &writer) }
    try add(facts.promotionsPage(), renderer, &writer)
    for promotion in facts.proposals + facts.decided {
      try add(facts.promotionPage(promotion), renderer, &writer)
    }
    try add(facts.incidentsPage(), renderer, &writer)
    for incident in facts.incidents { try add(facts.incidentPage(incident), renderer, &writer) }
    try add(facts.activityPage(), renderer, &writer)
    let status = StatusFiles(facts.chips)
    try writer.put(status.json(), at: "status.json")
    try writer.put(status.svg(), at: "status.svg")
    for (path, bytes) in renderer.assets { try writer.put(bytes, at: path) }
    try writer.finish()
    return Report(pages: writer.pages, written: writer.written)
  }

  private func addWorkflows(_ facts: SiteFacts, _ renderer: SiteRenderer, _ writer: inout SiteWriter)
    throws(OpsError)
  {
    var rows: [WorkflowsPage.Row] = []
    for row in facts.matrix.rows {
      let content = try facts.shownContent(row.workflow)
      rows.append(facts.workflowRow(row, content?.document))
      if let content { try add(facts.workflowPage(row, content), renderer, &writer) }
    }
    for page in facts.workflowsPages(rows) { try add(page, renderer, &writer) }
    try writer.put(SearchIndex.json(rows), at: "workflows-index.json")
  }

  private func add(_ page: some Page, _ renderer: SiteRenderer, _ writer: inout SiteWriter) throws(OpsError) {
    let rendered: RenderedPage
    do {
      rendered = try renderer.render(page)
    } catch {
      throw OpsError("A page could not be rendered", at: page.path.path, because: "\(error)")
    }
    try writer.put(rendered.html, at: "\(rendered.path).html")
    try writer.put(rendered.markdown, at: "\(rendered.path).md")
    writer.pages += 1
  }

  /// The built-in templates, and the overrides of the ops repository file by file.
  private func renderer() throws(OpsError) -> SiteRenderer {
    let prefix = "site-templates/"
    var files: [String: [UInt8]] = [:]
    for path in Resources.paths(under: "site-templates") {
      files[String(path.dropFirst(prefix.count))] = Resources.data(path)
    }
    var overrides: [String: [UInt8]] = [:]
    let main = try ledger.workspace.mainTree()
    for path in try readGit({ () throws(GitError) in try main.files(under: "site-templates") }) {
      overrides[String(path.dropFirst(prefix.count))] = try readGit { () throws(GitError) in
        try main.bytes(at: path)
      }
    }
    do {
      return try SiteRenderer(templates: files, overrides: overrides)
    } catch {
      throw OpsError(
        "A template of the site cannot be used", at: "site-templates/", because: "\(error)",
        remedy: "Correct or remove the template in the ops repository's site-templates/ and commit.")
    }
  }
}
