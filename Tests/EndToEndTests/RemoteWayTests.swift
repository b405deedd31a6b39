import Foundation
import Testing

/// The commands over the ways to a forge: https with a token, ssh with a key.
@Suite("Remotes over https and ssh")
struct RemoteWayTests {
  @Test(
    "what one machine decides goes to the server, and another one reads it", arguments: GitServer.Way.allCases
  )
  func decisions(_ way: GitServer.Way) throws {
    guard GitServer.canServe(way) else { return }
    let (scratch, server, first) = try start(way)
    try expect(
      first.run(["remote", "set", "origin", "--url", "\(server.address)/remote.git"] + server.options))
    try expect(first.run("remote", "push"))
    let shown = try first.run("remote", "show")
    try expect(shown)
    #expect(shown.output.contains("state: available"), "\(shown.all)")
    try expect(first.run("team", "invite", "x@example.com", "--name", "X"))
    #expect(try scratch.lines("remote.git", "log", "-1", "--format=%s", "main") == ["team: x is developer"])

    try expect(
      scratch.git.run("clone", "--quiet", "--bare", scratch.path("remote.git"), scratch.path("second")))
    let second = first.with(["N8N_OPS_REPO": scratch.path("second")])
    try expect(
      second.run(["remote", "set", "origin", "--url", "\(server.address)/remote.git"] + server.options))
    try expect(second.run("team", "role", "x@example.com", "viewer"))
    let listed = try first.run("team", "list")
    try expect(listed)
    #expect(listed.output.contains("viewer") && listed.errors.isEmpty, "\(listed.all)")
    #expect(try scratch.lines("remote.git", "fsck", "--strict").isEmpty)
  }

  @Test(
    "who may not come in, and what is not there, are told apart; a secret never",
    arguments: GitServer.Way.allCases)
  func reasons(_ way: GitServer.Way) throws {
    guard GitServer.canServe(way) else { return }
    let (scratch, server, first) = try start(way)
    for (address, options, reason) in [
      ("remote.git", server.wrongOptions, "forbidden"), ("none.git", server.options, "gone"),
    ] {
      try expect(first.run(["remote", "set", "origin", "--url", "\(server.address)/\(address)"] + options))
      let shown = try first.run("remote", "show")
      let refused = try first.run("team", "invite", "x@example.com", "--name", "X")
      #expect(shown.status == 1 && shown.output.contains("state: \(reason), "), "\(shown.all)")
      #expect(refused.status == 1 && refused.errors.contains("\(reason): "), "\(refused.all)")
      let config = try scratch.text("ops.git/config")
      for text in [shown.all, refused.all, config] { #expect(!text.contains("s3cret"), "\(text)") }
    }
  }

  @Test("a server that cannot prove who it is gets no key", arguments: GitServer.Way.allCases)
  func untrusted(_ way: GitServer.Way) throws {
    guard GitServer.canServe(way) else { return }
    let (scratch, server, _) = try start(way)
    let stranger = scratch.ops.with(server.variables).with(["N8N_OPS_REPO": scratch.path("ops.git")])
    let options = Array(server.options.prefix(2))
    try expect(stranger.run(["remote", "set", "origin", "--url", "\(server.address)/remote.git"] + options))
    let shown = try stranger.run("remote", "show")
    #expect(shown.status == 1 && shown.output.contains("state: untrusted, "), "\(shown.all)")
  }

  private func start(_ way: GitServer.Way) throws -> (Scratch, GitServer, Program) {
    let scratch = try Scratch("remote-way")
    let workspace = try TestWorkspace(scratch)
    _ = try SharedRepository(scratch)
    try expect(scratch.git.run("-C", scratch.path("remote.git"), "config", "http.receivepack", "true"))
    let server = try GitServer(way, scratch)
    return (scratch, server, server.trusting(workspace.admin))
  }
}
