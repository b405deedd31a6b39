import Foundation
import Git
import Governance
import Testing

@testable import Ledger

@Suite("Decisions that machines share")
struct DecisionSharingTests {
  @Test("a decision stands on the remote before it stands here, and the other machine takes it over")
  func goesToTheRemote() throws {
    let ledger = try SharedLedger()
    let (one, two) = (try ledger.fetched("one"), try ledger.fetched("two"))
    let commit = try #require(try ledger.write(["a": "1"], in: one))
    #expect(try ledger.git("remote.git", "rev-parse", "main") == commit.hex)
    #expect(try two.mainTree().commit != commit)
    #expect(try two.fetch().isEmpty)
    #expect(try two.mainTree().commit == commit)
    #expect(try ledger.isSound("remote.git") && ledger.isSound("two"))
  }

  @Test("a machine that decided on what is past decides again on what is shared now")
  func decidesAgain() throws {
    let ledger = try SharedLedger(["count": "0"])
    let (one, two) = (try ledger.fetched("one"), try ledger.fetched("two"))
    try ledger.write(["count": "5"], in: one)
    var seen: [String] = []
    try two.commit(to: two.main, as: TestLedger.act()) { (tree, edit) throws(OpsError) in
      let text = String(
        decoding: try readGit { () throws(GitError) in try tree.bytes(at: "count") } ?? [], as: UTF8.self)
      seen.append(text)
      edit.put(["count": text + "+1"])
      return TestLedger.note()
    }
    #expect(seen == ["0", "5"])
    #expect(try ledger.remoteFiles("main")["count"] == "5+1")
    #expect(try ledger.git("remote.git", "rev-list", "--count", "main") == "3")
  }

  @Test("machines that decide at the same time: every decision lands exactly once, in one line")
  func contention() async throws {
    let ledger = try SharedLedger()
    let (writers, rounds) = (5, 6)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for writer in 0..<writers {
        let workspace = try ledger.fetched("writer-\(writer)")
        group.addTask {
          for round in 0..<rounds {
            try workspace.commit(to: workspace.main, as: TestLedger.act(after: round)) {
              (tree, edit) throws(OpsError) in
              let present = try readGit { () throws(GitError) in try tree.files() }.count
              edit.put(["\(writer)-\(round)": "\(present)"])
              return TestLedger.note("\(writer)-\(round)")
            }
          }
        }
      }
      try await group.waitForAll()
    }
    let files = try ledger.remoteFiles("main").filter { $0.key != "start" }
    #expect(Set(files.values) == Set((1...writers * rounds).map(String.init)))
    #expect(
      try ledger.git("remote.git", "rev-list", "--count", "--no-merges", "main") == "\(writers * rounds + 1)")
    #expect(try ledger.git("remote.git", "rev-list", "--count", "--merges", "main") == "0")
    #expect(try ledger.isSound("remote.git"))
  }

  @Test("a merge goes to the remote too, and its proposal goes away there")
  func merges() throws {
    let ledger = try SharedLedger()
    let (one, two) = (try ledger.fetched("one"), try ledger.fetched("two"))
    let branch = try one.ref(branch: "change/acme/x")
    let base = try #require(try one.mainTree().commit)
    #expect(try one.move(RefUpdate(branch, from: nil, to: base), message: "propose"))
    try ledger.write(["b": "1"], to: "change/acme/x", in: one)
    try two.fetch()
    let merge = try two.merge(branch: branch, as: TestLedger.act(), note: TestLedger.note())
    try two.remove(branch)
    #expect(
      try ledger.git("remote.git", "for-each-ref", "--format=%(refname) %(objectname)", "refs/heads")
        == "refs/heads/main \(merge)")
    #expect(try one.fetch().isEmpty)
    #expect(try ledger.refs("one") == ledger.refs("remote.git"))
  }

  @Test("a remote that cannot be used: decisions are refused by a state with a name, and nothing has moved")
  func unavailable() throws {
    let ledger = try SharedLedger()
    _ = try ledger.fetched("one")
    let before = try ledger.git("one", "for-each-ref")
    let one = try ledger.cutOff("one")
    for attempt in 0..<2 {
      let error = #expect(throws: OpsError.self) { try ledger.write(["a": "\(attempt)"], in: one) }
      #expect(error?.code == .gitUnavailable && error?.isTemporary == true)
      #expect(error?.why?.hasPrefix("gone: ") == true && error?.remedy != nil, "\(String(describing: error))")
    }
    #expect(one.shared?.unavailable?.reason == .gone)
    #expect(try ledger.git("one", "for-each-ref") == before)
  }

  @Test("why a remote cannot be used is told apart")
  func reasons() throws {
    for (kind, reason) in [
      (GitError.Kind.notFound, RemoteUnavailable.Reason.gone), (.unauthorized, .forbidden),
      (.notOwned, .forbidden),
      (.untrusted, .untrusted), (.unreachable, .unreachable), (.invalid, .misconfigured),
    ] {
      let unavailable = RemoteUnavailable(GitError(kind, operation: "fetch", detail: "because"))
      #expect(unavailable?.reason == reason)
      #expect(unavailable?.error.code == .gitUnavailable && unavailable?.error.remedy != nil)
    }
    for kind in [GitError.Kind.corrupt, .locked, .refMoved(ref: "x", expected: nil, found: nil)] {
      #expect(RemoteUnavailable(GitError(kind, operation: "fetch", detail: "because")) == nil)
    }
  }

  @Test("commits that a person made in the clone are told, never forced and never lost")
  func ahead() throws {
    let ledger = try SharedLedger()
    let one = try ledger.fetched("one")
    let mine = try #require(try ledger.write(["mine": "1"], in: one, isShared: false))
    let left = try one.fetch()
    #expect(try left.map { try one.verdict(on: $0) } == [.ahead])
    let error = #expect(throws: OpsError.self) { try ledger.write(["a": "1"], in: one) }
    #expect(error?.what.hasPrefix("There are commits here") == true && error?.code == nil)
    #expect(try one.mainTree().commit == mine)
    #expect(try ledger.remoteFiles("main") == ["start": ""])
    #expect(try one.pushDecisions().map(\.new) == [mine])
    #expect(try ledger.write(["a": "1"], in: one) != nil)
    #expect(try ledger.remoteFiles("main").keys.sorted() == ["a", "mine", "start"])
  }

  @Test("a clone and a remote that went different ways are told, and both stay as they are")
  func diverged() throws {
    let ledger = try SharedLedger()
    let (one, two) = (try ledger.fetched("one"), try ledger.fetched("two"))
    let mine = try #require(try ledger.write(["mine": "1"], in: one, isShared: false))
    let theirs = try #require(try ledger.write(["theirs": "1"], in: two))
    for _ in 0..<2 {
      #expect(try one.fetch().map { try one.verdict(on: $0) } == [.diverged])
      let error = #expect(throws: OpsError.self) { try ledger.write(["a": "1"], in: one) }
      #expect(error?.what.contains("different ways") == true)
      #expect(throws: OpsError.self) { try one.pushDecisions() }
    }
    #expect(try one.mainTree().commit == mine)
    #expect(try two.mainTree().commit == theirs)
    #expect(try ledger.git("remote.git", "rev-parse", "main") == theirs.hex)
  }

  @Test("a remote whose decisions were rewritten is not followed")
  func rewritten() throws {
    let ledger = try SharedLedger()
    let one = try ledger.fetched("one")
    let kept = try #require(try ledger.write(["a": "1"], in: one))
    try ledger.git("remote.git", "update-ref", "refs/heads/main", "main~1")
    for _ in 0..<2 {
      #expect(try one.fetch().map { try one.verdict(on: $0) } == [.setBack])
      let decided = #expect(throws: OpsError.self) { try ledger.write(["b": "1"], in: one) }
      let pushed = #expect(throws: OpsError.self) { try one.pushDecisions() }
      for error in [decided, pushed] {
        #expect(error?.what.contains("lacks commits that it had") == true)
      }
    }
    #expect(try ledger.git("remote.git", "rev-parse", "main") != kept.hex)
    let other = try ledger.git("remote.git", "commit-tree", "-m", "rewritten", "main^{tree}")
    try ledger.git("remote.git", "update-ref", "refs/heads/main", other)
    #expect(try one.fetch().map { try one.verdict(on: $0) } == [.diverged])
    let error = #expect(throws: OpsError.self) { try ledger.write(["b": "1"], in: one) }
    #expect(error?.what.contains("different ways") == true)
    #expect(try one.mainTree().commit == kept)
  }

  @Test("a rule of the remote that says no is told in its words, and nothing has moved")
  func refused() throws {
    let ledger = try SharedLedger()
    let one = try ledger.fetched("one")
    try ledger.folder.write(
      "#!/bin/sh\necho 'main is protected' >&2\nexit 1\n", to: "remote.git/hooks/update")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: ledger.folder("remote.git/hooks/update"))
    let before = try ledger.git("one", "for-each-ref")
    let error = #expect(throws: OpsError.self) { try ledger.write(["a": "1"], in: one) }
    #expect(error?.why?.contains("main is protected") == true, "\(String(describing: error))")
    #expect(error?.code == nil)
    #expect(try ledger.git("one", "for-each-ref") == before)
  }

  @Test("the way back of a deployment and the verified point stay on their machine")
  func localRefs() throws {
    let ledger = try SharedLedger()
    let one = try ledger.fetched("one")
    let tip = try #require(try one.mainTree().commit)
    for name in ["refs/n8n-ops/undo/acme/x", "refs/n8n-ops/verified", "refs/heads/mine", "refs/tags/v1"] {
      #expect(try one.move(RefUpdate(try one.ref(named: name), from: nil, to: tip), message: "test"))
    }
    #expect(try one.publish() == 0)
    try ledger.write(["a": "1"], in: one)
    #expect(try ledger.git("remote.git", "for-each-ref", "--format=%(refname)") == "refs/heads/main")
  }
}
