import Foundation
import Governance
import Ledger
import Testing

@testable import Site

@Suite("Building a site from commits")
struct SiteBuildTests {
  @Test("the same commits give the same bytes, wherever they are written")
  func pure() throws {
    let ledger = try BuildLedger()
    try ledger.fill(["Order intake", "Weekly report"], production: "return 2;")
    try ledger.openIncident("Order intake")
    try ledger.build("one")
    try ledger.build("two")
    #expect(try ledger.files("one") == (try ledger.files("two")))
    #expect(try ledger.files("one").count > 20)
  }

  @Test("what did not change is not written again")
  func unchanged() throws {
    let ledger = try BuildLedger()
    try ledger.fill(["Order intake"])
    #expect(try ledger.build().written > 10)
    #expect(try ledger.build().written == 0)
  }

  @Test("one more workflow in development leaves the pages of the others as they are")
  func oneMore() throws {
    let ledger = try BuildLedger()
    try ledger.fill(["Order intake", "Weekly report"])
    try ledger.build()
    let before = try ledger.files()
    try ledger.commit(to: ledger.root.observedBranch(Slug(from: "dev"))) { (edit) throws(OpsError) in
      edit.put(
        BuildLedger.document("Order intake", "return 3;"),
        at: ObservedPaths.workflow(Slug(from: "Order intake")))
    }
    try ledger.build()
    let after = try ledger.files()
    #expect(after["workflows/weekly-report.html"] == before["workflows/weekly-report.html"])
    #expect(after["workflows/order-intake.html"] != before["workflows/order-intake.html"])
  }

  @Test("ENV-008 the page of environments says how much of the plan is used")
  func allowance() throws {
    let ledger = try BuildLedger()
    try ledger.fill(["Order intake"])
    try ledger.commit { (edit) throws(OpsError) in
      try edit.put(Tenant(name: "Acme", plan: .free), at: ledger.root.tenantFile)
    }
    try ledger.build()
    let limit = try #require(try Rules.builtIn().plans.limits(of: .free).environments)
    let page = String(decoding: try #require(try ledger.files()["environments.html"]), as: UTF8.self)
    #expect(page.contains("Used of the plan: 2 of \(limit) environments (plan free)."))
  }

  @Test("pages of what is gone are removed, files of others are left alone")
  func removed() throws {
    let ledger = try BuildLedger()
    try ledger.fill(["Order intake", "Weekly report"])
    try ledger.build()
    try Data("mine".utf8).write(to: ledger.folder.appendingPathComponent("site/mine.txt"))
    let gone = Slug(from: "Weekly report")
    try ledger.commit { (edit) throws(OpsError) in
      edit.remove(ledger.root.workflow(gone))
      for name in ["dev", "prod"] { edit.remove(ledger.root.baseline(Slug(from: name), gone)) }
    }
    for name in ["dev", "prod"] {
      try ledger.commit(to: ledger.root.observedBranch(Slug(from: name))) { (edit) throws(OpsError) in
        edit.remove(ObservedPaths.workflow(gone))
      }
    }
    try ledger.build()
    let files = try ledger.files()
    #expect(files["workflows/weekly-report.html"] == nil)
    #expect(files["workflows/order-intake.html"] != nil)
    #expect(files["mine.txt"] == Data("mine".utf8))
  }

  @Test("a list of files that somebody changed removes nothing outside the folder")
  func hostileList() throws {
    let ledger = try BuildLedger()
    try ledger.fill(["Order intake"])
    try ledger.build()
    let outside = ledger.folder.appendingPathComponent("outside.txt")
    try Data("mine".utf8).write(to: outside)
    let list = "../outside.txt\n\(outside.path)\n.\n..\n\nworkflows/../../outside.txt\nworkflows\n"
    try Data(list.utf8).write(to: ledger.folder.appendingPathComponent("site/files.txt"))
    try ledger.build()
    #expect(FileManager.default.fileExists(atPath: outside.path))
    #expect(try ledger.files()["workflows/order-intake.html"] != nil)
    #expect(try ledger.files()["index.html"] != nil)
  }

  @Test("a tenant without anything has a site that says what to do first")
  func empty() throws {
    let ledger = try BuildLedger()
    try ledger.commit { (edit) throws(OpsError) in
      try edit.put(Tenant(name: "Acme"), at: ledger.root.tenantFile)
    }
    try ledger.build()
    #expect(try ledger.text("index.md").contains("env add"))
  }

  @Test("drift in production is what the overview says first, and its incident has a page")
  func drift() throws {
    let ledger = try BuildLedger()
    try ledger.fill(["Order intake"], production: "return 2;")
    try ledger.openIncident("Order intake")
    try ledger.build()
    #expect(try ledger.text("index.html").contains("1 workflow in prod does not run as approved."))
    let id = try #require(BuildLedger.id)
    #expect(try ledger.text("incidents/\(id).html").contains("return 2;"))
  }

  @Test("a workflow's page has the commits about its promotions and incidents, and of no other")
  func history() throws {
    let ledger = try BuildLedger()
    try ledger.fill(["Order intake", "Weekly report"], production: "return 2;")
    try ledger.openIncident("Order intake")
    try ledger.build()
    let about = try ledger.text("workflows/order-intake.md").split(separator: "## History")
    #expect(about.last?.contains("test: change") == true)
    #expect(try !ledger.text("workflows/weekly-report.md").contains("test: change"))
  }

  @Test("names are data: none becomes markup or a path")
  func hostileNames() throws {
    let ledger = try BuildLedger()
    try ledger.fill(["../<script>alert(1)</script>"], production: "return 2;")
    try ledger.build()
    let files = try ledger.files()
    for (path, data) in files where path.hasSuffix(".html") {
      #expect(!String(decoding: data, as: UTF8.self).contains("<script>alert"), "\(path)")
    }
    #expect(files["workflows/script-alert-1-script.html"] != nil)
  }

  @Test("the ops repository replaces a template; one that is broken is told and nothing is written")
  func templates() throws {
    let ledger = try BuildLedger()
    try ledger.fill(["Order intake"])
    try ledger.commit { (edit) throws(OpsError) in
      edit.put(Array("body { color: rebeccapurple }\n".utf8), at: "site-templates/assets/site.css")
    }
    try ledger.build()
    #expect(try ledger.text("assets/site.css").contains("rebeccapurple"))
    let before = try ledger.files()
    try ledger.commit { (edit) throws(OpsError) in
      edit.put(Array("{{#OPEN}} never closed".utf8), at: "site-templates/pages/overview.html")
    }
    let error = #expect(throws: OpsError.self) { try ledger.build() }
    #expect("\(try #require(error))".contains("overview.html"))
    #expect(try ledger.files() == before)
  }

  @Test("a folder that cannot be written is told with its path")
  func unwritable() throws {
    let ledger = try BuildLedger()
    try ledger.fill(["Order intake"])
    try Data().write(to: ledger.folder.appendingPathComponent("site"))
    let error = #expect(throws: OpsError.self) { try ledger.build() }
    #expect(error?.place?.hasSuffix("/site") == true)
  }
}
