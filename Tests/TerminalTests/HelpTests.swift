import Terminal
import Testing

@Suite("Help")
struct HelpTests {
  @Test(
    "the help of a command is made from its declarations",
    arguments: [
      (["--help"], "help-root.txt"), (["env", "--help"], "help-group.txt"),
      (["env", "add", "-h"], "help-command.txt"), (["completions", "--help"], "help-completions.txt"),
    ])
  func golden(words: [String], file: String) async throws {
    let outcome = await run(words)
    #expect(outcome.code == .success)
    #expect(outcome.errors == "")
    try expectGolden(outcome.output, file)
  }

  @Test("help fits a narrow terminal, with headings in bold")
  func narrow() async throws {
    let outcome = await run(["env", "add", "--help"], width: 50, usesColor: true)
    try expectGolden(outcome.output, "help-narrow.txt")
  }

  @Test("no line of a help is wider than the terminal", arguments: [40, 55, 72, 100, 300])
  func width(width: Int) async {
    let output = await run(["env", "--help"], width: width).output
    #expect(output.split(separator: "\n").allSatisfy { $0.count <= width })
  }

  @Test("help wins over everything else that is wrong, and works as a command")
  func otherWays() async {
    let help = await run("env", "add", "--help")
    #expect(await run("env", "add", "--clas", "x", "--help") == help)
    #expect(await run("help", "env", "add") == help)
    #expect(await run("--help", "env", "add") == help)
    #expect(await run("env", "--help", "add") == help)
    #expect(await run("help").output == run("--help").output)
    #expect(await run("sync", "--", "--help").output == "sync [\"--help\"] - 0 false false\n")
    #expect(await run("help", "nothing").code == .usage)
  }

  @Test("the help of bundled letters is shown")
  func bundled() async {
    #expect(await run("sync", "-dh") == run("sync", "--help"))
  }

  @Test("hidden commands and options are not shown, and work")
  func hidden() async {
    #expect(await run("--help").output.contains("fail") == false)
    #expect(await run("sync", "--help").output.contains("internals") == false)
    #expect(await run("sync", "--internals", "true").code == .success)
  }

  @Test("the version is told at the root only")
  func version() async {
    #expect(await run("--version").output == "sample 1.2.3\n")
    #expect(await run("sync", "--version").code == .usage)
  }
}
