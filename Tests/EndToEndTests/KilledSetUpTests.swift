import Foundation
import Testing

/// SIGKILL at the steps of what makes or changes an ops repository as a whole, then the same again.
@Suite("Killed while setting up", .serialized, .enabled(if: FaultSteps.isBuilt, "needs libfault-at-step.so"))
struct KilledSetUpTests {
  @Test("a new ops repository", arguments: [true, false])
  func initialise(isBare: Bool) async throws {
    let scratch = try Scratch("killed-init")
    try await FaultSteps(
      scratch: scratch, names: ["new"], program: scratch.ops,
      words: ["init", "new"] + (isBare ? ["--bare"] : [])
    ).run {
      let files = isBare ? "" : try scratch.files(of: "new")
      return try scratch.content(of: "new") + scratch.text(isBare ? "new/config" : "new/.git/config") + files
    }
  }

  @Test("files that an ops repository lacks")
  func complete() async throws {
    let scratch = try Scratch("killed-complete")
    try expect(scratch.ops.run("init", "ops"))
    let git = scratch.git.acting(as: "Ada Admin", "ada@example.com")
    try expect(git.run("-C", scratch.path("ops"), "rm", "--quiet", "README.md", ".gitattributes"))
    try expect(git.run("-C", scratch.path("ops"), "commit", "--quiet", "-m", "Remove"))
    try await FaultSteps(
      scratch: scratch, names: ["ops"], program: scratch.ops, words: ["init", "ops", "--complete"]
    ).run { try scratch.content(of: "ops") + scratch.files(of: "ops") }
  }

  @Test("a move of the layout, in a bare repository and in one with a work tree", arguments: [true, false])
  func migrate(isBare: Bool) async throws {
    let scratch = try Scratch("killed-migrate")
    try expect(scratch.ops.run(["init", "ops"] + (isBare ? ["--bare"] : [])))
    try await FaultSteps(
      scratch: scratch, names: ["ops"], program: .built("layout-mover", in: scratch.url),
      words: [scratch.path("ops")]
    ).run { try scratch.content(of: "ops") + (isBare ? "" : scratch.files(of: "ops")) }
  }

  @Test("the settings of a remote", arguments: [["set", "origin", "--url", "/srv/ops.git"], ["remove"]])
  func remote(words: [String]) async throws {
    let scratch = try Scratch("killed-remote-set")
    try expect(scratch.ops.run("init", "--bare", "ops"))
    let program = scratch.ops.with(["N8N_OPS_REPO": scratch.path("ops")])
    if words == ["remove"] { try expect(program.run("remote", "set", "origin", "--url", "/srv/ops.git")) }
    try await FaultSteps(scratch: scratch, names: ["ops"], program: program, words: ["remote"] + words).run {
      try scratch.content(of: "ops")
        + scratch.text("ops/config").replacing(/machine = .*/, with: "machine = NAME")
    }
  }

  @Test("what makes plain git read well, and the hook that verifies")
  func git() async throws {
    let scratch = try Scratch("killed-git")
    try expect(scratch.ops.run("init", "ops"))
    let program = scratch.ops.with(["N8N_OPS_REPO": scratch.path("ops")])
    for words in [["git-setup"], ["hook", "install"]] {
      try await FaultSteps(scratch: scratch, names: ["ops"], program: program, words: words).run {
        try scratch.content(of: "ops") + scratch.files(of: "ops") + scratch.text("ops/.git/config")
          + Program.tool("sh", in: scratch.url).run(
            "-c", "ls ops/.git/info ops/.git/hooks; cat ops/.git/hooks/pre-receive"
          ).output
      }
    }
  }
}
