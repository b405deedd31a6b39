import JSON
import Testing

@testable import Site
@testable import Template

@Suite struct HostilePageTests {
  private static let hostile =
    "</script><script>alert(1)</script>\" onmouseover=\"x |`*_[x](javascript:alert(1))\u{0}\u{202E}"

  private func page() throws -> RenderedPage {
    let text = Self.hostile
    let frame = PageFrame(
      tenant: text, environments: [EnvironmentChip(name: text, state: Badge(.bad, text))],
      sources: [PageFrame.Source(name: text, commit: text, time: .max)], warning: text)
    let row = PromotionRow(
      id: text, title: text, source: text, target: text, state: .failed, risk: .high, requester: text,
      created: .min,
      workflows: 1)
    let event = ActivityRow(
      time: 0, actor: text, what: text, action: text, commit: text, page: .workflow(text))
    let workflow: JSON = [
      "nodes": [
        [
          "name": .string(text), "type": .string(text), "parameters": ["code": .string(text)],
          "credentials": [text: ["name": .string(text)]],
        ]
      ],
      "settings": [text: .string(text)],
    ]
    let page = WorkflowPage(
      frame: frame, headline: Headline(.bad, text, since: 0, checked: 0, advice: text, command: text),
      id: text,
      name: text, summary: text, tags: [text],
      places: [
        WorkflowPage.Place(
          environment: text, state: .drifted, mapping: text, n8nID: text, url: "javascript:alert(1)",
          hash: text, seen: 0)
      ], facts: [WorkflowPage.Fact(text, text)], workflow: workflow, shown: text,
      promotions: [row],
      history: [event])
    return try SiteRenderer(templates: TemplateFiles.read(directory: Places.templates.path)).render(page)
  }

  @Test("A tenant whose every word is hostile gets a page on which all of it is text")
  func html() throws {
    let html = String(decoding: try page().html, as: UTF8.self)
    #expect(html.components(separatedBy: "<script").count == 2)
    #expect(!html.contains("\" onmouseover=\""))
    #expect(!html.contains("\u{0}"))
    for link in HTMLText.values(of: "href", in: html) {
      #expect(!link.lowercased().hasPrefix("javascript"), "\(link)")
    }
    #expect(HTMLText.visible(html).contains("</script><script>alert(1)</script>"))
  }

  @Test("Its twin shows the same words, and links nowhere")
  func markdown() throws {
    let twin = Markdown.html(String(decoding: try page().markdown, as: UTF8.self)).text
    #expect(!twin.contains("<script") && !twin.contains("javascript:alert(1)\""))
    #expect(!twin.contains("raw HTML omitted"))
    #expect(HTMLText.visible(twin).contains("</script><script>alert(1)</script>"))
  }

  @Test("A hostile id never leaves its folder, and two of them never meet in one file")
  func fileNames() throws {
    let ids = [
      "../../etc/passwd", "..", ".", "", "a/b", "a~2fb", "a b", "A", "a", "é", "e\u{301}", ".git", "~", "con",
    ]
    let names = ids.map(PagePath.fileName)
    #expect(Set(names).count == ids.count)
    for name in names {
      #expect(!name.contains("/") && !name.hasPrefix(".") && !name.isEmpty)
      #expect(name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F })
    }
    #expect(PagePath.fileName("order-intake") == "order-intake")
  }
}
