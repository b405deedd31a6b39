import Foundation
import Governance
import Terminal

/// Runs what the demo shows: our own commands in this process, Git's on its command line.
struct DemoShell: Sendable {
  let context: CommandContext
  let place: DemoFolder

  /// The reviewer of the demo merges with Git's own command.
  static func requireGit(_ variables: [String: String]) throws(OpsError) {
    let folders = (variables["PATH"] ?? "").split(separator: ":")
    guard !folders.contains(where: { FileManager.default.isExecutableFile(atPath: "\($0)/git") }) else {
      return
    }
    throw OpsError(
      "git is not installed", at: "PATH", because: "the demo's reviewer merges with the git command",
      remedy: "apt-get install git, or add the folder of git to PATH.")
  }

  /// Prints a command as a user would type it, runs it as the person, and expects its exit code.
  func ops(_ arguments: String..., as person: Person, expecting expected: ExitCode = .success)
    async throws(OpsError)
  {
    try await run(arguments, as: person, expecting: expected)
  }

  /// The same for words in an array.
  func run(_ arguments: [String], as person: Person, expecting expected: ExitCode = .success)
    async throws(OpsError)
  {
    show("n8n-ops", arguments, as: person)
    var inner = context
    inner.environment["GIT_AUTHOR_NAME"] = person.name
    inner.environment["GIT_AUTHOR_EMAIL"] = person.email
    inner.environment["N8N_OPS_REPO"] = place.repository
    inner.environment["N8N_OPS_TENANT"] = nil
    inner.workingDirectory = place.path
    let code = await Root.runner.run(arguments, inner)
    context.console.flush()
    // The command has given up or ended in order; the signal was meant for the demo as well.
    let signal = Interruption.latest.load(ordering: .relaxed)
    if signal != 0 { Interruption.endProcess(by: signal) }
    guard code == expected else {
      throw OpsError(
        "The demo's command ended otherwise than expected", at: "n8n-ops \(arguments.joined(separator: " "))",
        because: "exit code \(code.rawValue) and not \(expected.rawValue)")
    }
    if code != .success {
      context.console.print(context.console.styled("(exit code \(code.rawValue))", .dim))
    }
  }

  /// The same for the git command line, in a clone where one is named.
  func git(_ arguments: String..., in clone: String? = nil, as person: Person) throws(OpsError) {
    let arguments = (clone.map { ["-C", $0] } ?? []) + arguments
    show("git", arguments, as: person)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["git", "-c", "protocol.file.allow=always"] + arguments
    process.currentDirectoryURL = URL(fileURLWithPath: place.path)
    // Neither the configuration of whoever watches (signing, hooks) nor a repository that a hook works in.
    var variables = context.environment.filter { !$0.key.hasPrefix("GIT_") }
    variables["GIT_CONFIG_GLOBAL"] = "/dev/null"
    for (role, value) in [("AUTHOR", person), ("COMMITTER", person)] {
      variables["GIT_\(role)_NAME"] = value.name
      variables["GIT_\(role)_EMAIL"] = value.email
    }
    variables["GIT_CONFIG_NOSYSTEM"] = "1"
    variables["GIT_TERMINAL_PROMPT"] = "0"
    variables["GIT_MERGE_AUTOEDIT"] = "no"
    process.environment = variables
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    process.standardInput = FileHandle.nullDevice
    do {
      try process.run()
    } catch {
      throw OpsError(
        "git cannot be run", at: "PATH", because: error.localizedDescription,
        remedy: "apt-get install git, or add the folder of git to PATH.")
    }
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    for line in text.split(separator: "\n") { context.console.print(Console.safe(String(line))) }
    guard process.terminationStatus == 0 else {
      throw OpsError(
        "A git command of the demo failed", at: "git \(arguments.joined(separator: " "))",
        because: "exit code \(process.terminationStatus)")
    }
  }

  private func show(_ program: String, _ arguments: [String], as person: Person) {
    let words = ([program] + arguments).map(ShellWords.quoted).joined(separator: " ")
    let console = context.console
    console.print()
    console.print(
      console.styled("\(person.name.split(separator: " ")[0].lowercased())$ ", .cyan)
        + console.styled(words, .bold))
    console.flush()
  }
}
