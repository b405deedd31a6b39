import Testing

@testable import Git

@Suite("Merges of texts")
struct TextMergeTests {
  @Test("a merge is that of git merge-file", arguments: [false, true])
  func asGit(showsBase: Bool) throws {
    let folder = try TestFolder()
    var random = SplitMix(seed: 5)
    var conflicts = 0
    for _ in 0..<40 {
      let texts = (0..<3).map { _ in
        (0..<Int.random(in: 0...8, using: &random)).map { _ in
          "line \(Int.random(in: 0...3, using: &random))\n"
        }
        .joined()
      }
      for (name, text) in zip(["base", "ours", "theirs"], texts) { try folder.write(text, to: name) }
      let git = try GitCommand.result(
        ["merge-file", "-p", "--marker-size=9", "-L", "a", "-L", "b", "-L", "c", "ours", "base", "theirs"]
          + (showsBase ? ["--diff3"] : []), in: folder.path)
      let marks = TextMerge.Marks(ours: "a", base: "b", theirs: "c", length: 9, showsBase: showsBase)
      let bytes = texts.map { Array($0.utf8) }
      let merge = try #require(try TextMerge(base: bytes[0], ours: bytes[1], theirs: bytes[2], marks: marks))
      #expect(String(decoding: merge.bytes, as: UTF8.self) == git.output)
      #expect(merge.isClean == (git.status == 0))
      if !merge.isClean { conflicts += 1 }
    }
    #expect((1..<40).contains(conflicts))
  }

  @Test("what holds a zero byte is no text")
  func binary() throws {
    #expect(try TextMerge(base: [], ours: [1], theirs: [0]) == nil)
  }
}

@Suite("Revisions and configuration")
struct RevisionTests {
  @Test("a revision is what git rev-parse makes of it; a folder inside leads to its repository")
  func revisions() throws {
    let folder = try TestFolder()
    for words in [["init", "-q"], ["commit", "-q", "--allow-empty", "-m", "one"]] {
      _ = try GitCommand.result(["-c", "user.name=a", "-c", "user.email=b"] + words, in: folder.path)
    }
    let repository = try #require(try Repository.discover(from: folder.path))
    for revision in ["HEAD", "HEAD^{tree}"] {
      let git = try GitCommand.result(["rev-parse", revision], in: folder.path)
      #expect(
        try repository.object(at: revision)?.hex == git.output.split(separator: "\n").first.map(String.init))
    }
    #expect(try repository.object(at: "nowhere") == nil)
    try repository.setConfiguration("x.y.z", to: "a \"b\"; c")
    #expect(try GitCommand.result(["config", "x.y.z"], in: folder.path).output == "a \"b\"; c\n")
    try repository.setConfiguration("x.y.z", to: nil)
    try repository.setConfiguration("x.y.z", to: nil)
    #expect(try repository.configuration("x.y.z") == nil)
  }
}
