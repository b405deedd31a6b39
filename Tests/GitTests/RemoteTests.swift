import Foundation
import Testing

@testable import Git

@Suite("Remotes on this machine")
struct RemoteTests {
  /// A repository and a bare one to push to, which both have `main` at `first`.
  struct Fixture {
    let folder: TestFolder
    let local: Repository
    let other: Repository
    let main: RefName
    let first: OID

    init() throws {
      folder = try TestFolder()
      local = try folder.repository("local.git")
      other = try folder.repository("other.git")
      main = try RefName.branch("main")
      first = try local.commit(["n": "0"])
      try local.update(main, from: nil, to: first, message: "first")
      let results = try local.push(remote: remote, refspecs: [PushSpec(first, to: main)])
      #expect(results == [PushResult(ref: main, old: nil, new: first, outcome: .accepted)])
    }

    var remote: Remote { Remote(url: folder("other.git")) }

    func push(_ specs: PushSpec...) throws -> [RefOutcome] {
      try local.push(remote: remote, refspecs: specs).map(\.outcome)
    }

    /// Somebody else moves the remote's main.
    func otherMoves() throws -> OID {
      let oid = try other.commit(["other": "1"], onto: first)
      try other.update(main, from: first, to: oid, message: "other")
      return oid
    }

    /// Gives the remote a hook.
    func hook(_ name: String, _ script: String) throws {
      try folder.write("#!/bin/sh\n" + script, to: "other.git/hooks/" + name)
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o755], ofItemAtPath: folder("other.git/hooks/" + name))
    }
  }

  @Test("a push makes, moves and deletes references, by path and by file URL", arguments: [false, true])
  func push(byURL: Bool) throws {
    let fixture = try Fixture()
    let url = fixture.folder("other.git")
    let remote = Remote(url: byURL ? "file://" + url.replacingOccurrences(of: "-", with: "%2D") : url)
    let second = try fixture.local.commit(["n": "1"], onto: fixture.first)
    let side = try RefName("refs/n8n-ops/status/x")
    let results = try fixture.local.push(
      remote: remote, refspecs: [PushSpec(second, to: fixture.main), PushSpec(fixture.first, to: side)])
    #expect(results.map(\.isAccepted) == [true, true])
    #expect(results.map(\.old) == [fixture.first, nil])
    #expect(try fixture.other.oid(of: fixture.main) == second)
    #expect(try fixture.other.files(in: second).map(\.path) == ["n"])
    let deleted = try fixture.local.push(remote: remote, refspecs: [PushSpec(nil, to: side)])
    #expect(deleted.map(\.isAccepted) == [true])
    #expect(try fixture.other.oid(of: side) == nil)
    let again = try fixture.local.push(
      remote: remote, refspecs: [PushSpec(second, to: fixture.main), PushSpec(nil, to: side)])
    #expect(again.map(\.isAccepted) == [true, true])
    try GitCommand.run("fsck", "--strict", in: fixture.other.path)
  }

  @Test("a push is refused when the remote moved, and its work is still there")
  func moved() throws {
    let fixture = try Fixture()
    let theirs = try fixture.otherMoves()
    let mine = try fixture.local.commit(["n": "1"], onto: fixture.first)
    let side = try RefName.branch("side")
    let outcomes = try fixture.push(PushSpec(mine, to: fixture.main), PushSpec(mine, to: side))
    #expect(outcomes == [.refused("the remote has commits that are not here; fetch first"), .accepted])
    try fixture.local.fetch(remote: fixture.remote, refspecs: ["+refs/heads/*:refs/remotes/origin/*"])
    #expect(try fixture.push(PushSpec(mine, to: fixture.main)) == [.refused("not a fast-forward")])
    #expect(try fixture.other.oid(of: fixture.main) == theirs)
  }

  @Test("a condition on the current value allows a rewritten history, and only from that value")
  func condition() throws {
    let fixture = try Fixture()
    let rewritten = try fixture.local.commit(["n": "rewritten"])
    let wrong = try fixture.push(PushSpec(rewritten, to: fixture.main, if: .current(rewritten)))
    let absent = try fixture.push(PushSpec(rewritten, to: fixture.main, if: .current(nil)))
    for outcome in [wrong, absent] {
      guard case .refused(let reason)? = outcome.first else {
        Issue.record("\(outcome)")
        continue
      }
      #expect(reason.contains("found \(fixture.first.short)"))
    }
    #expect(
      try fixture.push(PushSpec(rewritten, to: fixture.main, if: .current(fixture.first))) == [.accepted])
    #expect(try fixture.other.oid(of: fixture.main) == rewritten)
    #expect(try fixture.push(PushSpec(fixture.first, to: fixture.main, if: .any)) == [.accepted])
    let side = try RefName.branch("side")
    #expect(try fixture.push(PushSpec(rewritten, to: side, if: .current(nil))) == [.accepted])
    #expect(try fixture.push(PushSpec(nil, to: side, if: .current(fixture.first))).first != .accepted)
    #expect(try fixture.push(PushSpec(nil, to: side, if: .current(rewritten))) == [.accepted])
    #expect(try fixture.other.references(prefix: "refs/").map(\.name) == [fixture.main])
  }

  @Test("a hook that says no is a refusal, in its words; others in the same push may land")
  func hooks() throws {
    let fixture = try Fixture()
    try fixture.hook("update", "case $1 in refs/heads/main) echo 'main is protected' >&2; exit 1;; esac\n")
    let second = try fixture.local.commit(["n": "1"], onto: fixture.first)
    let outcomes = try fixture.push(PushSpec(second, to: fixture.main), PushSpec(second, to: .branch("side")))
    guard case .refused(let reason)? = outcomes.first else {
      Issue.record("\(outcomes)")
      return
    }
    #expect(reason.contains("hook declined") && reason.contains("main is protected"))
    #expect(outcomes.last == .accepted)
    try fixture.hook("pre-receive", "cat >/dev/null; exit 1\n")
    #expect(try fixture.push(PushSpec(second, to: .branch("side2"))).first != .accepted)
    #expect(try fixture.other.references(prefix: "refs/").map(\.oid) == [fixture.first, second])
  }

  @Test("a push that loses the race behind the remote's answer is refused by the remote itself")
  func race() throws {
    let fixture = try Fixture()
    // The hook plays the other writer: it moves main after this push was compared with it.
    let theirs = try fixture.other.commit(["other": "1"], onto: fixture.first)
    try fixture.hook(
      "pre-receive", "cat >/dev/null; unset GIT_QUARANTINE_PATH; git update-ref refs/heads/main \(theirs)\n")
    let mine = try fixture.local.commit(["n": "1"], onto: fixture.first)
    #expect(try fixture.push(PushSpec(mine, to: fixture.main)).first != .accepted)
    #expect(try fixture.other.oid(of: fixture.main) == theirs)
  }

  @Test("four writers push to one remote; every step lands exactly once")
  func writers() async throws {
    let fixture = try Fixture()
    let steps = 4
    try await withThrowingTaskGroup(of: Void.self) { group in
      for writer in 0..<4 {
        let local = try fixture.folder.repository("writer\(writer).git")
        group.addTask {
          for _ in 0..<steps { try Self.countUp(local, fixture, "writer \(writer)") }
        }
      }
      try await group.waitForAll()
    }
    let end = try #require(try fixture.other.oid(of: fixture.main))
    let entry = try #require(try fixture.other.entry(at: "n", in: end))
    #expect(String(decoding: try fixture.other.blob(entry.oid), as: UTF8.self) == "\(4 * steps)")
    #expect(try fixture.other.log(from: end).count == 4 * steps + 1)
  }

  /// Commits of different writers differ in their messages: otherwise they would be one and the same commit.
  private static func countUp(_ local: Repository, _ fixture: Fixture, _ message: String) throws {
    while true {
      try local.fetch(remote: fixture.remote, refspecs: ["+refs/heads/*:refs/remotes/origin/*"])
      let old = try #require(try local.oid(of: RefName("refs/remotes/origin/main")))
      let entry = try #require(try local.entry(at: "n", in: old))
      let count = try #require(Int(String(decoding: try local.blob(entry.oid), as: UTF8.self)))
      let new = try local.commit(["n": "\(count + 1)"], onto: old, message: message)
      let results = try local.push(remote: fixture.remote, refspecs: [PushSpec(new, to: fixture.main)])
      if results.allSatisfy(\.isAccepted) { return }
    }
  }

  @Test("the checked-out branch of a repository with a work tree is refused, another one is not")
  func workTree() throws {
    let folder = try TestFolder()
    let local = try folder.repository("local.git")
    let other = try folder.repository("other", bare: false)
    let one = try local.commit(["a": "1"])
    try other.update(.branch("main"), from: nil, to: other.commit(["b": "1"]), message: "x")
    let results = try local.push(
      remote: Remote(url: folder("other")),
      refspecs: [PushSpec(one, to: .branch("main"), if: .any), PushSpec(one, to: .branch("side"))])
    #expect(results.map(\.isAccepted) == [false, true])
  }

  @Test("a remote that is not there is not found, nor is a folder that is no repository")
  func notFound() throws {
    let fixture = try Fixture()
    try fixture.folder.write("x", to: "plain/file")
    for url in ["none", "plain", "plain/file"] {
      let remote = Remote(url: fixture.folder(url))
      let pushed = #expect(throws: GitError.self) {
        try fixture.local.push(remote: remote, refspecs: [PushSpec(fixture.first, to: fixture.main)])
      }
      #expect(pushed?.kind == .notFound, "push \(url): \(pushed.map { "\($0)" } ?? "")")
      let fetched = #expect(throws: GitError.self) {
        try fixture.local.fetch(remote: remote, refspecs: ["refs/heads/main:refs/x/main"])
      }
      #expect(fetched?.kind == .notFound, "fetch \(url): \(fetched.map { "\($0)" } ?? "")")
    }
  }

  @Test("a fetch moves references forward, sideways only with a plus, and says so")
  func fetch() throws {
    let fixture = try Fixture()
    let mirror = try RefName("refs/remotes/origin/main")
    let specs = ["refs/heads/*:refs/remotes/origin/*"]
    let first = try fixture.local.fetch(remote: fixture.remote, refspecs: specs)
    #expect(first == [FetchResult(ref: mirror, old: nil, new: fixture.first, outcome: .accepted)])
    #expect(try fixture.local.fetch(remote: fixture.remote, refspecs: specs).isEmpty)
    let second = try fixture.otherMoves()
    let forward = try fixture.local.fetch(remote: fixture.remote, refspecs: specs)
    #expect(forward.map(\.new) == [second])
    #expect(try fixture.local.files(in: second).map(\.path) == ["n", "other"])
    let sideways = try fixture.other.commit(["x": "y"])
    try fixture.other.update(fixture.main, from: second, to: sideways, message: "x")
    let refused = try fixture.local.fetch(remote: fixture.remote, refspecs: specs)
    #expect(refused.map(\.outcome) == [.refused("not a fast-forward")])
    #expect(try fixture.local.oid(of: mirror) == second)
    let forced = try fixture.local.fetch(remote: fixture.remote, refspecs: ["+" + specs[0]])
    #expect(forced.map(\.outcome) == [.accepted])
    #expect(try fixture.local.oid(of: mirror) == sideways)
    try GitCommand.run("fsck", "--strict", "--no-dangling", in: fixture.local.path)
  }

  @Test("a fetch prunes what is gone, and leaves it without being asked to")
  func prune() throws {
    let fixture = try Fixture()
    let specs = ["+refs/heads/*:refs/remotes/origin/*"]
    try fixture.other.update(.branch("side"), from: nil, to: fixture.first, message: "x")
    try fixture.local.fetch(remote: fixture.remote, refspecs: specs)
    try fixture.other.update(.branch("side"), from: fixture.first, to: nil, message: "x")
    #expect(try fixture.local.fetch(remote: fixture.remote, refspecs: specs).isEmpty)
    let pruned = try fixture.local.fetch(remote: fixture.remote, refspecs: specs, prune: true)
    #expect(pruned.map(\.ref.full) == ["refs/remotes/origin/side"])
    #expect(pruned.map(\.new) == [nil])
    #expect(try fixture.local.references(prefix: "refs/remotes/").map(\.name.shortName) == ["origin/main"])
    #expect(try fixture.local.oid(of: fixture.main) == fixture.first)
  }

  @Test("annotated tags come with their objects")
  func tags() throws {
    let fixture = try Fixture()
    let transaction = fixture.other.makeTransaction()
    let tag = try transaction.tag(name: "v1", target: fixture.first, tagger: .robot, message: "one")
    try transaction.flush()
    try fixture.other.update(.tag("v1"), from: nil, to: tag, message: "x")
    try fixture.local.fetch(remote: fixture.remote, refspecs: ["refs/tags/*:refs/tags/*"])
    #expect(try fixture.local.oid(of: .tag("v1")) == tag)
    #expect(try fixture.local.tag(tag).target == fixture.first)
    let listed = try fixture.local.references(of: fixture.remote).map(\.name.full)
    #expect(listed == ["refs/heads/main", "refs/tags/v1"])
    let deleted = try fixture.push(PushSpec(nil, to: .tag("v1")))
    #expect(deleted == [.accepted])
    #expect(try fixture.push(PushSpec(tag, to: .tag("v2"))) == [.accepted])
    #expect(try fixture.other.oid(of: .tag("v2")) == tag)
  }

  @Test("a named reference that the remote does not have is not found; a bad refspec is invalid")
  func badSpecs() throws {
    let fixture = try Fixture()
    let missing = #expect(throws: GitError.self) {
      try fixture.local.fetch(remote: fixture.remote, refspecs: ["refs/heads/none:refs/x/none"])
    }
    #expect(missing?.kind == .notFound)
    for spec in [
      "main:refs/x/main", "refs/heads/*:refs/x/y", "", "refs/heads/a b:refs/x", "refs/heads/main:../x",
    ] {
      let error = #expect(throws: GitError.self) {
        try fixture.local.fetch(remote: fixture.remote, refspecs: [spec])
      }
      #expect(error?.kind == .invalid, "\(spec): \(error.map { "\($0)" } ?? "")")
    }
  }
}
