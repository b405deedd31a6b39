import Foundation
import Resources
import Testing

@Suite("Embedded files")
struct ResourcesTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  @Test("the list of embedded files is up to date (else: scripts/embed-resources)")
  func upToDate() throws {
    let process = Process()
    process.executableURL = Self.root.appendingPathComponent("scripts/embed-resources")
    process.arguments = ["--check"]
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }

  @Test("each embedded file has the bytes that its file has now")
  func bytes() throws {
    let paths = Resources.paths(under: "")
    #expect(paths.contains("LICENSE"))
    for path in paths {
      let file = try Data(contentsOf: Self.root.appendingPathComponent(path))
      #expect(Resources.data(path) == Array(file), "\(path)")
    }
  }

  @Test("paths come sorted, and only those of the folder")
  func paths() {
    let all = Resources.paths(under: "")
    #expect(all == all.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    for folder in ["policies", "site-templates", "state"] {
      let expected = all.filter { $0.hasPrefix("\(folder)/") }
      #expect(Resources.paths(under: folder) == expected)
      #expect(Resources.paths(under: "\(folder)/") == expected)
    }
    #expect(Resources.paths(under: "LICENS") == [])
  }

  @Test("text is text, and what is not there is nil")
  func lookUp() throws {
    #expect(try #require(Resources.text("LICENSE")).contains("Apache License"))
    #expect(Resources.text("LICENCE") == nil)
    #expect(Resources.data("") == nil)
    #expect(Resources.data("zzz") == nil)
  }
}
