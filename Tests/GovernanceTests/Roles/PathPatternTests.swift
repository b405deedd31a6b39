import Testing

@testable import Governance

@Suite("Patterns of paths")
struct PathPatternTests {
  @Test(
    "a star is one name or a part of it, two are all below",
    arguments: [
      ("a/*/c", "a/b/c", true), ("a/*/c", "a/b/b/c", false), ("a/*/c", "a/c", false), ("a/**", "a/b/c", true),
      ("a/**", "a", false), ("a/**", "ab/c", false), ("a/*.json", "a/b.json", true),
      ("a/*.json", "a/b.md", false),
      ("a/x*x", "a/x", false), ("**", "a/b", true), ("a", "a", true), ("a", "b", false), ("*", "a/b", false),
    ])
  func matching(_ pattern: String, _ path: String, _ expected: Bool) throws {
    #expect(try #require(PathPattern(pattern)).matches(path) == expected)
  }

  @Test("what is no pattern is refused", arguments: ["", "/a", "a//b", "a/", "a/**/b"])
  func refused(_ text: String) { #expect(PathPattern(text) == nil) }
}
