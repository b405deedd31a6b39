import Testing

@testable import Governance

@Suite("WF-005 Secrets that are known are found again") struct KnownTextsTests {
  private static func found(_ texts: [String], in text: String) -> [Range<Int>] {
    KnownTexts(texts).ranges(in: Array(text.utf8))
  }

  @Test(
    "wherever they stand, whatever their case, the longest of several",
    arguments: [
      (["abc"], "xABCx", [1..<4]), (["abc", "abcd"], "abcd abc", [0..<4, 5..<8]),
      (["aba"], "ababa", [0..<3, 2..<5]),
      (["abc"], "ab", []), ([], "abc", []), ([""], "abc", []), (["ü"], "für", [1..<3]),
      (["xy", "y"], "xy", [0..<2, 1..<2]),
    ] as [([String], String, [Range<Int>])])
  func found(_ texts: [String], _ text: String, _ ranges: [Range<Int>]) {
    #expect(Self.found(texts, in: text) == ranges)
  }

  @Test("a long one is known by its beginning, and all of it counts") func long() {
    let text = SecretSamples.random(100)
    #expect(Self.found([text], in: "a \(text.prefix(70))") == [2..<72])
    #expect(Self.found([text], in: "a \(text) b") == [2..<102])
    #expect(Self.found([text], in: String(text.prefix(60))) == [])
  }

  @Test("of ranges that overlap all bytes go, for one placeholder") func overlaps() {
    #expect(SecretPlaceholder.redact([4..<6, 1..<3, 2..<5], in: "0123456789") == "0<n8n-ops:redacted>6789")
    #expect(
      SecretPlaceholder.redact([0..<1, 1..<2], in: "012") == "<n8n-ops:redacted><n8n-ops:redacted>2")
    #expect(SecretPlaceholder.redact([], in: "012") == "012")
  }
}
