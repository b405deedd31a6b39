import Testing

@testable import Git

@Suite("Names and paths")
struct NameTests {
  @Test(
    "a reference name keeps the rules of git check-ref-format",
    arguments: [
      "main", "refs", "refs/", "refs/heads/", "refs/heads/a..b", "refs/heads/a b", "refs/heads/a~1",
      "refs/heads/.a",
      "refs/heads/a.lock", "refs/heads/a\u{0}b", "refs/heads/a\nb", "refs/heads/a^", "refs/heads/a:b",
      "refs/heads/@{",
      "refs//heads", "refs/heads/a\\b", "refs/heads/a*", "/refs/heads/a", "refs/heads/a.", "HEAD", "",
    ])
  func badRef(name: String) {
    #expect { try RefName(name) } throws: { ($0 as? GitError)?.kind == .invalid }
  }

  @Test("a good reference name is kept, and shown short")
  func goodRef() throws {
    #expect(try RefName.branch("observed/acme/prod").full == "refs/heads/observed/acme/prod")
    #expect(try RefName("refs/n8n-ops/status/x").shortName == "refs/n8n-ops/status/x")
    #expect(try RefName.tag("v1").shortName == "v1")
    #expect(try RefName.branch("ä/ü").shortName == "ä/ü")
  }

  @Test(
    "a path that a checkout could not bear is refused",
    arguments: [
      "", "/a", "a/", "a//b", ".", "..", "a/../b", "./a", "a/.", ".git", "a/.git/config", ".GIT",
      ".Git/hooks",
      "git~1", "GIT~1/x", ".git ", ".git.", ".git. .", ".git::$INDEX_ALLOCATION", ".g\u{200c}it", "a\\b",
      "a\u{0}b",
      String(repeating: "x", count: 256), Array(repeating: "abcdefghij", count: 400).joined(separator: "/"),
    ])
  func badPath(path: String) {
    #expect { try GitPath(path) } throws: { ($0 as? GitError)?.kind == .invalid }
  }

  @Test(
    "an ordinary path is kept",
    arguments: ["a", "a/b.json", ".gitignore", "gitx", "a b/ä", "...", "a:b", "-x"])
  func goodPath(path: String) throws {
    #expect(try GitPath(path).text == path)
  }
}
