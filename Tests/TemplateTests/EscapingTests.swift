import Template
import Testing

@Suite struct EscapingTests {
  private func html(_ template: String, _ fill: (inout TemplateData) -> Void) throws -> String {
    let engine = try TemplateEngine(["page.html": Array(template.utf8)])
    var data = TemplateData()
    fill(&data)
    return String(decoding: try engine.render("page.html", data), as: UTF8.self)
  }

  @Test("A value in text is text: tags, entities and quotes are escaped without any word in the template")
  func text() throws {
    let page = try html("<p>{{NAME}}</p>") { $0.set("NAME", "</p><script>alert('1 & 2')</script>\"") }
    #expect(page == "<p>&lt;/p&gt;&lt;script&gt;alert(&#39;1 &amp; 2&#39;)&lt;/script&gt;&quot;</p>")
  }

  @Test("A value in an attribute cannot leave it")
  func attribute() throws {
    let page = try html(#"<p title="{{NAME}}" class="a">x</p>"#) {
      $0.set("NAME", #""onmouseover="alert(1)"#)
    }
    #expect(page == #"<p title="&quot;onmouseover=&quot;alert(1)" class="a">x</p>"#)
  }

  @Test(
    "A link that would run something leads nowhere",
    arguments: [
      "javascript:alert(1)", " JavaScript:alert(1)", "java\nscript:alert(1)",
      "data:text/html,<script>1</script>",
      "vbscript:x",
    ])
  func scriptLink(url: String) throws {
    let page = try html(#"<a href="{{URL}}">x</a>"#) { $0.set("URL", destination: url) }
    #expect(!page.lowercased().contains("script:") && !page.contains("data:"))
    let markdown = try TemplateEngine(["page.md": Array("[x]({{URL}})".utf8)])
    var data = TemplateData()
    data.set("URL", destination: url)
    let rendered = Markdown.html(String(decoding: try markdown.render("page.md", data), as: UTF8.self)).text
    #expect(!rendered.lowercased().contains("script:") && !rendered.contains("data:"))
  }

  @Test("An honest link stays as it is")
  func honestLink() throws {
    let url = "https://n8n.example.com/workflow/aB3?x=1&y=2"
    let page = try html(#"<a href="{{URL}}">x</a>"#) { $0.set("URL", destination: url) }
    #expect(page == #"<a href="https://n8n.example.com/workflow/aB3?x=1&amp;y=2">x</a>"#)
  }

  @Test("A path behind a literal root keeps its slashes")
  func path() throws {
    let page = try html(#"<a href="{{ROOT}}{{PAGE}}.html#{{ROW}}">x</a>"#) {
      $0.set("ROOT", destination: "../")
      $0.set("PAGE", destination: "workflows/order-intake")
      $0.set("ROW", destination: "node-3")
    }
    #expect(page == #"<a href="../workflows/order-intake.html#node-3">x</a>"#)
  }

  @Test("Only markup of our own passes unescaped; words that are put there by mistake are escaped")
  func trusted() throws {
    let page = try html("<p>{{BODY:x-trusted}}|{{NAME:x-trusted}}|{{BODY}}</p>") {
      $0.set("BODY", html: Markdown.html("*a*"))
      $0.set("NAME", "<b>")
    }
    #expect(page == "<p><p><em>a</em></p>\n|&lt;b&gt;|&lt;p&gt;&lt;em&gt;a&lt;/em&gt;&lt;/p&gt; </p>")
  }

  @Test("Words that follow trusted markup in memory are not trusted")
  func neighbours() throws {
    let page = try html("{{A:x-trusted}}{{B:x-trusted}}{{C:x-trusted}}") {
      $0.set("A", html: .empty)
      $0.set("B", "<b>")
      $0.set("C", html: .empty)
    }
    #expect(page == "&lt;b&gt;")
  }

  @Test("Characters that HTML and XML forbid become U+FFFD, line ends become line feeds")
  func unprintable() throws {
    let noncharacters = [0xFFFE, 0xFDD0, 0x1FFFF, 0x10FFFF].compactMap(Unicode.Scalar.init).map { "\($0)" }
    let hostile =
      "a\u{0}b\u{1B}c\u{7F}d\u{85}e\(noncharacters.joined(separator: "-"))h\r\ni\rj\tk\u{A0}\u{FFFD}é"
    let page = try html("{{X:p}}") { $0.set("X", hostile) }
    #expect(page == "a�b�c�d�e�-�-�-�h\ni\nj\tk\u{A0}�é")
  }

  @Test("Lines of code keep their line ends, and are escaped all the same")
  func preformatted() throws {
    let page = try html("<pre>{{X:p}}</pre><p>{{X}}</p>") { $0.set("X", block: "a\n\t<b>") }
    #expect(page == "<pre>a\n\t&lt;b&gt;</pre><p>a  &lt;b&gt;</p>")
  }

  @Test("A writer of markup escapes text for both element and attribute")
  func writer() {
    var writer = MarkupWriter()
    writer.markup("<a title=\"")
    writer.text("\"<>&'\u{8}")
    writer.markup("\">")
    writer.number(-120)
    writer.number(.min)
    writer.markup("</a>")
    #expect(
      writer.finish().text == "<a title=\"&quot;&lt;&gt;&amp;&#39;\u{FFFD}\">-120-9223372036854775808</a>")
  }
}
