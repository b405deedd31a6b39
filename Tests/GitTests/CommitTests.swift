import Testing

@testable import Git

@Suite("Commits and tags")
struct CommitTests {
  @Test("git shows a commit as it was written")
  func written() throws {
    let folder = try TestFolder()
    let repository = try folder.repository()
    let message = CommitMessage(subject: "sync: all", body: "Text.", trailers: [("N8nOps-Tenant", "acme")])
    let first = try repository.commit(["a": "1"])
    let second = try repository.commit(["a": "2"], onto: first, message: message.text)
    try repository.update(.branch("main"), from: nil, to: second, message: "x")
    let shown = try GitCommand.run(
      "log", "-1", "--format=%H%n%T%n%P%n%an|%ae|%ad%n%cn|%ce|%cd%n%s%n%b", "--date=raw", "main",
      in: repository.path)
    let commit = try repository.commit(second)
    #expect(
      shown == """
        \(second)
        \(commit.tree)
        \(first)
        Robot|robot@example.org|1700000000 +0130
        Robot|robot@example.org|1700000000 +0130
        sync: all
        Text.

        N8nOps-Tenant: acme
        """ + "\n")
    #expect(commit.parents == [first])
    #expect(commit.author == .robot)
    #expect(commit.message == message.text)
    #expect(commit.subject == "sync: all")
    #expect(commit.body == "Text.\n\nN8nOps-Tenant: acme")
    #expect(commit.trailer("n8nops-tenant") == "acme")
    #expect(commit.signature == nil)
  }

  @Test(
    "a signature that would break an object is cleaned, and git fsck accepts it",
    arguments: ["", " ", "A <b>\nauthor Mallory <m@x> 1 +0000", "..", "Jörg \u{0}Ø", "<>", "A\tB"])
  func cleanedSignature(name: String) throws {
    let folder = try TestFolder()
    let repository = try folder.repository()
    let transaction = repository.makeTransaction()
    let signature = Signature(name: name, email: name, time: -5, offsetMinutes: 100_000)
    let tree = try transaction.tree(editing: nil, [:])
    let commit = transaction.commit(
      tree: tree, parents: [], author: signature, committer: signature, message: "a\u{0}b")
    try transaction.flush()
    try repository.update(.branch("main"), from: nil, to: commit, message: name)
    #expect(try GitCommand.run("fsck", "--strict", in: repository.path) == "")
    #expect(try repository.commit(commit).author.time == 0)
  }

  @Test("commits of git itself are read as git shows them")
  func read() throws {
    let folder = try TestFolder()
    try GitCommand.run("init", "-q", "-b", "main", in: folder.path)
    let messages = ["one", "two\nlines\n\nbody\n\nKey: v", "\n\nthree  \n", "Ünïcode ☃"]
    for message in messages {
      try GitCommand.run(
        "commit", "-q", "--allow-empty", "--allow-empty-message", "--cleanup=verbatim", "-F", "-",
        in: folder.path,
        input: message)
    }
    let repository = try Repository.open(at: folder.path)
    let head = try #require(try repository.oid(of: .branch("main")))
    let subjects = try repository.log(from: head).map(\.subject)
    #expect(subjects.joined(separator: "\n") == (try GitCommand.run("log", "--format=%s", in: folder.path)))
    #expect(try repository.log(from: head).map(\.message) == messages.reversed())
    #expect(try repository.commit(head).author.email == "judge@example.org")
  }

  @Test("a signed commit verifies in git, and its signed bytes are found again")
  func signed() throws {
    let folder = try TestFolder()
    let repository = try folder.repository()
    let transaction = repository.makeTransaction()
    let tree = try transaction.tree(editing: nil, ["a": .file(transaction.blob([1]))])
    let payload = ObjectTransaction.commitBytes(
      tree: tree, parents: [], author: .robot, committer: .robot, message: "signed")
    let signature = try SSHKeygen.sign(payload, in: folder)
    let oid = transaction.commit(
      tree: tree, parents: [], author: .robot, committer: .robot, message: "signed", signature: signature)
    try transaction.flush()
    let commit = try repository.commit(oid)
    #expect(commit.signature == signature)
    #expect(commit.signedBytes == payload)
    let verified = try GitCommand.result(
      ["-c", "gpg.ssh.allowedSignersFile=\(folder("allowed"))", "verify-commit", oid.hex], in: repository.path
    )
    #expect(verified.status == 0, "\(verified.errors)")
    #expect(verified.errors.contains("Good \"git\" signature for robot@example.org"))
    #expect(try GitCommand.run("fsck", "--strict", "--no-dangling", in: repository.path) == "")
  }

  @Test("an annotated tag is one to git")
  func tag() throws {
    let folder = try TestFolder()
    let repository = try folder.repository()
    let commit = try repository.commit(["a": "1"])
    let transaction = repository.makeTransaction()
    let name = "snapshot/acme/prod/1"
    let oid = try transaction.tag(name: name, target: commit, tagger: .robot, message: "before 1.2")
    try transaction.flush()
    try repository.update(.tag(name), from: nil, to: oid, message: "tag")
    #expect(try GitCommand.run("cat-file", "-t", name, in: repository.path) == "tag")
    let shown = try GitCommand.run("cat-file", "tag", name, in: repository.path)
    #expect(
      shown == """
        object \(commit)
        type commit
        tag \(name)
        tagger Robot <robot@example.org> 1700000000 +0130

        before 1.2
        """)
    try GitCommand.run("fsck", "--strict", in: repository.path)
    let tag = try repository.tag(oid)
    #expect(tag.target == commit && tag.targetKind == .commit && tag.name == name && tag.tagger == .robot)
    #expect(tag.message == "before 1.2\n")
    #expect(try repository.commitOID(of: oid) == commit)
    #expect(try repository.files(in: oid).map(\.path) == ["a"])
    let badName = #expect(throws: GitError.self) {
      try transaction.tag(name: "a b", target: commit, tagger: .robot, message: "")
    }
    #expect(badName?.kind == .invalid)
    let noTarget = #expect(throws: GitError.self) {
      try transaction.tag(name: "a", target: .zero, tagger: .robot, message: "")
    }
    #expect(noTarget?.kind == .notFound)
  }
}
