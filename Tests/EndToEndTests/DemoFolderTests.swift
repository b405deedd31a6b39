import Foundation
import Testing

@Suite("The demo's folder")
struct DemoFolderTests {
  @Test("a folder that the demo did not make is left alone")
  func refusesOthers() throws {
    let scratch = try Scratch("others")
    try FileManager.default.createDirectory(atPath: scratch.path("demo"), withIntermediateDirectories: true)
    try Data("mine".utf8).write(to: scratch.url.appendingPathComponent("demo/notes.txt"))
    let outcome = try scratch.ops.run("demo")
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("not made by the demo"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path("demo")) == ["notes.txt"])
    #expect(try scratch.text("demo/notes.txt") == "mine")
  }

  @Test("it runs again over a run that was killed in the middle")
  func survivesKill() throws {
    let scratch = try Scratch("killed")
    let running = try scratch.ops.start(["demo"])
    while running.process.isRunning, !running.output.contains("canonical onboard") { usleep(20_000) }
    running.kill()
    #expect(FileManager.default.fileExists(atPath: scratch.path("demo/ops.git")))
    let again = try scratch.ops.run("demo")
    #expect(again.status == 0, "\(again.all.suffix(1500))")
    #expect(again.output.contains("Done."))
  }

  @Test("it runs again after Ctrl-C at any moment", arguments: [60, 250, 600, 1100])
  func survivesInterrupt(milliseconds: Int) throws {
    let scratch = try Scratch("interrupted")
    let running = try scratch.ops.start(["demo"])
    usleep(UInt32(milliseconds) * 1000)
    running.signal(SIGINT)
    let outcome = try running.wait()
    #expect(outcome.status == 128 + SIGINT || outcome.status == 0, "\(outcome.all.suffix(500))")
    let again = try scratch.ops.run("demo")
    #expect(again.status == 0, "\(again.all.suffix(1500))")
  }

  @Test("it works offline", .enabled(if: canUnshare, "needs the right to make a network namespace"))
  func worksOffline() throws {
    let scratch = try Scratch("offline")
    let script = "ip link set lo up && exec \(scratch.ops.path) demo"
    let outcome = try Program.tool("unshare", in: scratch.url).run("--net", "sh", "-c", script)
    #expect(outcome.status == 0, "\(outcome.all.suffix(1500))")
    #expect(outcome.output.contains("Done."))
  }

  @Test("a proxy of the company does not get between the demo and its simulators")
  func ignoresProxies() throws {
    let scratch = try Scratch("proxy")
    // Nobody listens there.
    let proxy = "http://127.0.0.1:9"
    let program = scratch.ops.with(["http_proxy": proxy, "https_proxy": proxy, "all_proxy": proxy])
    let outcome = try program.run("demo")
    #expect(outcome.status == 0, "\(outcome.all.suffix(1500))")
  }

  @Test("the configuration of Git of the user who runs it does not matter")
  func ignoresGitConfiguration() throws {
    let scratch = try Scratch("gitconfig")
    try """
    [init]
    defaultBranch = trunk
    [commit]
    gpgSign = true
    [merge]
    ff = only
    [core]
    autocrlf = true
    hooksPath = /nowhere
    """.write(toFile: scratch.path(".gitconfig"), atomically: true, encoding: .utf8)
    var program = scratch.ops
    program.variables["GIT_CONFIG_GLOBAL"] = nil
    let outcome = try program.run("demo")
    #expect(outcome.status == 0, "\(outcome.all.suffix(1500))")
  }

  private static let canUnshare: Bool = {
    guard let scratch = try? Scratch("unshare") else { return false }
    let probe = try? Program.tool("unshare", in: scratch.url).run("--net", "ip", "link", "set", "lo", "up")
    return probe?.status == 0
  }()
}
