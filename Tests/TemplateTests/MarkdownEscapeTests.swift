import Template
import Testing

@Suite struct MarkdownEscapeTests {
  @Test(
    "Ordinary names stay readable",
    arguments: [
      "Order intake", "sync_users_v2", "Check (EU) - 50%!", "a > b", "v1.2.3", "R&D", "key: value", "C#",
      "98.4", "#12", "-5", "+49 30",
    ])
  func readable(name: String) {
    #expect(Markdown.escape(name) == name)
  }

  @Test(
    "What would mean something is escaped",
    arguments: [
      ("# x", "\\# x"), ("a|b", "a\\|b"), ("*a*", "\\*a\\*"), ("1. x", "1\\. x"), ("- x", "\\- x"),
      ("<b>", "\\<b>"), ("a\nb\t c ", "a b c"), ("[a](b)", "\\[a\\](b)"), ("&amp;", "\\&amp;"),
      ("https://x", "https\\://x"), ("`a`", "\\`a\\`"), ("_a_", "\\_a\\_"), ("x #", "x \\#"),
    ])
  func escaped(text: String, expected: String) {
    #expect(Markdown.escape(text) == expected)
  }

  /// What a reader sees of a piece of HTML: tags gone, entities read, blanks collapsed.
  private func visible(_ html: String) -> String {
    var text = ""
    var isTag = false
    for character in html {
      if character == "<" { isTag = true }
      if !isTag { text.append(character) }
      if character == ">" { isTag = false }
    }
    for (entity, character) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")] {
      text.replace(entity, with: character)
    }
    return normal(text)
  }

  private func normal(_ text: String) -> String {
    text.split { $0 == " " || $0 == "\n" || $0 == "\t" }.joined(separator: " ")
  }

  /// Text made of the pieces that mean most in Markdown.
  private func hostileText(_ random: inout some RandomNumberGenerator) -> String {
    let pieces = [
      "a", "b1", " ", "  ", "\n", "\t", "*", "**", "_", "__", "`", "```", "~", "~~", "#", "##", "+", "-",
      "---", "=",
      "==", ">", "<", "<b>", "</td>", "<!--", "|", "||", "\\", "\\|", "[", "]", "(", ")", "[x]", "![", "[^1]",
      "!",
      "&", "&amp;", "&#42;", "1.", "2)", "0", ":", "://", "http://a.b", "www.a.b", "www.", "$", "$$", "{",
      "}", "'",
      "\"", "@", "é", "日本", "\u{202E}", "e\u{301}", "😀", "%", "/", "?", ";", ",", "^", ":-:", ":---",
    ]
    return (0..<Int.random(in: 1...12, using: &random)).map { _ in pieces.randomElement(using: &random)! }
      .joined()
  }

  @Test("Escaped words show the same text in a paragraph, a heading, a list, a table cell, a link and bold")
  func property() {
    var random = SplitMix(state: 20_260)
    for _ in 0..<4000 {
      let text = hostileText(&random)
      let escaped = Markdown.escape(text)
      let expected = normal(text)
      guard !expected.isEmpty else { continue }
      #expect(visible(Markdown.html(escaped).text) == expected, "paragraph \(text.debugDescription)")
      #expect(visible(Markdown.html("# \(escaped)").text) == expected, "heading \(text.debugDescription)")
      #expect(visible(Markdown.html("- \(escaped)").text) == expected, "list \(text.debugDescription)")
      let table = Markdown.html("| h | i |\n|---|---|\n| \(escaped) | x |\n").text
      #expect(visible(table) == normal("h i " + expected + " x"), "cell \(text.debugDescription)")
      #expect(visible(Markdown.html("[\(escaped)](x)").text) == expected, "link \(text.debugDescription)")
    }
  }

  @Test("Code and blocks show the same text, whatever backticks are in it")
  func code() throws {
    let engine = try TemplateEngine(["page.md": Array("| h |\n|---|\n| {{C}} |\n\n{{B}}\n\nend\n".utf8)])
    var random = SplitMix(state: 7)
    for _ in 0..<2000 {
      let text = hostileText(&random)
      guard !normal(text).isEmpty else { continue }
      var data = TemplateData()
      data.set("C", code: text)
      data.set("B", block: text)
      let html = Markdown.html(String(decoding: try engine.render("page.md", data), as: UTF8.self)).text
      #expect(
        visible(html) == normal("h \(text) \(text)\n end"), "\(text.debugDescription)")
    }
  }
}

/// A small generator with a fixed seed (Steele, Lea and Flood 2014).
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
