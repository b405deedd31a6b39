import JSON
import TestSupport
import Testing

@testable import Governance

@Suite("Long values in one line") struct ValueExcerptTests {
  private static let path = "https://example.com/" + String(repeating: "path/", count: 60)

  private func excerpt(_ old: String, _ new: String) throws -> (old: String, new: String) {
    let excerpt = ValueExcerpt(old: .string(old), new: .string(new))
    return (try #require(excerpt.old), try #require(excerpt.new))
  }

  @Test("what differs is shown, wherever it stands")
  func end() throws {
    let (old, new) = try excerpt(Self.path + "?limit=10", Self.path + "?limit=99&to=evil.example")
    #expect(old.hasPrefix("…") && old.hasSuffix("?limit=10\"") && old.count < 60)
    #expect(new.hasSuffix("?limit=99&to=evil.example\""))
    let front = try excerpt("a" + Self.path, "b" + Self.path)
    #expect(front.old.hasPrefix("\"a") && front.new.hasPrefix("\"b"))
  }

  @Test("between two differences the same is cut, and both are shown")
  func both() throws {
    let (old, new) = try excerpt("one " + Self.path + " two", "1 " + Self.path + " 2")
    #expect(old.hasPrefix("\"one ") && old.hasSuffix(" two\"") && old.contains("…"))
    #expect(new.hasPrefix("\"1 ") && new.hasSuffix(" 2\"") && new.count < 100)
  }

  @Test("short values are shown whole")
  func short() throws {
    #expect(try excerpt("a b c", "a x c") == ("\"a b c\"", "\"a x c\""))
  }

  @Test("what is alone is shown, up to a bound that says how much there is")
  func alone() {
    let long = String(repeating: "x", count: 1_000)
    #expect(ValueExcerpt(old: nil, new: .string(long)).new == "\"\(long)\"")
    let longer = String(repeating: "x", count: 9_000)
    #expect(ValueExcerpt(old: .string(longer), new: nil).old?.hasSuffix("… (9002 characters)") == true)
  }

  @Test("two values that differ never look the same")
  func distinct() {
    var random = SeededGenerator(seed: 7)
    for _ in 0..<300 {
      let words = (0..<Int.random(in: 1...120, using: &random)).map { _ in
        ["alpha", "beta", "=", "é", "{{ $json.x }}", "\"", "👩‍👧"].randomElement(using: &random) ?? ""
      }
      var edited = words
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        edited[Int.random(in: 0..<edited.count, using: &random)] =
          "changed\(Int.random(in: 0...99, using: &random))"
      }
      let (old, new) = (words.joined(separator: " "), edited.joined(separator: " "))
      let excerpt = ValueExcerpt(old: .string(old), new: .string(new))
      #expect(excerpt.old != excerpt.new, "\(old) \(new)")
    }
  }
}
