import RulesLaws
import TestSupport
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

  @Test(
    "lines that stand once in both hold a difference together, where the fewest changes would tear it apart")
  func patience() {
    let old = "void one() {\n  x += 1\n}\n\nvoid two() {\n  x += 2\n}"
    let new = "void two() {\n  x += 2\n}\n\nvoid three() {\n  x += 1\n}\n\nvoid one() {\n  x += 1\n}"
    // `void two` and what it holds is one anchor; nothing of it is told as changed.
    let lines = LineDiff.between(old, new).filter { $0.kind != .context }.map(\.text)
    #expect(!lines.contains("void two() {") && !lines.contains("  x += 2"))
  }

  @Test("a bracket or blank line between two rewritten parts is no reason to tear them apart") func cleanup()
  {
    #expect(
      Self.render("if (a) {\n  b();\n}\nc();", "while (x) {\n  y();\n}\nz();")
        == "-if (a) {\n-  b();\n-}\n-c();\n+while (x) {\n+  y();\n+}\n+z();")
    #expect(Self.render("a\n}\nb", "x\n}\nb") == "-a\n+x\n }\n b")
    #expect(Self.render("a\nsame\nb", "x\nsame\ny") == "-a\n+x\n same\n-b\n+y")
  }

  @Test("an added block begins where a person would say") func slider() {
    #expect(
      Self.render("f() {\n  one\n}\n\nend", "f() {\n  one\n}\n\ng() {\n  two\n}\n\nend")
        == "@1\n   one\n }\n \n+g() {\n+  two\n+}\n+\n end")
    #expect(
      Self.render("for {\n  a\n}\nend", "for {\n  b\n}\nfor {\n  a\n}\nend")
        == "+for {\n+  b\n+}\n for {\n   a\n }\n@1")
  }

  @Test("however it is told, the script makes the new text of the old one, in order") func lineLaws() {
    var random = SeededGenerator(seed: 17)
    let words = ["a", "b", "c", "}", "", "  }", "{", "d"].map(ExactText.init)
    for _ in 0..<20_000 {
      let (old, new) = (Self.lines(words, &random), Self.lines(words, &random))
      var (x, y) = (0, 0)
      for edit in LineScript.between(old, new) {
        switch edit {
        case .keep(let oldIndex, let newIndex):
          #expect(oldIndex == x && newIndex == y && old[oldIndex] == new[newIndex])
          (x, y) = (x + 1, y + 1)
        case .remove(let index):
          #expect(index == x)
          x += 1
        case .insert(let index):
          #expect(index == y)
          y += 1
        }
      }
      #expect(x == old.count && y == new.count)
    }
  }

  private static func lines(_ words: [ExactText], _ random: inout SeededGenerator) -> [ExactText] {
    (0..<Int.random(in: 0...10, using: &random)).map { _ in
      words[Int.random(in: 0..<words.count, using: &random)]
    }
  }
}
