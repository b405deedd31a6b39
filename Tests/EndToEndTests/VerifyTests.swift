import Foundation
import Testing

@testable import n8n_ops

/// Signatures, roles and the hook, with the real program, git and ssh-keygen.
@Suite("Who may do what")
struct VerifyTests {
  private let scratch: Scratch
  private var workspace: TestWorkspace

  init() throws {
    scratch = try Scratch("verify")
    workspace = try TestWorkspace(scratch)
  }

  private func makeKey(_ name: String, _ kind: [String] = ["-t", "ed25519"]) throws -> String {
    let keygen = Program.tool("ssh-keygen", in: scratch.url)
    try expect(keygen.run(["-q", "-N", "", "-f", scratch.path(name)] + kind))
    return try scratch.text("\(name).pub").trimmingCharacters(in: .newlines)
  }

  @Test("TEAM-001 TEAM-002 TEAM-003 TEAM-004 the team is kept, with keys")
  func team() throws {
    let key = try makeKey("dev")
    try expect(
      workspace.admin.run("team", "invite", "dev@example.com", "--name", "Dev Diaz", "--signing-key", key))
    try expect(workspace.admin.run("team", "role", "dev@example.com", "viewer"))
    let listed = try workspace.admin.run("team", "list")
    #expect(listed.output.contains("SHA256:") && listed.output.contains("viewer"))
    try expect(workspace.admin.run("team", "remove", "dev@example.com"))
    #expect(try !workspace.admin.run("team", "list").output.contains("dev@example.com"))
    try expect(workspace.admin.run("verify"))
    try expect(workspace.admin.run("team", "remove", "dev@example.com"), status: 1)
    for key in ["AAAA", try makeKey("short", ["-t", "rsa", "-b", "1024"])] {
      try expect(
        workspace.admin.run("team", "invite", "x@example.com", "--name", "X", "--signing-key", key),
        status: 64)
    }
  }

  @Test("what is signed with the configured key is good for git")
  func signed() throws {
    let key = try makeKey("ada")
    try expect(
      workspace.admin.run(
        "team", "invite", "ada@example.com", "--name", "Ada Admin", "--role", "admin", "--signing-key", key))
    let signing = workspace.admin.with(["N8N_OPS_SIGNING_KEY": "file:\(scratch.path("ada"))"])
    try expect(signing.run("team", "invite", "vic@example.com", "--name", "Vic", "--role", "viewer"))
    let signers = try workspace.admin.run("team", "export-signers")
    try Data(signers.output.utf8).write(to: URL(fileURLWithPath: scratch.path("allowed")))
    let judged = try scratch.git.run(
      "-C", scratch.path(workspace.repository), "-c", "gpg.ssh.allowedSignersFile=\(scratch.path("allowed"))",
      "verify-commit", "main")
    try expect(judged)
    try expect(workspace.admin.run("verify", "--all"))
    try expect(
      signing.with(["N8N_OPS_SIGNING_KEY": "file:/nowhere"]).run("team", "role", "vic@example.com", "admin"),
      status: 1)
  }

  @Test("the hook refuses a push that is not allowed, and says why")
  func hook() throws {
    try expect(workspace.admin.run("team", "invite", "dev@example.com", "--name", "Dev Diaz"))
    try expect(workspace.admin.run("hook", "install"))
    let clone = scratch.path("clone")
    let git = scratch.git.acting(as: "Dev Diaz", "dev@example.com")
    try expect(git.run("clone", "--quiet", scratch.path(workspace.repository), clone))
    func commit(_ path: String) throws {
      let url = URL(fileURLWithPath: "\(clone)/\(path)")
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data("{}\n".utf8).write(to: url)
      try expect(git.run("-C", clone, "add", "."))
      try expect(git.run("-C", clone, "commit", "-qm", "Change \(path)"))
    }
    try commit("state/tenants/acme/workflows/order-intake.json")
    try expect(git.run("-C", clone, "push", "--quiet", "origin", "main"))
    try commit("state/tenants/acme/pipelines/delivery.json")
    let refused = try git.run("-C", clone, "push", "--quiet", "origin", "main")
    #expect(refused.status != 0)
    #expect(refused.all.contains("configure-pipelines needs admin"), "\(refused.all)")
    let verified = try workspace.admin.run("verify", "HEAD", "--repo", clone)
    try expect(verified)
    let inClone = try workspace.admin.run("verify", "origin/main..HEAD", "--repo", clone)
    try expect(inClone, status: 2)
    #expect(
      try git.run("-C", clone, "push", "origin", "--delete", "main").all.contains("main is never removed"))
    #expect(try workspace.isSound())
  }

  @Test("a commit that is not allowed is named until another administrator answers for it")
  func acceptance() throws {
    let clone = scratch.path("clone")
    let git = scratch.git.acting(as: "Dev Diaz", "dev@example.com")
    try expect(git.run("clone", "--quiet", scratch.path(workspace.repository), clone))
    try Data("by Dev\n".utf8).write(to: URL(fileURLWithPath: "\(clone)/README.md"))
    try expect(git.run("-C", clone, "commit", "-qam", "Change the README"))
    try expect(git.run("-C", clone, "push", "--quiet", "origin", "main"))
    try expect(workspace.admin.run("verify"), status: 2)
    let stopped = try workspace.developer.run("promote", "run")
    try expect(stopped, status: 1)
    #expect(stopped.all.contains("Nothing is deployed: main has commits that are not allowed"))
    try expect(workspace.developer.run("audit", "accept", "main", "--reason", "mine"), status: 1)
    let line = ["audit", "accept", "main", "--reason", "Only a README; talked to Dev"]
    let tip = try scratch.lines(workspace.repository, "rev-parse", "main")
    let dry = try workspace.admin.run(line + ["--dry-run", "--json"])
    try expect(dry)
    #expect(dry.output.contains("\"dryRun\": true"))
    #expect(try scratch.lines(workspace.repository, "rev-parse", "main") == tip)
    try expect(workspace.admin.run(line))
    let verified = try workspace.admin.run("verify", "--all")
    try expect(verified)
    #expect(verified.output.contains("was accepted by Ada Admin <ada@example.com>"), "\(verified.output)")
    try expect(workspace.developer.run("promote", "run"))
  }

  @Test("PRD 3.10.2 a command that a role does not have is refused before anything is read or written")
  func commands() throws {
    let refused = try workspace.developer.run("team", "invite", "x@example.com", "--name", "X")
    try expect(refused, status: 1)
    #expect(refused.all.contains("is developer, and manage-team needs admin"), "\(refused.all)")
    let stranger = workspace.admin.acting(as: "Eve", "eve@example.com")
    for line in [["promote", "plan", "--into", "staging", "alpha"], ["promote", "run"]] {
      let refused = try stranger.run(line)
      try expect(refused, status: 1)
      #expect(refused.all.contains("is not a member of the tenant's team"), "\(refused.all)")
    }
  }

  @Test(
    "PLAT-002 PLAT-005 an administrator of the platform acts for a member, with a reason and both names on record"
  )
  func standIn() throws {
    let paula = workspace.admin.acting(as: "Paula Platform", "paula@example.com")
    try expect(
      workspace.admin.run("platform", "admin", "add", "paula@example.com", "--name", "Paula Platform"))
    #expect(try workspace.admin.run("platform", "admin", "list").output.contains("Paula Platform"))
    try expect(paula.run("team", "invite", "neo@example.com", "--name", "Neo"))
    let line = [
      "env", "add", "dev", "--class", "development", "--url", "http://localhost:1", "--api-key-from",
    ]
    let words = line + ["env:KEY", "--no-test"]
    try expect(paula.run(words), status: 1)
    try expect(paula.run(words + ["--as", "ada@example.com"]), status: 64)
    try expect(paula.run(words + ["--as", "dev@example.com", "--because", "ticket 17"]), status: 1)
    try expect(paula.run(words + ["--as", "ada@example.com", "--because", "ticket 17"]))
    try expect(
      workspace.developer.run(words + ["--as", "ada@example.com", "--because", "no"]), status: 1)
    let log = try workspace.admin.run("audit", "log", "--limit", "1").output
    #expect(log.contains("Paula Platform for Ada Admin"), "\(log)")
    let trailers = try scratch.lines(
      workspace.repository, "log", "-1", "--format=%an|%(trailers:key=N8nOps-As,valueonly)", "main")
    #expect(trailers.first == "Paula Platform|Ada Admin <ada@example.com>")
    try expect(workspace.admin.run("verify", "--all"))
    try expect(workspace.admin.run("platform", "admin", "remove", "paula@example.com"), status: 1)
    try expect(paula.run("platform", "admin", "remove", "paula@example.com"))
    try expect(paula.run("team", "invite", "x@example.com", "--name", "X"), status: 1)
  }

  @Test("each command that changes something is in policies/roles.json, or is one that decides nothing")
  func listed() throws {
    // Observing, tidying up, moving what others decided, and what works on files and folders elsewhere.
    let free: Set<String> = [
      "init", "demo", "git-setup", "verify", "remote set", "remote fetch", "remote push", "remote remove",
      "hook install", "env test", "execution sync", "sync",
      "drift check",
      "site build", "workflow merge", "retention run", "run",
    ]
    let policy = try scratch.json(workspace.repository, "main:policies/roles.json")
    let permissions = try #require(policy["permissions"] as? [[String: Any]])
    let named = Set(permissions.flatMap { $0["commands"] as? [String] ?? [] })
    let writers = Root.writingCommands
    #expect(writers.subtracting(named).sorted() == free.sorted())
    #expect(named.isSubset(of: writers))
  }

  @Test("a hook of somebody else is left alone")
  func foreignHook() throws {
    let path = scratch.path("\(workspace.repository)/hooks/pre-receive")
    try FileManager.default.createDirectory(
      atPath: scratch.path("\(workspace.repository)/hooks"), withIntermediateDirectories: true)
    try Data("#!/bin/sh\n".utf8).write(to: URL(fileURLWithPath: path))
    try expect(workspace.admin.run("hook", "install"), status: 1)
  }

  @Test("the hook goes where core.hooksPath says that Git looks")
  func hooksPath() throws {
    try expect(
      scratch.git.run("-C", scratch.path(workspace.repository), "config", "core.hooksPath", "other/hooks"))
    let installed = try workspace.admin.run("hook", "install")
    try expect(installed)
    let path = scratch.path("\(workspace.repository)/other/hooks/pre-receive")
    #expect(installed.output.contains("other/hooks/pre-receive"), "\(installed.output)")
    #expect(FileManager.default.isExecutableFile(atPath: path))
    try expect(workspace.admin.run("hook", "install"))
  }

  @Test(
    "verify says the same whatever N8N_OPS_MACHINE_EMAIL is, and a personal key signs besides a named machine"
  )
  func machine() throws {
    let (ada, service) = (try makeKey("ada"), try makeKey("service"))
    try expect(
      workspace.admin.run(
        "team", "invite", "ada@example.com", "--name", "Ada Admin", "--role", "admin", "--signing-key", ada))
    let clone = scratch.path("clone")
    let git = scratch.git.acting(as: "Ada Admin", "ada@example.com")
    try expect(git.run("clone", "--quiet", scratch.path(workspace.repository), clone))
    let platform: String = """
      {"$schema": "schemas/platform.schema.json", "admins": [],
       "machines": [{"name": "Ops", "email": "ops@example.com", "signingKeys": ["\(service)"]}]}
      """
    try Data(platform.utf8).write(to: URL(fileURLWithPath: "\(clone)/state/platform.json"))
    try expect(git.run("-C", clone, "add", "."))
    try expect(git.run("-C", clone, "commit", "-qm", "Name the machine"))
    try expect(git.run("-C", clone, "push", "--quiet", "origin", "main"))
    let own = workspace.admin.with(["N8N_OPS_SIGNING_KEY": "file:\(scratch.path("ada"))"])
    try expect(own.run("team", "invite", "vic@example.com", "--name", "Vic", "--role", "viewer"))
    let committer = try scratch.lines(
      workspace.repository, "log", "-1", "--format=%an <%ae>, %cn <%ce>", "main")
    #expect(committer == ["Ada Admin <ada@example.com>, Ops <ops@example.com>"])
    for email in ["ops@example.com", "n8n-ops@localhost", "eve@example.com"] {
      try expect(workspace.admin.with(["N8N_OPS_MACHINE_EMAIL": email]).run("verify", "--all"))
    }
    let noted = try own.with(["N8N_OPS_MACHINE_EMAIL": "eve@example.com"]).run(
      "team", "role", "vic@example.com", "developer")
    try expect(noted)
    #expect(noted.all.contains("is no machine of state/platform.json"), "\(noted.all)")
  }

  @Test("ADMIN-002 the audit log is of the tenant that is named, which has to be there")
  func auditTenant() throws {
    try expect(workspace.admin.run("tenant", "add", "other", "--name", "Other"))
    let own = try workspace.admin.with(["N8N_OPS_TENANT": "other"]).run("audit", "log")
    try expect(own)
    #expect(own.output.contains("add other") && !own.output.contains("add acme"), "\(own.output)")
    for program in [workspace.admin, workspace.admin.with(["N8N_OPS_TENANT": "emca"])] {
      let words =
        ["audit", "log"] + (program.variables["N8N_OPS_TENANT"] == nil ? ["--tenant", "emca"] : [])
      let refused = try program.run(words)
      try expect(refused, status: 1)
      #expect(refused.errors.contains("There is no such tenant"), "\(refused.all)")
    }
    try expect(workspace.admin.run("audit", "log", "--limit", "0"), status: 64)
  }

  @Test("a clone without its history is told how to get it", arguments: [["verify"], ["audit", "log"]])
  func shallow(_ words: [String]) throws {
    try expect(workspace.admin.run("team", "invite", "x@example.com", "--name", "X"))
    let clone = scratch.path("shallow")
    let address = "file://\(scratch.path(workspace.repository))"
    try expect(scratch.git.run("clone", "--quiet", "--depth", "1", address, clone))
    let refused = try workspace.admin.run(words + ["--repo", clone])
    try expect(refused, status: 1)
    #expect(refused.errors.contains("git fetch --unshallow"), "\(refused.all)")
  }
}
