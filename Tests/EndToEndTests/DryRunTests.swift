import Foundation
import Testing

@testable import n8n_ops

/// `--dry-run`, judged from outside.
@Suite("Dry runs")
struct DryRunTests {
  /// Commands that only look. Any other writes something, to the ops repository, to n8n or to a folder.
  private static let readers: Set<String> = [
    "tenant list", "team list", "platform admin list", "env list", "env overlay list", "env show",
    "doctor", "execution list", "credential list", "credential show", "credential test",
    "execution show",
    "pipeline list", "canonical unmanaged", "canonical matrix", "secret check",
    "workflow list", "workflow show", "workflow hash", "workflow diff", "promote list", "promote diff",
    "drift show", "incident list", "incident show", "snapshot list", "audit log", "audit show", "check",
    "preview", "remote show",
    "workflow analyze", "team export-signers", "hook receive", "completions", "help",
  ]

  /// What Git calls and nobody types.
  private static let drivers: Set<String> = ["workflow merge-file", "workflow textconv"]

  @Test("every command that writes has --dry-run, and every one with a result has --json")
  func options() {
    let commands = Root.runner.commands()
    #expect(commands.count > 35)
    for command in commands {
      let words = command.words.joined(separator: " ")
      if Self.drivers.contains(words) { continue }
      #expect(command.options.contains("--dry-run") != Self.readers.contains(words), "\(words)")
      #expect(command.options.contains("--json") != ["completions", "help"].contains(words), "\(words)")
    }
    #expect(Self.readers.isSubset(of: commands.map { $0.words.joined(separator: " ") }))
  }

  @Test("a dry run changes no byte of the repository, writes no file and changes nothing in n8n")
  func writesNothing() async throws {
    let landscape = try Landscape("dry")
    let workspace = landscape.workspace
    try expect(workspace.admin.run("platform", "admin", "add", "ada@example.com", "--name", "Ada Admin"))
    let (proposed, incident) = try await prepare(landscape)
    try SharedRepository(landscape.scratch).share(workspace.repository, machine: "here")
    try expect(workspace.admin.run("remote", "push"))
    try expect(
      workspace.admin.run(
        "env", "add", "spare", "--class", "staging", "--url", landscape.staging.url, "--api-key-from",
        "env:KEY_STAGING"))
    let beta = try await landscape.staging.workflows().first { $0["name"] as? String == "Beta" }
    let betaID = try #require(beta?["id"] as? String)
    let out = landscape.scratch.path("site")
    let file = landscape.scratch.path("workflows/0000.json")
    let lines: [(who: Program, status: Int32, words: [String])] = [
      (workspace.admin, 0, ["init", "--bare", landscape.scratch.path("new.git")]),
      (workspace.admin, 0, ["demo", landscape.scratch.path("demo")]),
      (workspace.admin, 0, ["tenant", "add", "second"]),
      (workspace.admin, 0, ["team", "invite", "x@example.com", "--name", "X"]),
      (workspace.admin, 0, ["platform", "admin", "add", "x@example.com", "--name", "X"]),
      (workspace.admin, 0, ["platform", "admin", "remove", "ada@example.com"]),
      (workspace.admin, 0, ["team", "role", "rosa@example.com", "viewer"]),
      (workspace.admin, 0, ["team", "remove", "rosa@example.com"]),
      (workspace.admin, 0, ["hook", "install"]),
      (workspace.admin, 0, ["verify"]),
      (
        workspace.admin, 0,
        [
          "env", "add", "third", "--class", "staging", "--url", landscape.staging.url, "--api-key-from",
          "env:KEY_STAGING",
        ]
      ),
      (workspace.admin, 0, ["env", "test", "staging"]),
      (
        workspace.admin, 0,
        ["env", "overlay", "set", "staging", "alpha", "Code", "/parameters/jsCode", "return [7];"]
      ),
      (workspace.admin, 0, ["env", "overlay", "remove", "staging", "beta", "Code", "/parameters/jsCode"]),
      (workspace.admin, 0, ["env", "edit", "spare", "--class", "development"]),
      (workspace.admin, 0, ["env", "remove", "spare", "--yes"]),
      (workspace.admin, 0, ["execution", "sync"]),
      (workspace.admin, 0, ["canonical", "link", "beta", betaID, "--env", "staging"]),
      (workspace.admin, 0, ["canonical", "unlink", "beta", "--env", "staging"]),
      (workspace.admin, 0, ["canonical", "ignore", "beta", "--env", "staging"]),
      (workspace.admin, 0, ["canonical", "unignore", "beta", "--env", "staging"]),
      (workspace.admin, 0, ["canonical", "delete", "beta", "--env", "staging"]),
      (workspace.admin, 0, ["pipeline", "add", "other", "development", "staging"]),
      (workspace.admin, 0, ["sync"]),
      (workspace.admin, 0, ["canonical", "onboard", "--env", "development", "--all"]),
      (workspace.developer, 0, ["promote", "plan", "--into", "staging", "gamma"]),
      (workspace.reviewer, 0, ["promote", "approve", proposed]),
      (workspace.reviewer, 0, ["promote", "reject", proposed, "--note", "no"]),
      (workspace.developer, 0, ["promote", "cancel", proposed, "--note", "no"]),
      (workspace.admin, 0, ["promote", "run"]),
      (workspace.admin, 2, ["drift", "check"]),
      (workspace.developer, 0, ["drift", "keep", "beta", "--env", "staging", "--reason", "good"]),
      (workspace.admin, 0, ["drift", "revert", "beta", "--env", "staging", "--reason", "bad"]),
      (workspace.admin, 0, ["incident", "ack", incident]),
      (workspace.admin, 0, ["incident", "resolve", incident, "--how", "accepted", "--note", "fine"]),
      (workspace.admin, 0, ["snapshot", "create", "--env", "staging", "--reason", "test"]),
      (workspace.admin, 0, ["site", "build", "--out", out]),
      (
        workspace.admin, 0,
        ["workflow", "merge", file, file, file, "--output", landscape.scratch.path("merged.json")]
      ),
      (workspace.admin, 0, ["migrate"]),
      (workspace.admin, 0, ["remote", "set", "origin"]),
      (workspace.admin, 0, ["remote", "fetch"]),
      (workspace.admin, 0, ["remote", "push"]),
      (workspace.admin, 0, ["remote", "remove"]),
      (workspace.admin, 0, ["retention", "run", "--force"]),
      (workspace.admin, 2, ["run", "--site", out]),
    ]
    // All that write are here, but the one that works on any clone, the one that needs a second machine, and those that
    // need a service key, a credential or a commit that is not allowed.
    let writers = Root.runner.commands().map { $0.words.joined(separator: " ") }
      .filter { !Self.readers.contains($0) && !Self.drivers.contains($0) && $0 != "git-setup" }
      .filter {
        !$0.hasPrefix("secret ") && !["audit accept", "promote take-over", "credential map"].contains($0)
      }
    for writer in writers {
      #expect(lines.contains { $0.words.joined(separator: " ").hasPrefix(writer) }, "\(writer)")
    }

    let temporary = landscape.scratch.path("temporary")
    try FileManager.default.createDirectory(atPath: temporary, withIntermediateDirectories: true)
    let before = try await state(landscape)
    for (who, status, words) in lines {
      let program = who.with(["TMPDIR": temporary])
      let text = try program.run(words + ["--dry-run"])
      #expect(
        text.status == status && text.output.hasPrefix("Dry run: nothing is written."),
        "\(words): \(text.all)")
      let json = try program.run(words + ["--dry-run", "--json"])
      let document = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
      #expect(json.status == status && document?["dryRun"] as? Bool == true, "\(words): \(json.all)")
      #expect(document?["result"] != nil && document?["changes"] is [Any], "\(words): \(json.output)")
      #expect(try await state(landscape) == before, "\(words)")
    }
  }

  @Test("a dry run tells which refs and files would change, and which workflows would be written")
  func tells() async throws {
    let landscape = try Landscape("dry-tells")
    let workspace = landscape.workspace
    let invited = try workspace.admin.run("team", "invite", "x@example.com", "--name", "X Y", "--dry-run")
      .output
    #expect(
      invited.contains("  ~ main\n      team: x-y is developer\n      + state/tenants/acme/team/x-y.json\n"))
    try await landscape.write("return [1];", to: ["Alpha"], in: landscape.development)
    try landscape.approve(["alpha"])
    let run = try workspace.admin.run("promote", "run", "--dry-run").output
    #expect(run.contains("may run: 1 workflow from development to staging, approved by Rosa Reviewer\n"))
    #expect(
      run.contains("  alpha would be updated in staging\n") && run.contains("  + snapshot/acme/staging/"))
    #expect(try await landscape.codeInStaging()["Alpha"] == "return [];")
    try expect(workspace.admin.run("promote", "run"))
    #expect(try await landscape.codeInStaging()["Alpha"] == "return [1];")
    #expect(
      try workspace.admin.run("promote", "run", "--dry-run").output.contains("Nothing waits to be run."))
  }

  @Test("a dry run finds what is wrong, with the exit code of the command")
  func failsAlike() throws {
    let landscape = try Landscape("dry-fails")
    let again = try landscape.workspace.admin.run("tenant", "add", "acme", "--dry-run")
    #expect(again.status == 1 && again.output.isEmpty && again.errors.contains("exists already"))
    let repository = landscape.scratch.path(landscape.workspace.repository)
    let second = try landscape.workspace.admin.run("init", repository, "--dry-run", "--json")
    #expect(second.status == 1 && second.output.contains("There is an ops repository already"))
  }

  /// A proposal that waits, an approved promotion, drift with an incident, and an unmanaged workflow.
  private func prepare(_ landscape: Landscape) async throws -> (proposed: String, incident: String) {
    let workspace = landscape.workspace
    try await landscape.write("return [1];", to: ["Alpha", "Gamma"], in: landscape.development)
    try landscape.approve(["alpha"])
    let planned = try workspace.json(workspace.developer, "promote", "plan", "--into", "staging", "gamma")
    let promotion = (planned as? [String: Any])?["promotion"] as? [String: Any]
    try await landscape.development.create(Sample.workflow("Delta"))
    try expect(
      workspace.admin.run(
        "env", "overlay", "set", "staging", "beta", "Code", "/parameters/jsCode", "return [];"))
    try await landscape.write("return [2];", to: ["Beta"], in: landscape.staging)
    let drift = try workspace.json(workspace.admin, "drift", "check") as? [[String: Any]]
    return (
      try #require(promotion?["id"] as? String),
      try #require(drift?.compactMap { $0["incident"] as? String }.first)
    )
  }

  /// Every file of the folder with its content, and every workflow of both instances.
  private func state(_ landscape: Landscape) async throws -> [String: Data] {
    var state: [String: Data] = [:]
    for path in FileManager.default.enumerator(atPath: landscape.scratch.url.path)?.allObjects ?? [] {
      // Output of programs that run goes to files beside.
      guard let path = path as? String, !path.hasSuffix(".out"), !path.hasSuffix(".err") else { continue }
      let url = landscape.scratch.url.appendingPathComponent(path)
      state[path] = (try? Data(contentsOf: url)) ?? Data()
    }
    for (name, instance) in [("development", landscape.development), ("staging", landscape.staging)] {
      state["n8n of \(name)"] = try JSONSerialization.data(
        withJSONObject: try await instance.workflows(), options: .sortedKeys)
    }
    return state
  }
}
