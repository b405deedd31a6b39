import Governance
import JSON
import Ledger
import Simulator
import Testing

@testable import Operations

@Suite("What comes again byte for byte")
struct RecognitionTests {
  private func observed(_ landscape: Landscape) throws -> String {
    try landscape.tip("observed/acme/dev^{tree}")
  }

  /// A landscape with a hundred workflows in development.
  private func hundred() throws -> Landscape {
    try Landscape { stock, simulator, name in
      guard name == "dev" else { return }
      for number in 0..<100 { try simulator.load(workflow: stock.fresh("Flow \(number)")) }
    }
  }

  @Test("a second sync reads nothing again and tells the same", arguments: N8NRelease.allCases)
  func unchanged(_ release: N8NRelease) async throws {
    let landscape = try Landscape(release)
    let first = try await landscape.sync("dev")
    let (tree, credentials) = (
      try observed(landscape), try landscape.text("credentials.json", on: "observed/acme/dev")
    )
    let again = try await landscape.sync("dev")
    #expect((first.recognised, again.recognised) == (0, 4))
    #expect(again.commit == nil)
    #expect(again.notes == first.notes)
    #expect(again.sharedNotes == first.sharedNotes && !first.sharedNotes.isEmpty)
    #expect(again.coverage == first.coverage)
    #expect(try observed(landscape) == tree)
    #expect(try landscape.text("credentials.json", on: "observed/acme/dev") == credentials)
  }

  @Test("a list that comes again as a whole is not compared with what was seen: only its pages are")
  func pages() async throws {
    let landscape = try Landscape()
    let first = try await landscape.sync("dev")
    let context = try landscape.context()
    let ref = try context.workspace.ref(named: Landscape.tenant.statusRef(Slug(from: "dev")))
    let pages = try #require(
      try context.workspace.tree(of: ref).value(SeenPages.self, at: ObservedPaths.pages))
    #expect(pages.pages.map(\.workflows.count) == [4])
    // Whoever opened these would fail.
    try context.workspace.replace(ref, as: context.machineAct(job: nil)) { (_, edit) throws(OpsError) in
      for path in [ObservedPaths.index, ObservedPaths.seen] { edit.put(Array("spoilt".utf8), at: path) }
      return CommitNote("test", "spoil", tenant: nil, action: "test")
    }
    try context.updateStatus(of: Slug(from: "dev"), job: nil, pages: pages) { _ in }
    let report = try await landscape.sync("dev")
    #expect((report.recognised, report.coverage.unmanaged, report.commit) == (4, 4, nil))
    #expect(report.notes == first.notes)
    // An edit makes another page, and then they are opened.
    try landscape.edit("dev", "report", code: "return [1];")
    await #expect(throws: OpsError.self) { try await landscape.sync("dev") }
  }

  @Test("what moves without an edit makes nothing be written but the index, until the list holds still")
  func moved() async throws {
    let landscape = try hundred()
    try await landscape.sync("dev")
    let status = "refs/n8n-ops/status/acme/dev"
    func files() throws -> [String] {
      try ["workflows.json", "seen.json", "pages.json"].map { try landscape.tip("\(status):\($0)") }
    }
    let before = try files()
    let id = try #require(landscape.simulator("dev").workflows.first?["id"]?.stringValue)
    try landscape.simulator("dev").edit(workflowID: id) {
      $0.set(["lastRun": 1], at: JSONPointer().appending("staticData"))
    }
    #expect(try await landscape.sync("dev").commit == nil)
    let moved = try files()
    #expect(moved[0] != before[0] && moved[1...] == before[1...])
    // It has held still: from here on it is known again.
    #expect(try await landscape.sync("dev").recognised == 99)
    let still = try files()
    #expect(still[0] == moved[0] && still[1] != moved[1] && still[2] != moved[2])
    #expect(try await landscape.sync("dev").recognised == 100)
    #expect(try files() == still)
  }

  @Test("after an edit the list is known by its new pages")
  func newPages() async throws {
    let landscape = try Landscape()
    try await landscape.sync("dev")
    let pages = try landscape.tip("refs/n8n-ops/status/acme/dev:pages.json")
    try landscape.edit("dev", "report", code: "return [1];")
    #expect(try await landscape.sync("dev").changed == 1)
    let after = try landscape.tip("refs/n8n-ops/status/acme/dev:pages.json")
    #expect(after != pages)
    #expect(try await landscape.sync("dev").recognised == 4)
    #expect(try landscape.tip("refs/n8n-ops/status/acme/dev:pages.json") == after)
  }

  @Test("a mapped workflow that is missing is asked for each time, though the list is the same")
  func missing() async throws {
    let landscape = try Landscape()
    try await landscape.govern(["dev"])
    try landscape.simulator("dev").delete(workflowID: try #require(landscape.ids["dev"]?["report"]))
    for _ in 1...3 {
      let report = try await landscape.sync("dev")
      #expect((report.coverage.missing, report.coverage.managed) == (1, 3))
    }
  }

  @Test("of an edited one only that one is read")
  func edited() async throws {
    let landscape = try Landscape()
    try await landscape.sync("dev")
    try landscape.edit("dev", "report", code: "return [1];")
    let report = try await landscape.sync("dev")
    #expect((report.recognised, report.changed) == (3, 1))
    #expect(try await landscape.sync("dev").recognised == 4)
  }

  @Test("what another job has written into the index or the branch is read again, and nothing else is")
  func touched() async throws {
    let landscape = try Landscape()
    try await landscape.sync("dev")
    let context = try landscape.context()
    let dev = Slug(from: "dev")
    let id = try #require(landscape.ids["dev"]?["report"])
    var index = try context.ledger.index(of: dev)
    let before = index
    index.items[id]?.versionId = "another"
    try context.updateStatus(of: dev, job: nil, index: index) { _ in }
    #expect(try await landscape.sync("dev").recognised == 3)
    #expect(try context.ledger.index(of: dev) == before)
    try context.workspace.commit(
      to: try context.workspace.ref(branch: Landscape.tenant.observedBranch(dev)), as: context.act()
    ) { (_, edit) throws(OpsError) in
      edit.put(Array("{}".utf8), at: "unmanaged/\(id).json")
      return CommitNote("test", "spoil", tenant: nil, action: "test")
    }
    let report = try await landscape.sync("dev")
    #expect((report.recognised, report.changed) == (3, 1))
  }

  @Test("what is deleted goes although the others are not read")
  func deleted() async throws {
    let landscape = try Landscape()
    try await landscape.sync("dev")
    try landscape.simulator("dev").delete(workflowID: try #require(landscape.ids["dev"]?["report"]))
    let report = try await landscape.sync("dev")
    #expect((report.recognised, report.removed, report.coverage.unmanaged) == (3, 1, 3))
  }

  @Test("onboarding changes what is made of the same bytes: all are read again, once")
  func mappings() async throws {
    let landscape = try Landscape()
    try await landscape.govern(["dev"])
    let report = try await landscape.sync("dev")
    #expect((report.recognised, report.coverage.managed) == (0, 4))
    #expect(try await landscape.sync("dev").recognised == 4)
  }

  @Test(
    "a file of the environment or a policy that is committed makes all be read again",
    arguments: ["overlay", "policies/secrets.json"])
  func committed(_ kind: String) async throws {
    let landscape = try Landscape()
    try await landscape.govern(["dev"])
    try await landscape.sync("dev")
    let workspace = try landscape.context().workspace
    let path = kind == "overlay" ? Landscape.tenant.overlay(Slug(from: "dev")) : kind
    let act = Act(actor: Landscape.rita, at: Instant(milliseconds: 0), machine: Landscape.machine)
    try workspace.commit(to: workspace.main, as: act) { (tree, edit) throws(OpsError) in
      edit.put(
        kind == "overlay"
          ? Array("{}\n".utf8)
          : JSON.object(["comment": "another file"]).bytes(.prettySorted), at: path)
      return CommitNote("test", "change", tenant: nil, action: "test")
    }
    #expect(try await landscape.sync("dev").recognised == 0)
    #expect(try await landscape.sync("dev").recognised == 4)
  }

  @Test("another policy on secrets makes all be read again")
  func secretPolicy() async throws {
    let landscape = try Landscape()
    try await landscape.sync("dev")
    landscape.secrets.withLock { state in
      state.policy = (try? Rules.builtIn())?.secrets
      state.policy?.action = .redact
    }
    #expect(try await landscape.sync("dev").recognised == 0)
  }

  @Test("an observed branch that is gone is made again from what comes")
  func branchGone() async throws {
    let landscape = try Landscape()
    try await landscape.sync("dev")
    let tree = try observed(landscape)
    try landscape.folder.git("update-ref", "-d", "refs/heads/observed/acme/dev")
    let report = try await landscape.sync("dev")
    #expect((report.recognised, report.added) == (0, 4))
    #expect(try observed(landscape) == tree)
  }

  @Test("a workflow that n8n cannot show any more keeps its file, and is read when it comes back")
  func unreadable() async throws {
    let landscape = try Landscape()
    try await landscape.sync("dev")
    let tree = try observed(landscape)
    let id = try #require(landscape.ids["dev"]?["report"])
    let nodes = try #require(try landscape.live("dev", "report")["nodes"])
    try landscape.simulator("dev").edit(workflowID: id) { $0.set([7], at: JSONPointer().appending("nodes")) }
    let broken = try await landscape.sync("dev")
    #expect((broken.recognised, broken.unreadable.count, broken.removed) == (3, 1, 0))
    #expect(try observed(landscape) == tree)
    try landscape.simulator("dev").edit(workflowID: id) {
      $0.set(nodes, at: JSONPointer().appending("nodes"))
    }
    #expect(try await landscape.sync("dev").isComplete)
    #expect(try observed(landscape) == tree)
  }

  @Test("a few that carry data of their own are read each time; the digests are not written for them")
  func staticData() async throws {
    let landscape = try hundred()
    try await landscape.sync("dev")
    let seen = try landscape.tip("refs/n8n-ops/status/acme/dev:seen.json")
    let id = try #require(landscape.simulator("dev").workflows.first?["id"]?.stringValue)
    for run in 1...2 {
      try landscape.simulator("dev").edit(workflowID: id) {
        $0.set(["lastRun": .number(JSONNumber(run))], at: JSONPointer().appending("staticData"))
      }
      #expect(try await landscape.sync("dev").recognised == 99)
    }
    #expect(try landscape.tip("refs/n8n-ops/status/acme/dev:seen.json") == seen)
  }
}
