import Testing

@testable import Terminal

@Suite("Tables")
struct TableTests {
  private func table() -> Table {
    var table = Table(["ENVIRONMENT", "WORKFLOWS", "STATE", .init("SINCE", alignment: .right)])
    table.add("prod", "1,204", "in sync", "2 h")
    table.add(["staging 日本", "7", Table.Cell("drifted", .red), ""])
    table.add("dev\u{1B}", "-", "")
    return table
  }

  @Test("columns are aligned by what the eye sees, numbers to the right, nothing trails")
  func alignment() {
    let capture = CapturingConsole()
    capture.console.print(table())
    #expect(
      capture.output == """
        ENVIRONMENT   WORKFLOWS  STATE    SINCE
        prod              1,204  in sync    2 h
        staging 日本          7  drifted
        dev\\u{1B}             -

        """)
  }

  @Test("a terminal's width is kept by cutting the widest columns; styles do not count")
  func truncation() {
    let capture = CapturingConsole(width: 30, usesColor: true)
    capture.console.print(table())
    let lines = capture.output.split(separator: "\n")
    #expect(lines.count == 4)
    for line in lines {
      let bare = line.replacing(/\u{1B}\[[0-9;]*m/, with: "")
      #expect(DisplayWidth.of(String(bare)) <= 30)
    }
    #expect(capture.output.contains("\u{1B}[31mdrifted\u{1B}[0m") || capture.output.contains("\u{1B}[31mdri"))
    #expect(capture.output.contains("…"))
  }

  @Test("a table without rows is its headings")
  func empty() {
    let capture = CapturingConsole()
    capture.console.print(Table(["A", "B"]))
    #expect(capture.output == "A  B\n")
  }

  @Test(
    "display widths",
    arguments: [
      ("", 0), ("abc", 3), ("é", 1), ("e\u{301}", 1), ("日本", 4), ("한", 2), ("👍", 2), ("👩‍👩‍👧", 2), ("✈️", 2),
      ("✈", 1), ("🇩🇪", 2), ("ｱ", 1), ("Ａ", 2), ("…", 1), ("\u{200D}", 0),
    ])
  func widths(text: String, width: Int) {
    #expect(DisplayWidth.of(text) == width)
  }

  @Test("cutting never exceeds the width and never splits a character")
  func cutting() {
    #expect(DisplayWidth.truncated("abcdef", to: 4) == "abc…")
    #expect(DisplayWidth.truncated("日本語", to: 4) == "日…")
    #expect(DisplayWidth.truncated("日本語", to: 6) == "日本語")
    #expect(DisplayWidth.truncated("ab", to: 1) == "…")
    #expect(DisplayWidth.truncated("ab", to: 0) == "")
  }

  @Test("text is broken at spaces; indented lines stay")
  func wrapping() {
    #expect(TextWrapping.lines("aa bb cc", width: 5) == ["aa bb", "cc"])
    #expect(TextWrapping.lines("aaaaaaaa b", width: 5) == ["aaaaaaaa", "b"])
    #expect(TextWrapping.lines("a\n\n  b   c d e f", width: 5) == ["a", "", "  b   c d e f"])
    #expect(TextWrapping.lines("", width: 5) == [""])
  }
}
