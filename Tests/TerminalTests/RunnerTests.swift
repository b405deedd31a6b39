import Terminal
import Testing

@Suite("Runner")
struct RunnerTests {
  @Test(
    "a command ends with the code it throws, silently",
    arguments: [("found", ExitCode.found), ("partial", .partial)])
  func thrownCodes(way: String, code: ExitCode) async {
    #expect(await run("fail", way) == Outcome(code: code, output: "", errors: ""))
  }

  @Test("exit codes are those of the design")
  func codes() {
    let codes: [ExitCode] = [.success, .failure, .found, .partial, .usage]
    #expect(codes.map(\.rawValue) == [0, 1, 2, 3, 64])
  }

  @Test("an error that explains itself says what, where, why and what to try")
  func explained() async throws {
    let plain = await run("fail", "explained")
    #expect(plain.code == .failure)
    #expect(plain.output == "")
    try expectGolden(plain.errors, "error-explained.txt")
    try expectGolden(await run(["fail", "explained"], usesColor: true).errors, "error-colored.txt")
  }

  @Test("programs that ask for it get errors as a document on output, and the words stay beside it")
  func documents() async {
    let document = ErrorDocument(flag: "--json") { Array("\($0.what)|\($0.exitCode.rawValue)\n".utf8) }
    func run(_ words: String...) async -> Outcome {
      let capture = CapturingConsole()
      let context = CommandContext(
        console: capture.console, environment: [:], workingDirectory: "/", now: { 0 })
      let runner = CommandLineRunner(root: Sample.self, version: "1", errorDocument: document)
      return Outcome(code: await runner.run(words, context), output: capture.output, errors: capture.errors)
    }
    let wrong = await run("env", "list", "--json", "--tenant", "nobody")
    #expect(wrong.code == .usage && wrong.output == "there is no tenant 'nobody'|64\n")
    #expect(wrong.errors.hasPrefix("error: there is no tenant 'nobody'\n"))
    let unknown = await run("fail", "--json", "explained")
    #expect(unknown.code == .usage && unknown.output == "unknown option '--json'|64\n")
    #expect(await run("fail", "explained").output.isEmpty)
    #expect(await run("env", "list", "--json").output == "list true .\n")
    #expect(await run("env", "list", "--tenant", "nobody", "--", "--json").output.isEmpty)
  }

  @Test("an error document has what an error says of itself")
  func report() throws {
    let report = try #require(ErrorReport(Explained()))
    #expect(report.place == "environment 'prod'" && report.remedy == "sample env test prod")
    #expect(ErrorReport(ExitCode.found) == nil)
    #expect(ErrorReport(CancellationError())?.exitCode == .interrupted)
  }

  @Test("the commands that every program has show how they are used", arguments: ["completions", "help"])
  func builtIns(command: String) async {
    let help = await run(command, "--help").output
    #expect(help.contains("\nExamples:\n"))
    #expect(help.components(separatedBy: "\nExamples:\n").last?.contains("sample \(command)") == true)
  }

  @Test("any other error is shown on one line")
  func bare() async {
    #expect(
      await run("fail", "bare") == Outcome(code: .failure, output: "", errors: "error: bare\\nfailure\n"))
  }

  @Test("cancellation ends like an interrupt")
  func cancelled() async {
    #expect(
      await run("fail", "cancelled")
        == Outcome(code: .interrupted, output: "", errors: "error: interrupted\n"))
  }

  @Test("a command runs further commands inside the process")
  func nested() async {
    #expect(await run("fail", "nested") == Outcome(code: .success, output: "inner 2\n", errors: ""))
  }

  @Test("many command lines run at the same time")
  func concurrent() async {
    let outcomes = await withTaskGroup(of: (Int, Outcome).self) { group in
      for index in 0..<50 { group.addTask { (index, await run("sync", "env\(index)")) } }
      return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
    }
    #expect(outcomes.count == 50)
    for (index, outcome) in outcomes { #expect(outcome.output == "sync [\"env\(index)\"] - 0 false false\n") }
  }

  @Test("--no-color switches styles off wherever it stands, for errors too")
  func noColor() async {
    #expect(await run(["snyc"], usesColor: true).errors.contains("\u{1B}["))
    #expect(await run(["--no-color", "snyc"], usesColor: true).errors.contains("\u{1B}[") == false)
    #expect(await run(["sync", "--help", "--no-color"], usesColor: true).output.contains("\u{1B}[") == false)
  }
}
