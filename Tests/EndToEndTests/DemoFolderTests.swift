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

  @Test("a folder that cannot be made, and a machine without git, are told at once with what to do")
  func explains() throws {
    let scratch = try Scratch("demo-errors")
    try Data().write(to: scratch.url.appendingPathComponent("file"))
    let place = try scratch.ops.run("demo", scratch.path("file/demo"))
    #expect(place.status == 1 && place.output.isEmpty)
    #expect(place.errors.contains("  where: ") && place.errors.contains("  try: "), "\(place.errors)")
    let alone = try scratch.ops.with(["PATH": scratch.url.path]).run("demo")
    #expect(alone.status == 1 && alone.output.isEmpty && alone.errors.contains("git is not installed"))
    #expect(alone.errors.contains("  try: "))
    #expect(!FileManager.default.fileExists(atPath: scratch.path("demo")))
  }

  @Test("the first lines make what follows work in the reader's own shell; --json tells where everything is")
  func canBeFollowed() throws {
    let scratch = try Scratch("demo-follow")
    let running = try scratch.ops.start(["demo", "--serve"])
    let isServing = running.waitUntil { $0.errors.contains("until Ctrl-C") }
    try #require(isServing)
    let told = running.output
    let exports = told.prefix(upTo: try #require(told.range(of: "$ ")).lowerBound)
      .split(separator: "\n").filter { $0.hasPrefix("  export ") }.joined(separator: "\n")
    // Lines as they stand in the story, in a shell that knows nothing but the exports.
    let typed = told.split(separator: "\n").compactMap { line in
      line.wholeMatch(of: /ada\$ n8n-ops (sync|canonical matrix|incident list|promote run)/).map {
        "n8n-ops \($0.output.1)"
      }
    }
    #expect(typed.count > 3)
    for line in Set(typed) {
      let program = URL(fileURLWithPath: scratch.ops.path).deletingLastPathComponent().path
      let script = "PATH=\(program):$PATH\n\(exports)\n\(line)"
      let outcome = try Program.tool("sh", in: FileManager.default.temporaryDirectory).run("-c", script)
      #expect(outcome.status == 0, "\(line): \(outcome.all)")
    }
    let git = try #require(
      told.split(separator: "\n").first { $0.contains("rosa$ git -C") && $0.contains(" diff ") })
    let diff = try Program.tool("sh", in: scratch.url).run("-c", String(git.trimmingPrefix("rosa$ ")))
    #expect(diff.status == 0 && !git.contains("ops.git"), "\(diff.all)")
    running.signal(SIGINT)
    _ = try running.wait()

    let json = try scratch.ops.run("demo", "--json")
    let document = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
    #expect(json.status == 0 && (document?["environments"] as? [Any])?.count == 3)
    #expect(FileManager.default.fileExists(atPath: try #require(document?["repository"] as? String)))
    #expect(json.errors.contains("Done."))
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
