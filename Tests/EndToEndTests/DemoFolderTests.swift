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
}
