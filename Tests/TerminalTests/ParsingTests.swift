import Terminal
import Testing

@Suite("Command lines")
struct ParsingTests {
  @Test(
    "every way of writing an option arrives",
    arguments: [
      ["env", "add", "p", "--class", "production", "--url", "u"],
      ["env", "add", "--class=production", "--url=u", "p"],
      ["env", "add", "-c", "production", "p", "--url", "u"],
      ["env", "add", "-cproduction", "--url", "u", "--", "p"],
      ["env", "add", "-c=production", "--url", "u", "p"],
      ["environment", "add", "p", "-c", "staging", "--class", "production", "--url", "u"],
      ["--repo", ".", "env", "--url", "u", "add", "p", "-c", "production"],
    ])
  func waysOfWriting(words: [String]) async {
    let outcome = await run(words)
    #expect(outcome.output == "p production u 30 [] true . -\n")
    #expect(outcome.errors == "")
    #expect(outcome.code == .success)
  }

  @Test("values, defaults, inversion, repetition and groups")
  func values() async {
    let outcome = await run(
      "env", "add", "p", "-c", "staging", "--url", "", "--timeout", "5", "-l", "a", "--label=b=c",
      "--no-test",
      "--tenant", "t", "--repo=x y")
    #expect(outcome.output == #"p staging  5 ["a", "b=c"] false x y t"# + "\n")
  }

  @Test("the last of an option or flag given twice counts")
  func lastCounts() async {
    let outcome = await run("env", "add", "p", "-cstaging", "--url=a", "--url=b", "--no-test", "--test")
    #expect(outcome.output == "p staging b 30 [] true . -\n")
  }

  @Test("bundled flags, negative numbers and what follows a double dash")
  func details() async {
    #expect(await run("sync", "-da", "x").output == "sync [\"x\"] - 0 true true\n")
    #expect(
      await run("sync", "--offset", "-5", "-7", "-").output == "sync [\"-7\", \"-\"] - -5 false false\n")
    #expect(
      await run("sync", "--", "--offset", "-h").output == "sync [\"--offset\", \"-h\"] - 0 false false\n")
    #expect(await run("sync", "--only=--all").output == "sync [] --all 0 false false\n")
  }

  @Test(
    "a wrong command line ends with 64, says what is wrong and how to see help",
    arguments: [
      (["env", "add", "p", "--url", "u"], "missing option '--class'", "sample env add"),
      (["env", "add", "--url", "u", "-cstaging"], "missing argument '<name>'", "sample env add"),
      (["env", "add", "p", "--url"], "option '--url' needs a value", "sample env add"),
      (
        ["env", "add", "p", "--url", "--test"],
        "option '--url' needs a value; for the value '--test' write '--url=--test'", "sample env add"
      ),
      (
        ["env", "add", "p", "--url", "--" + String(repeating: "k", count: 50)],
        "option '--url' needs a value; for the value '--kkkkkkkkkk…' write '--url=--kkkkkkkkkk…'",
        "sample env add"
      ),
      (
        ["env", "add", "p", "--url", "u", "-c", "prodution"],
        "'prodution' is not a value for '--class': it is one of development, staging, production; "
          + "did you mean 'production'?", "sample env add"
      ),
      (
        ["env", "add", "p", "--url", "u", "-c", "staging", "--timeout", "soon"],
        "'soon' is not a value for '--timeout'", "sample env add"
      ),
      (["env", "add", "p", "q"], "unexpected argument 'q'", "sample env add"),
      (["env", "add", "--json=yes"], "option '--json' takes no value", "sample env add"),
      (["sync", "-d=yes"], "option '-d' takes no value", "sample sync"),
      (["sync", "-dx"], "unknown option '-x' in '-dx'", "sample sync"),
      (["sync", "--onyl", "x"], "unknown option '--onyl'; did you mean '--only'?", "sample sync"),
      (["env", "list", "--url", "u"], "unknown option '--url'", "sample env list"),
      (["--rep", "x", "env", "list"], "unknown option '--rep'; did you mean '--repo'?", "sample"),
      (["snyc"], "unknown command 'snyc'; did you mean 'sync'?", "sample"),
      (["env", "lst"], "unknown command 'lst'; did you mean 'list'?", "sample env"),
      (["fial"], "unknown command 'fial'", "sample"),
      ([], "'sample' needs a command", "sample"),
      (["env"], "'sample env' needs a command", "sample env"),
      (["--no-color", "env", "--"], "'sample env' needs a command", "sample env"),
      (["a\u{1B}b\n"], #"unknown command 'a\u{1B}b\n'"#, "sample"),
      (["env", "list", "--tenant", "nobody"], "there is no tenant 'nobody'", "sample env list"),
      (
        ["env", "add", "p", "-cstaging", "--url=u", "--timeout=-1"], "a time-out is not negative",
        "sample env add"
      ),
      (["fail", "invalid"], "the moon is not full", "sample fail"),
    ])
  func mistakes(words: [String], message: String, call: String) async {
    let outcome = await run(words)
    #expect(outcome.code == .usage)
    #expect(outcome.output == "")
    #expect(outcome.errors == "error: \(message)\nRun '\(call) --help' to see how it is used.\n")
  }

  @Test("an assignment through a property leaves copies alone")
  func copies() {
    let first = EnvList()
    var second = first
    second.shared.repo = "changed"
    #expect(second.shared.repo == "changed")
  }

  @Test("words that were quoted for a shell come back")
  func shellWords() {
    var generator = SeededGenerator(seed: 11)
    let alphabet: [Character] = ["a", "'", "\"", "\\", " ", "\n", "$", "-", "ü", "="]
    for _ in 0..<500 {
      let words = (0..<Int.random(in: 0...4, using: &generator)).map { _ in
        String(
          (0..<Int.random(in: 0...6, using: &generator)).map { _ in
            alphabet.randomElement(using: &generator) ?? "a"
          })
      }
      #expect(ShellWords.split(ShellWords.joined(words)) == words)
    }
    #expect(ShellWords.split("a \"b\\\"c\" d\\ e 'f") == nil)
    #expect(ShellWords.split(#"a "b\"c\d" d\ e"#) == ["a", #"b"c\d"#, "d e"])
  }
}
