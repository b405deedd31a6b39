import JSON
import Testing

@testable import Governance

@Suite("A slug")
struct SlugTests {
  @Test(
    "takes lower-case letters, digits and hyphens inside",
    arguments: ["a", "0", "a-b", "order-intake-2", "a--b"])
  func takes(_ text: String) {
    #expect(Slug(text)?.text == text)
  }

  @Test(
    "refuses what could leave its folder, be an option, or be read otherwise elsewhere",
    arguments: [
      "", "-", "-a", "a-", "A", "ä", "a b", "a/b", "../x", "..", ".", ".git", "a.json", "a\u{0}", "a\n",
      "a_b",
      "a\\b", "a:b", "~", "@", "a@{1}", "*", "$x", "`x`", "e\u{301}", "а",
    ])
  func refuses(_ text: String) {
    #expect(Slug(text) == nil)
  }

  @Test("has 64 characters at most")
  func length() {
    #expect(Slug(String(repeating: "a", count: 64)) != nil)
    #expect(Slug(String(repeating: "a", count: 65)) == nil)
  }

  @Test(
    "refuses the names of devices, which Windows cannot check out",
    arguments: ["con", "nul", "aux", "prn", "com1", "lpt9"])
  func devices(_ text: String) {
    #expect(Slug(text) == nil)
    #expect(Slug("\(text)-2") != nil)
  }

  @Test("is coded as text, as a key too, and refuses another")
  func coding() throws {
    let slug = try #require(Slug("order-intake"))
    #expect(try JSON.encode([slug: 1]) == ["order-intake": 1])
    #expect(try JSON.string("order-intake").decode(as: Slug.self) == slug)
    #expect(throws: JSONDecodingError.self) { try JSON.string("../x").decode(as: Slug.self) }
    let hostile: JSON = ["../x": 1]
    #expect(throws: JSONDecodingError.self) { try hostile.decode(as: [Slug: Int].self) }
  }

  @Test("avoids what is taken by the first free number")
  func avoiding() throws {
    let slug = try #require(Slug("a"))
    #expect(slug.avoiding { _ in false } == slug)
    let taken: Set<String> = ["a", "a-2", "a-3", "a-5"]
    #expect(slug.avoiding { taken.contains($0.text) }.text == "a-4")
  }

  @Test("avoids what is taken even where its number does not fit behind it")
  func avoidingLong() throws {
    for length in 60...64 {
      let slug = try #require(Slug(String(repeating: "a", count: length - 2) + "-b"))
      var taken: Set<Slug> = []
      for _ in 0..<30 {
        let next = slug.avoiding(taken.contains)
        #expect(Slug(next.text) == next)
        let isNew = taken.insert(next).inserted
        #expect(isNew)
      }
    }
  }
}
