import Foundation
import JSON
import Testing

@testable import Site
@testable import Template

/// What holds for every page of the site.
@Suite struct PageTests {
  private func rendered() throws -> [(page: any Page, html: String, markdown: String)] {
    let renderer = try SiteRenderer(templates: TemplateFiles.read(directory: Places.templates.path))
    return try SampleSite().pages.map { page in
      let rendered = try renderer.render(page)
      return (
        page, String(decoding: rendered.html, as: UTF8.self),
        String(decoding: rendered.markdown, as: UTF8.self)
      )
    }
  }

  @Test("The first line is the state in words, its age, and what to do, in both forms")
  func headline() throws {
    for (page, html, markdown) in try rendered() {
      let heading = html.components(separatedBy: "<h1>")[1].components(separatedBy: "</h1>")[0]
      #expect(HTMLText.visible(heading) == "\(page.title) \(page.headline.sentence)", "\(page.path)")
      #expect(html.components(separatedBy: "<h1").count == 2)
      let lines = markdown.split(separator: "\n")
      #expect(lines[0] == "# \(Markdown.escape(page.title))")
      #expect(lines[1].hasPrefix("**\(page.headline.tone.mark) \(Markdown.escape(page.headline.sentence))**"))
      if let command = page.headline.command { #expect(markdown.contains("\n```\n\(command)\n```\n")) }
    }
  }

  @Test("Nothing is inline and nothing comes from elsewhere, so that the policy in the head can be strict")
  func contentSecurityPolicy() throws {
    for (page, html, _) in try rendered() {
      #expect(html.contains("default-src 'none'") && !html.contains("unsafe"), "\(page.path)")
      #expect(!html.contains("<style") && HTMLText.values(of: "style", in: html).isEmpty)
      #expect(html.components(separatedBy: "<script").count == 2)
      for source in HTMLText.values(of: "src", in: html) { #expect(!source.contains("//"), "\(source)") }
      let stylesheet = html.components(separatedBy: "<link rel=\"stylesheet\" href=\"")[1].prefix {
        $0 != "\""
      }
      #expect(stylesheet == page.path.root + "assets/site.css")
    }
  }

  @Test("Every id is there once, and every link inside a page leads to one")
  func anchors() throws {
    for (page, html, _) in try rendered() {
      let ids = HTMLText.values(of: "id", in: html)
      #expect(Set(ids).count == ids.count, "\(page.path)")
      for link in HTMLText.values(of: "href", in: html) where link.hasPrefix("#") {
        #expect(ids.contains(String(link.dropFirst())), "\(page.path) \(link)")
      }
    }
  }

  @Test(
    "Links between pages fit the folder in which a page stands, to HTML from HTML and to Markdown from Markdown"
  )
  func links() throws {
    let all = try rendered()
    let known = Set(all.map(\.page.path.path))
    for (page, html, markdown) in all {
      let folder = page.path.path.split(separator: "/").dropLast().map { $0 + "/" }.joined()
      func check(_ link: Substring, suffix: String) {
        guard link.hasSuffix(suffix), !link.contains("//") else { return }
        let target = link.dropLast(suffix.count)
        let path = target.hasPrefix("../") ? String(target.dropFirst(3)) : folder + target
        // Only some of the workflows and promotions of the sample have pages.
        #expect(known.contains(path) || path.contains("/"), "\(page.path): \(link)")
      }
      for link in HTMLText.values(of: "href", in: html) {
        check(link.prefix { $0 != "#" }, suffix: ".html")
      }
      for link in markdown.components(separatedBy: "](").dropFirst() {
        check(link.prefix { $0 != ")" && $0 != "#" }, suffix: ".md")
      }
    }
  }

  @Test("The twin says the same under the same headings")
  func twin() throws {
    for (page, html, markdown) in try rendered() {
      let twin = Markdown.html(markdown).text
      func headings(_ text: String) -> [String] {
        text.components(separatedBy: "<h2").dropFirst().map { rest in
          let heading = rest.components(separatedBy: ">").dropFirst().joined(separator: ">")
          let words = HTMLText.visible(heading.components(separatedBy: "</h2>")[0])
          return words.split(separator: " ").first.map(String.init) ?? ""
        }
      }
      #expect(headings(html) == headings(twin), "\(page.path)")
      var data = TemplateData()
      page.fill(&data)
      let (seen, said) = (HTMLText.visible(html), HTMLText.visible(twin))
      for value in data.values where value.kind != .destination && value.kind != .trusted {
        let words = HTMLText.collapsed(value.text)
        guard words.count > 2, seen.contains(words), value.name != "SIGN" else { continue }
        #expect(said.contains(words), "\(page.path): \(value.name) \(words)")
      }
    }
  }

  @Test("No name means one thing on a page and another in a section inside it: ctemplate would mix them up")
  func names() throws {
    for page in try SampleSite().pages {
      var data = TemplateData()
      FrameData.fill(&data, page)
      page.fill(&data)
      #expect(data.shadowedNames == [], "\(page.path)")
    }
  }

  @Test("Every name in a template is set by some page")
  func templateNames() throws {
    var set: Set<String> = []
    for page in try SampleSite().pages + EmptySite().pages + RareSite().pages {
      var data = TemplateData()
      FrameData.fill(&data, page)
      page.fill(&data)
      set.formUnion(data.names)
    }
    var unknown: [String] = []
    for (file, bytes) in try TemplateFiles.read(directory: Places.templates.path) {
      guard let kind = TemplateSource.kind(of: file) else { continue }
      for piece in try TemplateSource(file: file, kind: kind, bytes: bytes).pieces {
        switch piece.content {
        case .variable(let name, _), .open(let name):
          if !set.contains(String(name)) { unknown.append("\(file):\(piece.line) \(name)") }
        case .text, .close, .part: break
        }
      }
    }
    #expect(unknown == [])
  }

  @Test("The same page gives the same bytes")
  func determinism() throws {
    let (first, second) = (try rendered(), try rendered())
    for (one, other) in zip(first, second) {
      #expect(one.html == other.html && one.markdown == other.markdown)
    }
  }

  @Test("A tenant that has nothing yet is told what would be here, and the command that makes it so")
  func empty() throws {
    let renderer = try SiteRenderer(templates: TemplateFiles.read(directory: Places.templates.path))
    for page in try EmptySite().pages {
      let rendered = try renderer.render(page)
      let html = String(decoding: rendered.html, as: UTF8.self)
      #expect(html.contains("n8n-ops "), "\(page.path)")
      #expect(html.contains("Nothing here yet") || page is OverviewPage, "\(page.path)")
      #expect(!html.contains("<tbody>\n</tbody>"), "\(page.path)")
    }
  }

  @Test("Style sheet and script are small")
  func weight() throws {
    func size(_ name: String) throws -> Int {
      try Data(contentsOf: Places.templates.appendingPathComponent("assets/\(name)")).count
    }
    #expect(try size("site.css") < 30_000)
    #expect(try size("site.js") < 30_000)
  }
}
