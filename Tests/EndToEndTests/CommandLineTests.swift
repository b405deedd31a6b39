import Foundation
import Testing

/// The command line as people and programs meet it.
@Suite("The command line")
struct CommandLineTests {
  @Test("--version says the version and nothing else")
  func version() throws {
    let scratch = try Scratch()
    let outcome = try scratch.ops.run("--version")
    #expect(outcome.status == 0 && outcome.errors.isEmpty)
    #expect(outcome.output.wholeMatch(of: /n8n-ops \d+\.\d+\.\d+\n/) != nil)
  }

  @Test("the help of every command shows how it is used, with an example")
  func help() throws {
    let scratch = try Scratch()
    let ops = scratch.ops
    let commands = try commands(of: ops)
    #expect(commands.count > 40)
    for command in commands {
      let outcome = try ops.run(command + ["--help"])
      let words = command.joined(separator: " ")
      #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(words)")
      let examples = outcome.output.components(separatedBy: "\nExamples:\n").dropFirst().first ?? ""
      #expect(examples.contains("n8n-ops \(words)"), "\(words): \(outcome.output)")
      #expect(outcome.output.split(separator: "\n").allSatisfy { $0.count <= 120 || $0.contains("n8n-ops") })
    }
  }

  @Test(
    "a command that does not exist ends with 64 and a suggestion",
    arguments: [
      (["promot", "run"], "promote"), (["promote", "rum"], "run"), (["env", "ad"], "add"),
      (["sync", "--evn", "x"], "--env"),
    ])
  func suggests(words: [String], suggestion: String) throws {
    let scratch = try Scratch()
    let outcome = try scratch.ops.run(words)
    #expect(outcome.status == 64 && outcome.output.isEmpty)
    #expect(outcome.errors.contains("did you mean '\(suggestion)'?"), "\(outcome.errors)")
    #expect(outcome.errors.contains("--help"))
  }

  @Test(
    "wrong use ends with 64 before anything is done",
    arguments: [
      ["promote", "plan", "--into", "staging"], ["env", "add", "production"],
      ["canonical", "onboard", "--env", "x"],
      [
        "env", "add", "UPPER", "--class", "staging", "--url", "http://127.0.0.1:1", "--api-key-from", "env:K",
      ],
      ["env", "add", "x", "--class", "moon", "--url", "http://127.0.0.1:1", "--api-key-from", "env:K"],
      ["audit", "log", "--limit", "many"], ["workflow", "hash"],
      ["env", "add", "x", "--class", "staging", "--url", "ftp://n8n", "--api-key-from", "env:K"],
      ["env", "add", "x", "--class", "staging", "--url", "https://u:p@n8n", "--api-key-from", "env:K"],
      ["env", "add", "x", "--class", "staging", "--url", "https://n8n/api/v1", "--api-key-from", "env:K"],
      ["team", "invite", "rosa", "--name", "Rosa"], ["team", "invite", "rosa@x y", "--name", "Rosa"],
      ["team", "invite", "rosa@example.com", "--name", ""],
      ["tenant", "add", "x", "--time-zone", "Moon/Sea"],
      ["drift", "keep", "a b", "--env", "x", "--reason", "r"],
      ["execution", "list", "--env", "x", "--status", "nonsense"],
      ["execution", "list", "--env", "x", "--since", "2026-13-40"],
      ["execution", "list", "--env", "x", "--since", "2026-11-30", "--until", "2026-11-01"],
      ["execution", "list", "--env", "x", "--limit", "0"], ["sync", "--accept-loss"],
      ["credential", "map", "crm", "--env", "x"],
      ["env", "edit", "x", "--client-certificate", "/c.pem"], ["env", "edit", "x", "--timeout", "0"],
    ])
  func usage(words: [String]) throws {
    let scratch = try Scratch()
    let outcome = try scratch.ops.run(words)
    #expect(outcome.status == 64 && outcome.output.isEmpty, "\(outcome.all)")
    #expect(outcome.errors.hasPrefix("error: "))
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.url.path) == [])
  }

  @Test("an error says what happened, where, why, and what to do")
  func errors() async throws {
    let scratch = try Scratch("errors")
    let instance = try Instance("2.40.7", in: scratch)
    let workspace = try TestWorkspace(scratch)
    let key = "not-the-key-7c1d9f"
    let admin = workspace.admin.with(["WRONG": key])
    let add = ["env", "add", "production", "--class", "production", "--api-key-from"]

    let refused = try admin.run(add + ["env:WRONG", "--url", instance.url])
    #expect(refused.status == 1 && refused.output.isEmpty)
    expectParts(refused.errors)
    #expect(
      refused.errors.contains("401") || refused.errors.lowercased().contains("key"), "\(refused.errors)")
    #expect(refused.errors.contains("production") && !refused.errors.contains(key))

    let unset = try admin.run(add + ["env:UNSET", "--url", instance.url])
    #expect(unset.status == 1)
    expectParts(unset.errors)
    #expect(unset.errors.contains("UNSET"), "\(unset.errors)")

    let nobody = try admin.run(add + ["env:WRONG", "--url", "http://127.0.0.1:9"])
    #expect(nobody.status == 1)
    expectParts(nobody.errors)

    let plain = try admin.run(add + ["env:WRONG", "--url", "http://n8n.example.com"])
    #expect(plain.status == 1)
    expectParts(plain.errors)

    for words in [
      ["sync", "--env", "nowhere"], ["workflow", "show", "nothing"], ["env", "list", "--tenant", "other"],
      ["env", "list", "--repo", scratch.path("nowhere")], ["promote", "approve", "20261124T174015Z-k3f9qz"],
    ] {
      let outcome = try admin.run(words)
      #expect(outcome.status == 1, "\(words): \(outcome.all)")
      expectParts(outcome.errors)
    }
    // Nothing was saved by all of that.
    #expect(try workspace.json(admin, "env", "list") as? [[String: String]] == [])
  }

  @Test("ENV-001 a key in place of a reference is refused and not repeated anywhere")
  func literalKey() async throws {
    let scratch = try Scratch("literal")
    let instance = try Instance("2.40.7", in: scratch)
    let workspace = try TestWorkspace(scratch)
    for key in ["eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.c2VjcmV0.c2lnbmF0dXJl", "n8n_api_0123456789abcdef"] {
      let outcome = try workspace.admin.run(
        "env", "add", "production", "--class", "production", "--url", instance.url, "--api-key-from", key)
      #expect(outcome.status != 0)
      #expect(!outcome.all.contains(key) && !outcome.all.contains(key.prefix(12)), "\(outcome.all)")
      #expect(outcome.errors.contains("reference"))
      let objects = try scratch.git.run(
        "-C", scratch.path(workspace.repository), "cat-file", "--batch-all-objects", "--batch")
      #expect(!objects.output.contains(key))
    }
  }

  @Test("TEAM-001 who is invited again gets another role; who only has the same name is somebody else")
  func members() throws {
    let workspace = try TestWorkspace(try Scratch("team"))
    for (email, role) in [("rosa@example.com", "developer"), ("rosa@example.org", "viewer")] {
      try expect(workspace.admin.run("team", "invite", email, "--name", "Rosa Reviewer", "--role", role))
    }
    let members = try workspace.json(workspace.admin, "team", "list") as? [[String: Any]] ?? []
    let roles = members.map { "\($0["email"] ?? "") \($0["role"] ?? "")" }.sorted()
    #expect(
      roles == [
        "ada@example.com admin", "dev@example.com developer", "rosa@example.com developer",
        "rosa@example.org viewer",
      ])
  }

  @Test("what a command prints goes to standard output, colour only to a terminal")
  func plainOutput() async throws {
    let demo = try await DemoRun.shared.result()
    for words in [["env", "list"], ["canonical", "matrix"], ["audit", "log"], ["incident", "list"]] {
      let outcome = try demo.scratch.ops.run(words + ["--repo", demo.scratch.path(demo.repository)])
      #expect(outcome.status == 0 && outcome.errors.isEmpty)
      #expect(!outcome.output.contains("\u{1B}") && !outcome.output.contains("\r"))
    }
  }

  @Test("completions are understood by the shell", arguments: ["bash", "zsh", "fish"])
  func completions(shell: String) throws {
    let scratch = try Scratch("completions")
    let outcome = try scratch.ops.run("completions", shell)
    #expect(outcome.status == 0 && outcome.output.contains("promote"))
    guard FileManager.default.isExecutableFile(atPath: Program.tool(shell, in: scratch.url).path) else {
      return
    }
    try outcome.output.write(toFile: scratch.path("script"), atomically: true, encoding: .utf8)
    let parsed = try Program.tool(shell, in: scratch.url).run("-n", scratch.path("script"))
    #expect(parsed.status == 0 && parsed.all.isEmpty, "\(parsed.all)")
  }

  /// All commands, found by reading the help as a person would.
  private func commands(of ops: Program) throws -> [[String]] {
    var result: [[String]] = []
    var waiting: [[String]] = [[]]
    while let command = waiting.popLast() {
      let help = try ops.run(command + ["--help"]).output
      guard let list = help.components(separatedBy: "\nCommands:\n").dropFirst().first else { continue }
      for line in list.components(separatedBy: "\n\n")[0].split(separator: "\n") {
        guard let match = line.prefixMatch(of: /\ \ ([a-z-]+)\ \ +/) else { continue }
        result.append(command + [String(match.output.1)])
        waiting.append(command + [String(match.output.1)])
      }
    }
    return result
  }

  private func expectParts(_ errors: String, sourceLocation: SourceLocation = #_sourceLocation) {
    let lines = errors.split(separator: "\n")
    #expect(lines.contains { $0.hasPrefix("error: ") }, "\(errors)", sourceLocation: sourceLocation)
    for part in ["where:", "try:"] {
      #expect(lines.contains { $0.hasPrefix("  \(part)") }, "\(errors)", sourceLocation: sourceLocation)
    }
  }
}
