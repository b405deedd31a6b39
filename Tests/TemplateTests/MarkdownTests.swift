import Template
import Testing

@Suite struct MarkdownTests {
  @Test(
    "Tables, strikethrough, autolinks and task lists are rendered, without attributes that a page may not hold"
  )
  func extensions() {
    let html = Markdown.html(
      """
      | a | b |
      |---|--:|
      | 1 | 2 |

      ~~gone~~ https://example.com

      - [x] done
      - [ ] open
      """
    ).text
    #expect(html.contains("<td class=\"num\">2</td>"))
    #expect(html.contains("<del>gone</del>"))
    #expect(html.contains("<a href=\"https://example.com\">https://example.com</a>"))
    #expect(html.contains("<span class=\"task\">\u{2611}\u{FE0E}</span> done"))
    #expect(!html.contains("<input") && !html.contains("align=") && !html.contains("style="))
  }

  @Test("Raw HTML, scripts in links and pictures from elsewhere do not get through")
  func unsafe() {
    let html = Markdown.html(
      """
      <script>alert(1)</script> <b onclick="x">b</b>

      <div>block</div>

      [a](javascript:alert(1)) ![pic](https://example.com/pixel.png)
      """
    ).text
    #expect(!html.contains("script>") && !html.contains("onclick") && !html.contains("<div>"))
    #expect(!html.contains("javascript:") && !html.contains("<img"))
    #expect(html.contains("<a href=\"https://example.com/pixel.png\">pic</a>"))
  }

  @Test("A picture inside a link, or a link inside a picture, never makes a link inside a link")
  func nestedLinks() {
    #expect(
      Markdown.html("[![pic](https://a.b/c.png)](https://d.e)").text
        == "<p><a href=\"https://d.e\">pic</a></p>\n")
    #expect(
      Markdown.html("![x *[y](https://a.b)* z](https://c.d)").text
        == "<p>x <em><a href=\"https://a.b\">y</a></em> z</p>\n")
  }

  @Test("Text that looks like the renderer's own tags stays text")
  func lookalike() {
    let html = Markdown.html("`<td align=\"left\">` | <input type=\"checkbox\" disabled=\"\" />").text
    #expect(html.contains("&lt;td align=&quot;left&quot;&gt;"))
    #expect(!html.contains("<input"))
  }

  @Test("Many threads at once get what one alone gets")
  func threads() async {
    let text = String(repeating: "~~gone~~ https://example.com a@b.c\n\n", count: 50)
    let expected = Markdown.html(text)
    await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<500 { group.addTask { Markdown.html(text) == expected } }
      for await isEqual in group { #expect(isEqual) }
    }
  }

  @Test("Headings take their place in the page")
  func headings() {
    let html = Markdown.html("# a\n\n###### b", headings: .deeper(by: 2)).text
    #expect(html == "<h3>a</h3>\n<h6>b</h6>\n")
    let paragraphs = Markdown.html("# a\n\n###### b `<h1>`", headings: .paragraphs).text
    #expect(paragraphs == "<p class=\"h1\">a</p>\n<p class=\"h6\">b <code>&lt;h1&gt;</code></p>\n")
  }

  @Test("What is too long is shortened, at a whole character, and says so")
  func bound() {
    let html = Markdown.html(String(repeating: "é", count: 100), limit: 21).text
    #expect(html == "<p>\(String(repeating: "é", count: 10))</p>\n<p>(shortened)</p>\n")
  }

  @Test(
    "Deep nesting neither crashes nor takes for ever",
    arguments: ["> ", "[", "![", "*a ", "![a *", "- ", "**[x](", "~~", "| "])
  func depth(piece: String) {
    let text = String(repeating: piece, count: 20_000) + String(repeating: "](x)", count: 20_000)
    #expect(Markdown.html(text).bytes.count < 8_000_000)
  }
}
