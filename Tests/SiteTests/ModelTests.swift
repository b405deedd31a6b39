import JSON
import Testing

@testable import Site

@Suite struct ModelTests {
  @Test(
    "Times are exact in words and for machines",
    arguments: [
      (1_795_542_120_000, "24 November 2026, 17:42 UTC", "2026-11-24T17:42:00Z"),
      (0, "1 January 1970, 00:00 UTC", "1970-01-01T00:00:00Z"),
      (-1, "31 December 1969, 23:59 UTC", "1969-12-31T23:59:59Z"),
      (951_782_400_000, "29 February 2000, 00:00 UTC", "2000-02-29T00:00:00Z"),
      (4_107_542_399_999, "28 February 2100, 23:59 UTC", "2100-02-28T23:59:59Z"),
      (Int64.max, "31 December 9999, 23:59 UTC", "9999-12-31T23:59:59Z"),
      (Int64.min, "1 January 1, 00:00 UTC", "0001-01-01T00:00:00Z"),
    ] as [(Int64, String, String)])
  func exact(time: Int64, words: String, machine: String) {
    #expect(TimeText.exact(time) == words)
    #expect(TimeText.machine(time) == machine)
  }

  @Test(
    "Times are relative in the unit that a person would take",
    arguments: [
      (0, "now"), (59_999, "now"), (60_000, "1 minute ago"), (3_600_000, "1 hour ago"),
      (-7_200_000, "in 2 hours"),
      (158_400_000, "44 hours ago"), (172_800_000, "2 days ago"), (90 * 86_400_000, "3 months ago"),
      (800 * 86_400_000, "2 years ago"),
    ] as [(Int64, String)])
  func relative(age: Int64, words: String) {
    #expect(TimeText.relative(1_795_542_120_000 - age, now: 1_795_542_120_000) == words)
  }

  @Test("Durations are read in the unit of their size")
  func durations() {
    #expect(
      [-5, 12, 2450, 80_000, 3_720_000].map(TimeText.duration) == [
        "0 ms", "12 ms", "2.4 s", "1 min 20 s", "1 h 2 min",
      ])
  }

  @Test("ENV-006 an environment's state has the word that its class has for it")
  func driftWords() {
    func words(_ environmentClass: Badge.EnvironmentClass) -> [String] {
      Badge.Drift.allCases.map { Badge.drift($0, in: environmentClass).word }
    }
    #expect(
      words(.development) == [
        "No baseline", "Matches baseline", "Different from baseline", "Git unavailable", "Check failed",
        "Never checked",
      ])
    let approved = [
      "Not onboarded", "Matches approved", "Drift detected", "Git unavailable", "Check failed",
      "Never checked",
    ]
    #expect(words(.staging) == approved && words(.production) == approved)
    #expect(Badge.drift(.driftDetected, in: .development).tone == .info)
    #expect(Badge.drift(.driftDetected, in: .production).tone == .bad)
  }

  @Test("Every tone has a mark of its own")
  func marks() {
    #expect(Set(Tone.allCases.map(\.mark)).count == Tone.allCases.count)
  }

  @Test("INC-005 a deadline says how long is left, and is loud when it is near or over")
  func deadlines() {
    let hour: Int64 = 3_600_000
    func badge(_ left: Int64?, _ state: Badge.Incident = .open) -> Badge {
      IncidentRow.deadline(left, state: state, now: 0)
    }
    #expect(badge(44 * hour) == Badge(.quiet, "44 hours left"))
    #expect(badge(5 * hour) == Badge(.attention, "5 hours left"))
    #expect(badge(-3 * 24 * hour) == Badge(.bad, "over since 3 days"))
    #expect(badge(nil) == Badge(.quiet, "no deadline"))
    #expect(badge(-hour, .resolved) == Badge(.quiet, "settled"))
  }

  @Test("Long lists are cut into pages, of which the first has no number")
  func pagination() {
    #expect(PagePath.workflows().path == "workflows" && PagePath.workflows(page: 3).path == "workflows-3")
    #expect(PagePath.workflow("x").root == "../" && PagePath.overview.root == "")
  }

  @Test("HEALTH-003 the state of the environments stands in files of its own, for script and without")
  func statusFiles() throws {
    let files = StatusFiles(try SampleSite().chips)
    let json = try JSON(parsing: files.json())
    #expect(json["environments"]?[2]?["word"]?.stringValue == "Drift detected")
    #expect(json["environments"]?[2]?["anchor"]?.stringValue == "env-production")
    let picture = try Picture(String(decoding: files.svg(), as: UTF8.self))
    #expect(
      picture.nodeTitles == [
        "development: Different from baseline, staging: Matches approved, production: Drift detected"
      ])
  }

  @Test("WF-001 the index for the search has every workflow with what it may be searched for")
  func searchIndex() throws {
    let index = try JSON(parsing: SearchIndex.json(SampleSite().workflowRows))
    #expect(index["rows"]?.arrayValue?.count == 5)
    #expect(
      index["rows"]?[0] == [
        "order-intake", "Order intake", "workflows/order-intake",
        "sales critical Webhook development In sync staging In sync production Drifted",
      ])
  }

  @Test("A site's template can be overridden, and a broken override says where and what to do")
  func overrides() throws {
    let files = [
      "pages/promotions.html": Array("{{TITLE}}{{>partials/a.html}}".utf8),
      "partials/a.html": Array("a".utf8),
      "pages/promotions.md": Array("{{TITLE}}".utf8),
    ]
    let page = PromotionsPage(
      frame: PageFrame(tenant: "t", sources: []), headline: Headline(.good, "Fine."), rows: [])
    let renderer = try SiteRenderer(
      templates: files, overrides: ["partials/a.html": Array("b".utf8), "assets/site.css": [1]])
    #expect(try renderer.render(page).html == Array("Promotionsb".utf8))
    #expect(renderer.assets == ["assets/site.css": [1]])
    let error = #expect(throws: SiteTemplateError.self) {
      try SiteRenderer(templates: files, overrides: ["partials/a.html": Array("\n{{#X}}".utf8)])
    }
    #expect(
      error?.description == """
        partials/a.html:2: section X is never closed: {{/X}} is missing
        Mend the file, or remove the override of that name from site-templates/ to get the original back.
        """)
  }
}
