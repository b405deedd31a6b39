import Testing

@testable import Terminal

@Suite("Console")
struct ConsoleTests {
  @Test("results go to output, notes and warnings to errors")
  func streams() {
    let capture = CapturingConsole()
    capture.console.print("result")
    capture.console.write([0x61, 0xFF, 0x0A])
    capture.console.note("note")
    capture.console.warning("careful")
    #expect(capture.outputBytes == Array("result\n".utf8) + [0x61, 0xFF, 0x0A])
    #expect(capture.errors == "note\nwarning: careful\n")
  }

  @Test("styles vanish without colours")
  func styles() {
    #expect(CapturingConsole(usesColor: true).console.styled("x", [.bold, .red]) == "\u{1B}[1;31mx\u{1B}[0m")
    #expect(CapturingConsole(usesColor: true).console.styled("", .bold) == "")
    #expect(CapturingConsole(usesColor: true).console.withoutColor().styled("x", .bold) == "x")
    #expect(CapturingConsole().console.styled("x", .dim) == "x")
  }

  @Test(
    "who gets colours",
    arguments: [
      (true, [:], true), (false, [:], false), (true, ["NO_COLOR": "1"], false),
      (true, ["NO_COLOR": ""], true),
      (false, ["CLICOLOR_FORCE": "1"], true), (false, ["CLICOLOR_FORCE": "0"], false),
      (false, ["CLICOLOR_FORCE": "1", "NO_COLOR": "1"], false), (true, ["TERM": "dumb"], false),
      (true, ["CLICOLOR": "0"], false), (true, ["TERM": "xterm-256color"], true),
    ] as [(Bool, [String: String], Bool)])
  func colors(isTerminal: Bool, environment: [String: String], usesColor: Bool) {
    #expect(ColorPolicy.usesColor(isTerminal: isTerminal, environment: environment) == usesColor)
  }

  @Test("which locales have Unicode")
  func locales() {
    #expect(ColorPolicy.usesUnicode(environment: ["LANG": "en_GB.UTF-8"]))
    #expect(ColorPolicy.usesUnicode(environment: ["LC_ALL": "", "LC_CTYPE": "C.utf8", "LANG": "C"]))
    #expect(!ColorPolicy.usesUnicode(environment: ["LC_ALL": "C", "LANG": "en_GB.UTF-8"]))
    #expect(!ColorPolicy.usesUnicode(environment: [:]))
  }

  @Test(
    "text from outside cannot steer the terminal",
    arguments: [
      ("plain ~ text", "plain ~ text"), ("Größe 日本 👩‍👩‍👧 ✈️", "Größe 日本 👩‍👩‍👧 ✈️"),
      ("\u{1B}]0;title\u{7}", #"\u{1B}]0;title\u{7}"#), ("a\nb\rc\td", #"a\nb\rc\td"#),
      ("a\r\nb", #"a\r\nb"#),
      ("\u{9B}31m", #"\u{9B}31m"#), ("\u{7F}", #"\u{7F}"#), ("a\u{202E}b", #"a\u{202E}b"#),
      ("a\u{200B}b\u{FEFF}", #"a\u{200B}b\u{FEFF}"#), ("\u{2028}", #"\u{2028}"#),
      ("\u{10F842}", #"\u{10F842}"#),
      ("\u{FFFF}", #"\u{FFFF}"#), ("", ""),
    ])
  func safe(text: String, shown: String) {
    #expect(Console.safe(text) == shown)
  }

  @Test("output is handed on in large pieces, and before errors")
  func buffering() {
    let sink = RecordingSink()
    let console = sink.console(isTerminal: false)
    console.print("a")
    console.print("b")
    #expect(sink.writes == [])
    console.note("note")
    #expect(sink.writes == ["out:a\nb\n", "err:note\n"])
    console.write(String(repeating: "x", count: 70000))
    #expect(sink.writes.count == 3)
  }

  @Test("a terminal gets whole lines at once")
  func terminalLines() {
    let sink = RecordingSink()
    let console = sink.console(isTerminal: true)
    console.write("a")
    #expect(sink.writes == [])
    console.write("b\n")
    #expect(sink.writes == ["out:ab\n"])
  }

  @Test("a reader that has gone is not written to again")
  func brokenPipe() {
    let sink = RecordingSink(accepts: false)
    let console = sink.console(isTerminal: true)
    for _ in 0..<3 { console.print("a") }
    for _ in 0..<3 { console.note("b") }
    #expect(sink.writes == ["out:a\n", "err:b\n"])
  }

  @Test("lines from many tasks are never torn")
  func concurrentLines() async {
    let capture = CapturingConsole()
    await withTaskGroup(of: Void.self) { group in
      for task in 0..<8 {
        group.addTask { for _ in 0..<200 { capture.console.print(String(repeating: "\(task)", count: 40)) } }
      }
    }
    let lines = capture.output.split(separator: "\n")
    #expect(lines.count == 1600)
    #expect(lines.allSatisfy { Set($0).count == 1 && $0.count == 40 })
  }
}
