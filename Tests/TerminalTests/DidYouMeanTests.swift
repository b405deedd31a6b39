import Testing

@testable import Terminal

@Suite("Did you mean")
struct DidYouMeanTests {
  private static let commands = [
    "sync", "snapshot", "drift", "promote", "workflow", "incident", "env", "site",
  ]

  @Test(
    "the name that was probably meant",
    arguments: [
      ("snyc", "sync"), ("sycn", "sync"), ("syn", "sync"), ("SYNC", "sync"), ("snapshto", "snapshot"),
      ("promot", "promote"), ("workflows", "workflow"), ("wrkflow", "workflow"), ("incidnet", "incident"),
      ("env", "env"), ("evn", "env"), ("inc", "incident"), ("snap", "snapshot"), ("iste", "site"),
    ])
  func near(word: String, meant: String) {
    #expect(DidYouMean.closest(to: word, among: Self.commands) == meant)
  }

  @Test(
    "nothing is suggested for what resembles nothing",
    arguments: ["deploy", "x", "", "zzzz", "drop", String(repeating: "sync", count: 50)])
  func far(word: String) {
    #expect(DidYouMean.closest(to: word, among: Self.commands) == nil)
  }

  @Test("dashes do not count as likeness")
  func dashes() {
    #expect(DidYouMean.closest(to: "--ab", among: ["--xy"]) == nil)
    #expect(DidYouMean.closest(to: "-tenant", among: ["--repo", "--tenant"]) == "--tenant")
  }

  @Test(
    "edit distances",
    arguments: [
      ("", "", 0), ("", "abc", 3), ("abc", "", 3), ("abc", "abc", 0), ("ab", "ba", 1), ("ca", "abc", 2),
      ("kitten", "sitting", 3), ("a cat", "an abct", 3),
    ])
  func distances(left: String, right: String, distance: Int) {
    #expect(DidYouMean.damerauLevenshtein(Array(left), Array(right)) == distance)
    #expect(DidYouMean.damerauLevenshtein(Array(right), Array(left)) == distance)
  }
}
