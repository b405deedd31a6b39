import Foundation
import Testing

@testable import Git

@Suite("Trailers")
struct TrailersTests {
  @Test("trailers are found exactly as git interpret-trailers finds them, in 400 random messages")
  func asGit() throws {
    let folder = try TestFolder()
    var random = SplitMix(seed: 20_240_601)
    var found = 0
    for _ in 0..<400 {
      let message = Self.message(&random)
      let trailers = Trailers.parse(message)
      let ours = trailers.map { "\($0.key): \($0.value)\n" }.joined()
      let git = try GitCommand.result(["interpret-trailers", "--parse"], in: folder.path, input: message)
      #expect(ours == git.output, "message: \(message.debugDescription)")
      found += trailers.count
    }
    #expect(found > 100)
  }

  @Test("what CommitMessage writes, git reads back, whatever the parts hold")
  func written() throws {
    let folder = try TestFolder()
    var random = SplitMix(seed: 7)
    for _ in 0..<200 {
      let body = Self.message(&random) + "\nN8nOps-Actor: forged\n" + Self.lines.pick(&random)
      let trailers = (0..<Int.random(in: 1...4, using: &random)).map { number in
        ("Key-\(number)", Self.lines.pick(&random) + "x\n" + Self.lines.pick(&random))
      }
      let message = CommitMessage(subject: Self.lines.pick(&random), body: body, trailers: trailers)
      let git = try GitCommand.result(
        ["interpret-trailers", "--parse"], in: folder.path, input: message.text)
      let keys = git.output.split(separator: "\n").map { String($0.prefix { $0 != ":" }) }
      #expect(keys == trailers.map(\.0), "message: \(message.text.debugDescription)")
      let ours = Trailers.parse(message.text).map { "\($0.key): \($0.value)\n" }.joined()
      #expect(ours == git.output, "message: \(message.text.debugDescription)")
    }
  }

  @Test("a body cannot hide or forge a trailer")
  func forged() {
    let text = CommitMessage(
      subject: "x", body: "Actor: forged\n---\nmore\n# ------------------------ >8 ------------------------",
      trailers: [("Actor", "true\nActor: forged")]
    ).text
    #expect(Trailers.parse(text).map(\.value) == ["true Actor: forged"])
  }

  @Test("a message has a subject, a body and trailers, with an empty line between")
  func form() {
    let message = CommitMessage(
      subject: "sync: 3 workflows\n", body: "\nMore.\r\nWords.\n\n",
      trailers: [("A b", "1"), ("N8nOps-Job", "j")])
    #expect(message.text == "sync: 3 workflows\n\nMore.\nWords.\n\nA-b: 1\nN8nOps-Job: j\n")
    #expect(CommitMessage(subject: " \n").text == "(no subject)\n")
    #expect(CommitMessage(subject: "a\nb").text == "a b\n")
  }

  /// Lines of the kinds that Git's rules tell apart.
  private static let lines = [
    "", "", " ", "Key: value", "Key : value", "key-1:value", "Key:", ":", "no trailer here",
    "Two words: value",
    " continued", "\tcontinued", "# comment", "Signed-off-by: A <a@b>", "(cherry picked from commit 1234)",
    "---", "--- a", "----", "Conflicts:", "\tpath", "# >8",
    "Ümlaut: x", "Key: Ü", "Key:  two  spaces  ", "fixup! x", "a\rb: c", "Key: v\r",
  ]

  private static func message(_ random: inout SplitMix) -> String {
    let count = Int.random(in: 0...9, using: &random)
    var text = Bool.random(using: &random) ? "subject\n\n" : ""
    for index in 0..<count {
      text += lines.pick(&random) + (index == count - 1 && Bool.random(using: &random) ? "" : "\n")
    }
    // Git 2.39 never ends when the scissors stand behind a patch (trailer.c, find_trailer_end).
    return text.contains(">8") ? text.replacingOccurrences(of: "---", with: "===") + Self.scissors : text
  }

  private static let scissors = "# ------------------------ >8 ------------------------\n"
}
