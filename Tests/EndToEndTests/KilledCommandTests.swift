import Foundation
import Testing

/// SIGKILL at the steps of every kind of transaction, then the same command again: what is there is what the command
/// leaves undisturbed. `make crash` takes every step.
@Suite("Killed commands", .serialized, .enabled(if: FaultSteps.isBuilt, "needs libfault-at-step.so"))
struct KilledCommandTests {
  private static let invite = ["team", "invite", "x@example.com", "--name", "X"]

  @Test("a decision in a bare repository")
  func bare() async throws {
    let scratch = try Scratch("killed-bare")
    let workspace = try TestWorkspace(scratch)
    try await FaultSteps(
      scratch: scratch, names: [workspace.repository], program: workspace.admin, words: Self.invite
    ).run { try scratch.content(of: workspace.repository) }
  }

  @Test("a decision in a clone with a work tree, whose files follow")
  func workTree() async throws {
    let scratch = try Scratch("killed-tree")
    let workspace = try TestWorkspace(scratch)
    try expect(scratch.git.run("clone", "--quiet", scratch.path(workspace.repository), scratch.path("clone")))
    let program = workspace.admin.with(["N8N_OPS_REPO": scratch.path("clone")])
    try await FaultSteps(scratch: scratch, names: ["clone"], program: program, words: Self.invite).run {
      try scratch.content(of: "clone") + scratch.files(of: "clone")
    }
  }

  @Test("a decision that is pushed to a remote", arguments: [true, false])
  func remote(isBare: Bool) async throws {
    let scratch = try Scratch("killed-remote")
    let workspace = try TestWorkspace(scratch)
    let shared = try SharedRepository(scratch)
    try shared.share(workspace.repository, machine: "first")
    try expect(workspace.admin.run("remote", "push"))
    try expect(
      scratch.git.run(
        ["clone", "--quiet"] + (isBare ? ["--bare"] : []) + [
          scratch.path(shared.name), scratch.path("clone"),
        ]))
    try shared.share("clone", machine: "second")
    let program = workspace.admin.with(["N8N_OPS_REPO": scratch.path("clone")])
    try expect(program.run("remote", "fetch"))
    try await FaultSteps(
      scratch: scratch, names: ["clone", shared.name], program: program, words: Self.invite
    ).run {
      try expect(program.run("remote", "show"))
      return try scratch.content(of: "clone") + scratch.content(of: shared.name)
        + (isBare ? "" : scratch.files(of: "clone"))
    }
  }

  @Test("a new key for all sealed values and files")
  func rotation() async throws {
    let scratch = try Scratch("killed-rotation")
    let workspace = try TestWorkspace(scratch)
    for name in ["old", "new"] {
      try expect(Program.tool("age-keygen", in: scratch.url).run("-o", scratch.path(name)))
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: scratch.path(name))
    }
    try scratch.git.run("-C", scratch.path(workspace.repository), "config", "gc.auto", "0")
    let program = workspace.admin.with(["N8N_OPS_AGE_IDENTITY": "file:\(scratch.path("old"))"])
    try Data("secret".utf8).write(to: scratch.url.appendingPathComponent("value"))
    for name in ["one", "two"] {
      let sealed = try Program.tool("sh", in: scratch.url).with(program.variables).run(
        "-c", "'\(program.path)' secret seal \(name) < value")
      try expect(sealed)
    }
    try await FaultSteps(
      scratch: scratch, names: [workspace.repository], program: program,
      words: ["secret", "rotate", "--to", "file:\(scratch.path("new"))"]
    ).run {
      var found = ""
      for name in ["one", "two"] {
        found += try Program.tool("sh", in: scratch.url).run(
          "-c", "git -C ops.git cat-file blob main:state/secrets/\(name).age | age -d -i new"
        ).output
      }
      return try found + scratch.content(of: workspace.repository)
    }
  }

  @Test("PROMO-005 reading an instance, taking it as approved, and bringing workflows to it")
  func instances() async throws {
    let landscape = try Landscape("killed-jobs")
    try await JobFaults(.kill, landscape).strikePromotion()
  }
}
