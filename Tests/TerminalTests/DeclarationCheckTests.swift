import Testing

@testable import Terminal

@Suite("Checks of declarations")
struct DeclarationCheckTests {
  @Test("the sample program is declared well")
  func sound() {
    #expect(CommandLineRunner(root: Sample.self, version: "1").problems() == [])
  }

  @Test("a line of a document is understood or not")
  func lines() {
    let runner = CommandLineRunner(root: Sample.self, version: "1")
    #expect(runner.complaint(about: "sample env add prod --class staging --url 'https://n8n'") == nil)
    #expect(runner.complaint(about: "sample env") == nil)
    #expect(runner.complaint(about: "sample env add --help") == nil)
    #expect(runner.complaint(about: "git status --short") == nil)
    #expect(runner.complaint(about: "sample env add prod --url x") == "missing option '--class'")
  }

  @Test("mistakes in declarations are found")
  func mistakes() {
    let problems = CommandLineRunner(root: Muddled.self, version: "1").problems()
    #expect(
      problems == [
        "muddled: has no abstract",
        "muddled: says nothing about --stray",
        "muddled: declares 'one' twice",
        "muddled: groups commands and has arguments of its own",
        "muddled one: says nothing about --twice",
        "muddled one: says nothing about -t",
        "muddled one: declares '-h' twice",
        "muddled one: has an argument after a repeating one",
        "muddled one: has a required argument after an optional one",
        "muddled one: example 'muddled other x': calls 'muddled other'",
        "muddled one: example 'muddled one 'x': a quote is open",
        "muddled one: example 'muddled one --twcie y x': unknown option '--twcie'; did you mean '--twice'?",
      ])
  }
}

private struct Muddled: Command {
  static let configuration = CommandConfiguration(
    commandName: "muddled", subcommands: [MuddledOne.self, MuddledOther.self])
  @Flag var stray = false
}

private struct MuddledOne: Command {
  static let configuration = CommandConfiguration(
    commandName: "one", abstract: "One.",
    examples: [
      Example(command: "muddled other x", says: "Of another."),
      Example(command: "muddled one 'x", says: "Open."),
      Example(command: "muddled one --twcie y x", says: "Mistyped."),
      Example(command: "other program", says: "Fine."),
    ])
  @Option var twice: String?
  @Flag(name: .customShort("t")) var tiny = false
  @Flag(name: .customShort("h"), help: "Not help.") var high = false
  @Argument(help: "Many.") var many: [String] = []
  @Argument(help: "Last.") var last: String
}

private struct MuddledOther: Command {
  static let configuration = CommandConfiguration(commandName: "other", abstract: "Other.", aliases: ["one"])
}
