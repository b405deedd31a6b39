import Foundation
import Git
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

  @Test(
    "ENV-017 what waits on a branch for its merge is shown with who, what and since when, until main has it")
  func openChange() throws {
    let ledger = try BuildLedger()
    try ledger.fill(["Order intake"])
    let main = try #require(try ledger.workspace.mainTree().commit)
    let path = ledger.root.workflow(Slug(from: "Weekly report"))
    let content = Array(#"{"mappings":{},"name":"Weekly report"}"#.utf8)
    for name in ["20270115T080000Z-bbbbbb", "$(reboot)"] {
      let branch = try ledger.workspace.ref(branch: "change/acme/\(name)")
      #expect(try ledger.workspace.move(RefUpdate(branch, from: nil, to: main), message: "test"))
      try ledger.commit(to: "change/acme/\(name)") { (edit) throws(OpsError) in edit.put(content, at: path) }
    }
    try ledger.build()
    for page in ["index", "promotions"] {
      let text = try ledger.text("\(page).md")
      #expect(text.contains("test: change") && text.contains("Ada") && !text.contains("reboot"), "\(text)")
      #expect(text.contains("git merge --no-ff change/acme/20270115T080000Z-bbbbbb"))
      #expect(try ledger.text("\(page).html").contains("<time datetime=\"2027-01-15T08:00:00"))
    }
    #expect(try ledger.text("promotions.md").contains("2 decisions wait for a merge."))
    #expect(try ledger.text("index.md").contains("2 decisions wait for a reviewer."))
    try ledger.commit { (edit) throws(OpsError) in edit.put(content, at: path) }
    try ledger.build()
    #expect(try !ledger.text("promotions.md").contains("Decisions that wait"))
  }

  @Test("CRED-007 the page Credentials holds each logical credential against all environments, with its gaps")
  func credentialMatrix() throws {
    let ledger = try BuildLedger()
    try ledger.fill(["Order intake"])
    let prod = Slug(from: "prod")
    try ledger.commit { (edit) throws(OpsError) in
      try edit.put(
        CredentialRecord(
          name: "CRM", type: "postgres", mappings: [prod: CredentialMapping(id: "7", name: "CRM")]),
        at: ledger.root.credential(Slug(from: "crm")))
    }
    try ledger.build()
    #expect(try ledger.text("credentials.md").contains("| crm | postgres | not mapped | not read yet |"))
    #expect(
      try ledger.text("credentials.html").contains(
        "<code>n8n-ops credential map crm --env dev --to ID</code>"))
    try ledger.observe(credentials: [.init(id: "7", name: "CRM", type: "postgres")], in: prod)
    try ledger.build()
    let page = try ledger.text("credentials.md")
    #expect(page.contains("## Across environments") && !page.contains("not read yet"))
  }

  @Test("ENV-006 pages say what shows now, and that the last drift check said otherwise")
  func standing() throws {
    let ledger = try BuildLedger()
    try ledger.fill(["Order intake"], production: "return 2;")
    var status = EnvironmentStatus()
    status.drift = .inSync
    status.lastDriftCheck = .init(at: BuildLedger.act.at, isSuccess: true, message: "ok")
    try ledger.put(status, of: Slug(from: "prod"))
    try ledger.build()
    let page = try ledger.text("environments.md")
    #expect(page.contains("Drift detected") && page.contains("found: Matches approved. What was read"))
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
