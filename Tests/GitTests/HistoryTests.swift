import Testing

@testable import Git

@Suite("History")
struct HistoryTests {
  @Test("the log is that of git, topological, with exclusions and first parents")
  func log() throws {
    let folder = try TestFolder()
    let repository = try folder.repository()
    var random = SplitMix(seed: 5)
    var commits: [OID] = []
    for number in 0..<60 {
      let transaction = repository.makeTransaction()
      var parents = commits.isEmpty ? [] : [commits.suffix(4).map { $0 }.pick(&random)]
      if number > 5, Int.random(in: 0..<3, using: &random) == 0 {
        let other = commits.suffix(8).map { $0 }.pick(&random)
        if !parents.contains(other) { parents.append(other) }
      }
      let time = Signature(name: "T", email: "t@x", time: 1_700_000_000 + number * 60)
      let tree = try transaction.tree(editing: nil, ["n": .file(transaction.blob(Array("\(number)".utf8)))])
      commits.append(
        transaction.commit(tree: tree, parents: parents, author: time, committer: time, message: "\(number)"))
      try transaction.flush()
    }
    for _ in 0..<20 {
      let (start, other) = (commits.pick(&random), commits.pick(&random))
      func git(_ arguments: String...) throws -> String {
        try GitCommand.run("rev-list", arguments[0], start.hex, "^\(other)", in: repository.path)
      }
      let ours = try repository.log(from: start, excluding: [other])
      #expect(
        Set(ours.map(\.oid.hex)) == Set(try git("--topo-order").split(separator: "\n").map(String.init)))
      for (index, commit) in ours.enumerated() {
        #expect(
          !ours[..<index].contains { commit.parents.contains($0.oid) }, "a parent stands before its child")
      }
      let first = try repository.log(from: start, excluding: [other], firstParent: true).map(\.oid.hex)
      #expect(first.joined(separator: "\n") == (try git("--first-parent")))
      #expect(try repository.log(from: start, limit: 2).count <= 2)
      #expect(try repository.log(from: start, limit: 0).isEmpty)
      let isAncestor = try GitCommand.result(
        ["merge-base", "--is-ancestor", other.hex, start.hex], in: repository.path)
      #expect(try repository.isAncestor(other, of: start) == (isAncestor.status == 0))
      let bases = try GitCommand.run("merge-base", "--all", start.hex, other.hex, in: repository.path)
      #expect(try bases.contains(#require(try repository.mergeBase(start, other)).hex))
    }
  }

  @Test("unrelated commits have no common ancestor, and a missing commit is an error")
  func unrelated() throws {
    let folder = try TestFolder()
    let repository = try folder.repository()
    let (one, two) = (try repository.commit(["a": "1"]), try repository.commit(["a": "2"]))
    #expect(try repository.mergeBase(one, two) == nil)
    #expect(try !repository.isAncestor(one, of: two))
    #expect(try repository.isAncestor(one, of: one))
    #expect(#expect(throws: GitError.self) { try repository.mergeBase(one, .zero) }?.kind == .notFound)
    #expect(throws: GitError.self) { try repository.isAncestor(.zero, of: one) }
    #expect(throws: GitError.self) { try repository.log(from: .zero) }
  }
}
