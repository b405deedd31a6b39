import Foundation
import Testing

/// Signatures, roles and the hook, with the real program, git and ssh-keygen.
@Suite("Who may do what")
struct VerifyTests {
  private let scratch: Scratch
  private var workspace: TestWorkspace

  init() throws {
    scratch = try Scratch("verify")
    workspace = try TestWorkspace(scratch)
  }

  private func makeKey(_ name: String) throws -> String {
    let keygen = Program.tool("ssh-keygen", in: scratch.url)
    try expect(keygen.run("-q", "-t", "ed25519", "-N", "", "-f", scratch.path(name)))
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
    try expect(
      workspace.admin.run("team", "invite", "x@example.com", "--name", "X", "--signing-key", "AAAA"),
      status: 64)
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

  @Test("a hook of somebody else is left alone")
  func foreignHook() throws {
    let path = scratch.path("\(workspace.repository)/hooks/pre-receive")
    try FileManager.default.createDirectory(
      atPath: scratch.path("\(workspace.repository)/hooks"), withIntermediateDirectories: true)
    try Data("#!/bin/sh\n".utf8).write(to: URL(fileURLWithPath: path))
    try expect(workspace.admin.run("hook", "install"), status: 1)
  }
}
