import Testing

@testable import Governance

@Suite("Line diff") struct LineDiffTests {
  private static func render(_ old: String, _ new: String) -> String {
    LineDiff.between(old, new).map { line in
      switch line.kind {
      case .context: " \(line.text)"
      case .removed: "-\(line.text)"
      case .added: "+\(line.text)"
      case .skipped: "@\(line.count)"
      }
    }.joined(separator: "\n")
  }

  @Test("a changed line among others") func change() {
    #expect(Self.render("a\nb\nc", "a\nx\nc") == " a\n-b\n+x\n c")
  }

  @Test("far from a change lines are left out") func folding() {
    let lines = (1...20).map(String.init)
    var changed = lines
    changed[9] = "ten"
    #expect(
      Self.render(lines.joined(separator: "\n"), changed.joined(separator: "\n"))
        == "@6\n 7\n 8\n 9\n-10\n+ten\n 11\n 12\n 13\n@7")
  }

  @Test("line numbers count from one in each text") func numbers() {
    let lines = LineDiff.between("a\nb\nc", "a\nc\nd")
    #expect(lines.map(\.oldLine) == [1, 2, 3, nil])
    #expect(lines.map(\.newLine) == [1, nil, 2, 3])
  }

  @Test("a changed line end is a change") func lineEnds() {
    #expect(Self.render("a\r\nb", "a\nb") == "-a\r\n+a\n b")
  }

  @Test("lines that only look alike differ") func canonicalEquivalence() {
    #expect(LineDiff.between("\u{e9}", "e\u{301}").map(\.kind) == [.removed, .added])
  }

  @Test("the script makes the new sequence of the old one and is as short as can be") func laws() {
    var random = SeededGenerator(seed: 5)
    for _ in 0..<2_000 {
      let old = (0..<Int.random(in: 0...12, using: &random)).map { _ in Int.random(in: 0...3, using: &random)
      }
      let new = (0..<Int.random(in: 0...12, using: &random)).map { _ in Int.random(in: 0...3, using: &random)
      }
      let edits = EditScript.between(old, new)
      var result: [Int] = []
      var consumed: [Int] = []
      var kept = 0
      for edit in edits {
        switch edit {
        case .keep(let oldIndex, let newIndex):
          #expect(old[oldIndex] == new[newIndex])
          result.append(new[newIndex])
          consumed.append(oldIndex)
          kept += 1
        case .remove(let index): consumed.append(index)
        case .insert(let index): result.append(new[index])
        }
      }
      #expect(result == new)
      #expect(consumed == Array(old.indices))
      #expect(kept == Self.longestCommonSubsequence(old, new))
    }
  }

  private static func longestCommonSubsequence(_ old: [Int], _ new: [Int]) -> Int {
    var row = [Int](repeating: 0, count: new.count + 1)
    for element in old {
      var diagonal = 0
      for (index, other) in new.enumerated() {
        let above = row[index + 1]
        row[index + 1] = element == other ? diagonal + 1 : max(above, row[index])
        diagonal = above
      }
    }
    return row[new.count]
  }

  @Test("texts that have nothing in common are replaced as a whole, in bounded time") func bounded() {
    let old = (0..<20_000).map { "old \($0)" }.joined(separator: "\n")
    let new = (0..<20_000).map { "new \($0)" }.joined(separator: "\n")
    let lines = LineDiff.between(old, new)
    #expect(lines.filter { $0.kind == .removed }.count == 20_000)
    #expect(lines.filter { $0.kind == .added }.count == 20_000)
  }
}
