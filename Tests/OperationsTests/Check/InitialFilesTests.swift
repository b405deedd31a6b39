import Foundation
import Git
import Governance
import Ledger
import Testing

@testable import Operations

@Suite("A new ops repository")
struct InitialFilesTests {
  private let folder: TestFolder
  private let act: Act

  init() throws {
    folder = try TestFolder()
    let person = Person(name: "Ada", email: "ada@example.com")
    act = Act(actor: person, at: Instant(seconds: 1_800_000_000), machine: person)
  }

  private func make(bare: Bool) throws -> Workspace {
    try InitWorkspace(path: folder("repository"), isBare: bare, act: act).run()
  }

  @Test("check has nothing to say about it")
  func sound() throws {
    let workspace = try make(bare: true)
    #expect(try CheckWorkspace(tree: try workspace.mainTree()).run() == [])
  }

  @Test("it has what a forge and an editor look for")
  func files() throws {
    _ = try make(bare: false)
    #expect(try folder.git("status", "--porcelain") == "")
    for name in [
      "README.md", "CODEOWNERS", ".gitattributes", ".gitignore", ".vscode/settings.json", "hooks/README.md",
      ".github/workflows/n8n-ops.yml", ".gitlab-ci.yml", ".gitea/workflows/n8n-ops.yml", "state/format.json",
    ] {
      #expect(folder.read("repository/\(name)")?.isEmpty == false, "\(name)")
    }
    let policies = try folder.git("ls-files", "policies")
    #expect(policies.split(separator: "\n").count == 8, "\(policies)")
  }

  @Test("files that a forge has put there stay")
  func existingFiles() throws {
    try folder.git("init", "-q", "-b", "main", folder("repository"), in: ".")
    try folder.write("Ours\n", to: "repository/README.md")
    try folder.git("add", ".")
    try folder.git("commit", "-qm", "first")
    _ = try make(bare: false)
    #expect(folder.read("repository/README.md") == "Ours\n")
    #expect(folder.read("repository/state/format.json") != nil)
  }

  @Test("completing an existing one adds what it lacks, and changes and removes nothing")
  func completed() throws {
    let workspace = try make(bare: false)
    try folder.write("Ours\n", to: "repository/README.md")
    try folder.write("extra\n", to: "repository/docs/extra.txt")
    try folder.git("rm", "-q", ".gitignore", "policies/retention.json")
    try folder.git("add", ".")
    try folder.git("commit", "-qm", "ours")
    let before = try folder.git("ls-tree", "-r", "main")
    _ = try InitWorkspace(path: folder("repository"), isBare: false, act: act).run(completes: true)
    let after = try folder.git("ls-tree", "-r", "main").split(separator: "\n")
    #expect(Set(before.split(separator: "\n")).isSubset(of: after))
    #expect(after.count == before.split(separator: "\n").count + 2)
    #expect(folder.read("repository/README.md") == "Ours\n")
    #expect(try folder.git("status", "--porcelain") == "")
    let tip = try folder.git("rev-parse", "main")
    _ = try InitWorkspace(path: folder("repository"), isBare: false, act: act).run(completes: true)
    #expect(try folder.git("rev-parse", "main") == tip)
    #expect(try CheckWorkspace(tree: try workspace.mainTree()).run() == [])
  }

  @Test(
    "its pipelines are YAML, as another parser reads it, get all the history, and run check and verify",
    .enabled(if: YAMLJudge.isPresent, "python3 with PyYAML"),
    arguments: [".github/workflows/n8n-ops.yml", ".gitea/workflows/n8n-ops.yml", ".gitlab-ci.yml"])
  func pipelines(_ name: String) throws {
    _ = try make(bare: false)
    let commands = try YAMLJudge.strings(in: folder("repository/\(name)"))
    #expect(commands.contains { $0.hasPrefix("n8n-ops check") }, "\(commands)")
    #expect(commands.contains { $0.contains("n8n-ops verify") }, "\(commands)")
    #expect(commands.contains("0"), "depth of the checkout: \(commands)")
  }

  @Test(
    "its pipelines verify main as it is now, also in a working copy that a runner has kept",
    arguments: [".github/workflows/n8n-ops.yml", ".gitea/workflows/n8n-ops.yml", ".gitlab-ci.yml"])
  func keptWorkingCopy(_ name: String) throws {
    _ = try make(bare: false)
    let lines = try #require(folder.read("repository/\(name)")).split(separator: "\n")
    let line = try #require(lines.first { $0.contains("git branch ") })
    let words = line[(try #require(line.range(of: "branch ")).lowerBound)...].split(separator: " ")
    try folder.git("clone", "-q", folder("repository"), folder("kept"), in: ".")
    try folder.git("commit", "-q", "--allow-empty", "-m", "later")
    try folder.git("fetch", "-q", "origin", in: "kept")
    try folder.git("checkout", "-q", "--detach", "origin/main", in: "kept")
    try folder.git(words.map(String.init), in: "kept", email: "judge@example.org")
    #expect(try folder.git("rev-parse", "main", in: "kept") == folder.git("rev-parse", "main"))
  }

  @Test("the built site and keys are ignored, state is not")
  func ignored() throws {
    _ = try make(bare: false)
    #expect(
      try folder.git("check-ignore", "site/index.html", "production.key", ".env").split(separator: "\n").count
        == 3)
    #expect(throws: (any Error).self) { try folder.git("check-ignore", "state/tenants/acme/tenant.json") }
  }

  @Test("a second time is refused")
  func twice() throws {
    _ = try make(bare: true)
    #expect(throws: OpsError.self) { try make(bare: true) }
  }
}

/// PyYAML, which knows nothing of us.
private enum YAMLJudge {
  static let isPresent = (try? run("import yaml")) != nil

  /// Every scalar of a document.
  static func strings(in path: String) throws -> [String] {
    let program = """
      import sys, yaml
      def walk(v):
          for x in (v.values() if isinstance(v, dict) else v if isinstance(v, list) else []): walk(x)
          if not isinstance(v, (dict, list)): print(v)
      walk(yaml.safe_load(open(sys.argv[1])))
      """
    return try run(program, path).split(separator: "\n").map(String.init)
  }

  @discardableResult
  private static func run(_ program: String, _ arguments: String...) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-c", program] + arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw CocoaError(.executableLoad) }
    return String(decoding: data, as: UTF8.self)
  }
}
