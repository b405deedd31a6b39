import Foundation
import Template
import Testing

@Suite struct OverrideTests {
  private let files = [
    "page.html": Array("{{>head.html}}<p>{{X}}</p>".utf8), "head.html": Array("<h1>ours</h1>".utf8),
  ]

  private func page(_ engine: TemplateEngine) throws -> String {
    var data = TemplateData()
    data.set("X", "<x>")
    return String(decoding: try engine.render("page.html", data), as: UTF8.self)
  }

  @Test("An override replaces one file, and the others stay")
  func override() throws {
    let engine = try TemplateEngine(files, overrides: ["head.html": Array("<h1>theirs</h1>".utf8)])
    #expect(try page(engine) == "<h1>theirs</h1><p>&lt;x&gt;</p>")
  }

  @Test("Two engines with different overrides do not share anything")
  func independence() throws {
    let theirs = try TemplateEngine(files, overrides: ["head.html": Array("<h1>theirs</h1>".utf8)])
    let ours = try TemplateEngine(files)
    #expect(try page(ours) == "<h1>ours</h1><p>&lt;x&gt;</p>")
    #expect(try page(theirs) == "<h1>theirs</h1><p>&lt;x&gt;</p>")
  }

  @Test("An override is escaped as the original is, whatever it says")
  func escaping() throws {
    let engine = try TemplateEngine(files, overrides: ["page.html": Array("<i>{{X}}</i>".utf8)])
    #expect(try page(engine) == "<i>&lt;x&gt;</i>")
  }

  @Test("A folder is read file by file; hidden files and links are left out")
  func folder() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "overrides-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(
      at: folder.appendingPathComponent("partials"), withIntermediateDirectories: true)
    try Data("a".utf8).write(to: folder.appendingPathComponent("partials/a.html"))
    try Data("b".utf8).write(to: folder.appendingPathComponent(".b.html"))
    try FileManager.default.createSymbolicLink(
      atPath: folder.appendingPathComponent("c.html").path, withDestinationPath: "/etc/hostname")
    #expect(try TemplateFiles.read(directory: folder.path) == ["partials/a.html": [0x61]])
  }

  @Test("A folder that is not there is an error")
  func noFolder() {
    #expect(throws: TemplateError.self) { try TemplateFiles.read(directory: "/nowhere/at/all") }
  }

  @Test("One engine serves many threads")
  func threads() async throws {
    let engine = try TemplateEngine(files)
    let expected = try page(engine)
    await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<64 {
        group.addTask { (try? self.page(engine)) == expected }
      }
      for await isEqual in group { #expect(isEqual) }
    }
  }
}
