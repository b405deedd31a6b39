import Testing

@testable import Git

@Suite("Line diffs")
struct LineDiffTests {
  @Test("a diff is that of git diff --patience")
  func asGit() throws {
    let folder = try TestFolder()
    var random = SplitMix(seed: 11)
    for _ in 0..<30 {
      let old = Self.text(&random)
      let new = Self.text(&random)
      try folder.write(old, to: "old")
      try folder.write(new, to: "new")
      let git = try GitCommand.result(
        ["diff", "--no-index", "--patience", "--no-prefix", "old", "new"], in: folder.path)
      let lines = git.output.split(separator: "\n", omittingEmptySubsequences: false).drop {
        !$0.hasPrefix("@@")
      }
      .dropLast().filter { !$0.hasPrefix("@@") && !$0.hasPrefix("\\") }.map(String.init)
      let ours = try LineDiff.between(old: old, new: new).flatMap(\.lines).map { line in
        switch line.role {
        case .context: " " + line.text
        case .added: "+" + line.text
        case .removed: "-" + line.text
        }
      }
      #expect(ours == lines)
    }
  }

  @Test("lines have their numbers, and equal texts have no hunks")
  func numbers() throws {
    let hunks = try LineDiff.between(old: "a\nb\nc", new: "a\nx\nc", context: 1)
    let lines = try #require(hunks.first).lines
    #expect(lines.map(\.text) == ["a", "b", "x", "c"])
    #expect(lines.map(\.oldNumber) == [1, 2, nil, 3])
    #expect(lines.map(\.newNumber) == [1, nil, 2, 3])
    #expect(try LineDiff.between(old: "a", new: "a").isEmpty)
    #expect(try LineDiff.between(old: "", new: "").isEmpty)
    #expect(try LineDiff.between(old: "", new: "a\n").first?.lines.map(\.role) == [.added])
    #expect(try LineDiff.between(old: [0, 10], new: [1, 10]).first?.lines.count == 2)
  }

  private static func text(_ random: inout SplitMix) -> String {
    (0..<Int.random(in: 0...30, using: &random)).map { _ in "line \(random.next() % 12)\n" }.joined()
  }
}
