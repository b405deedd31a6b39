import Terminal
import Testing

/// A program without subcommands.
private struct Single: Command {
  static let configuration = CommandConfiguration(
    commandName: "single", abstract: "Does one thing.",
    examples: [Example(command: "single --key k help", says: "Do it to a thing called help.")])

  @Option(help: "The key.", completion: CompletionKind.none) var key: String
  @Option(help: "How.", completion: .list(["fast", "slow"])) var how = "fast"
  @Argument(help: "To what.", completion: CompletionKind.none) var things: [String] = []

  mutating func run(_ context: CommandContext) async throws {
    context.console.print("\(key) \(how) \(things)")
  }
}

@Suite("A program that is a single command")
struct SingleCommandTests {
  private let runner = CommandLineRunner(root: Single.self, version: "2")

  private func run(_ words: String...) async -> Outcome {
    let capture = CapturingConsole()
    let context = CommandContext(
      console: capture.console, environment: [:], workingDirectory: "/", now: { 0 })
    let code = await runner.run(words, context)
    return Outcome(code: code, output: capture.output, errors: capture.errors)
  }

  @Test("its arguments are its own, also those that are commands elsewhere")
  func arguments() async {
    #expect(await run("--key", "k", "help", "completions").output == "k fast [\"help\", \"completions\"]\n")
    #expect(await run("help").errors.hasPrefix("error: missing option '--key'\nRun 'single --help'"))
    #expect(await run("--version").output == "single 2\n")
    #expect(runner.problems() == [])
  }

  @Test("its help has an option for completions")
  func help() async throws {
    try expectGolden(await run("--help").output, "help-single.txt")
  }

  @Test("it writes completions by an option", .enabled(if: Shell.fish.isInstalled, "needs fish"))
  func completions() async throws {
    let script = await run("--generate-completion-script", "fish").output
    #expect(await run("--generate-completion-script=fish").output == script)
    #expect(try Shell.fish.run(script + "complete -C 'single --how s'\n").hasPrefix("slow"))
    #expect(
      await run("--generate-completion-script", "fihs", "--key", "k").errors.contains("did you mean 'fish'?"))
  }

  @Test("bash completes it", .enabled(if: Shell.bash.isInstalled, "needs bash"))
  func bash() async throws {
    let script = await run("--generate-completion-script", "bash").output
    #expect(
      try Shell.bash.run(script + "COMP_WORDS=(single --how f)\nCOMP_CWORD=2\n_single\necho $COMPREPLY")
        == "fast\n")
  }
}
