internal import Template

/// Sets the values of the page frame: head, header, navigation, headline, footer.
enum FrameData {
  private static let navigation: [(label: String, page: PagePath)] = [
    ("Overview", .overview), ("Environments", .environments), ("Matrix", .matrix()),
    ("Workflows", .workflows()), ("Credentials", .credentials()),
    ("Promotions", .promotions), ("Incidents", .incidents), ("Activity", .activity),
  ]

  static func fill<P: Page>(_ data: inout TemplateData, _ page: P) {
    let frame = page.frame
    data.set("TITLE", page.title)
    data.set("TENANT", frame.tenant)
    data.set("ROOT", destination: page.path.root)
    data.set("TWIN", destination: fileName(of: page.path))
    data.set("WARNING", ifPresent: frame.warning)
    data.list("NAV", navigation) { data, entry in
      data.set("LABEL", entry.label)
      data.set("PAGE", destination: entry.page.path)
      data.show("CURRENT", if: entry.page == P.section)
    }
    data.list("CHIP", frame.environments) { data, chip in
      data.set("NAME", chip.name)
      data.set("ANCHOR", destination: "env-" + PagePath.fileName(chip.name))
      data.set("STATE", chip.state)
    }
    fill(&data, page.headline, now: frame.now)
    data.list("SOURCE", frame.sources) { data, source in
      data.set("NAME", source.name)
      data.set("COMMIT", hash: source.commit)
      data.set("TIME", time: source.time, now: frame.now)
    }
  }

  private static func fill(_ data: inout TemplateData, _ headline: Headline, now: Int64) {
    data.section("HEADLINE") { data in
      data.set("TONE", headline.tone.rawValue)
      data.set("MARK", headline.tone.mark)
      data.set("SENTENCE", headline.sentence)
      data.set("ADVICE", ifPresent: headline.advice)
      if let since = headline.since { data.set("SINCE", time: since, now: now) }
      data.set("CHECKED", timeIfPresent: headline.checked, now: now)
      data.show("AGED", if: headline.since != nil || headline.checked != nil)
      if let command = headline.command { data.section("DO") { $0.set("COMMAND", block: command) } }
    }
  }

  private static func fileName(of path: PagePath) -> String {
    path.path.split(separator: "/").last.map(String.init) ?? path.path
  }
}
