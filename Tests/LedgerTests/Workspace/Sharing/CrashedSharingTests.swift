import Foundation
import Git
import Governance
import Testing

@testable import Ledger

@Suite("Sharing after a crash, and with a work tree")
struct CrashedSharingTests {
  @Test("a crash between the remote and here is finished by the next fetch", arguments: [true, false])
  func finished(isBare: Bool) throws {
    let ledger = try SharedLedger()
    let one = try ledger.fetched("one", bare: isBare)
    let (before, known) = (
      try ledger.git("one", "rev-parse", "main"),
      try ledger.git("one", "rev-parse", "refs/n8n-ops-remote/heads/main")
    )
    let commit = try #require(try ledger.write(["a": "1"], in: one))
    // As if the process had ended right after the push.
    try ledger.git("one", isBare ? "update-ref" : "reset", isBare ? "refs/heads/main" : "--hard", before)
    try ledger.git("one", "update-ref", "refs/n8n-ops-remote/heads/main", known)
    #expect(try one.fetch().isEmpty)
    #expect(try one.mainTree().commit == commit)
    // As if it had ended before it was noted what the remote has.
    try ledger.git("one", "update-ref", "refs/n8n-ops-remote/heads/main", known)
    #expect(try one.fetch().isEmpty)
    #expect(try ledger.write(["b": "1"], in: one) != nil)
    if !isBare { #expect(try ledger.git("one", "status", "--porcelain").isEmpty) }
  }

  @Test("index and files of a clone follow what others decided, and what was decided here")
  func workTree() throws {
    let ledger = try SharedLedger()
    let one = try ledger.fetched("one", bare: false)
    let two = try ledger.fetched("two")
    #expect(ledger.folder.read("one/start") == "")
    try ledger.write(["a": "theirs"], in: two)
    try one.fetch()
    #expect(ledger.folder.read("one/a") == "theirs")
    try ledger.write(["b": "ours"], in: one)
    #expect(ledger.folder.read("one/b") == "ours")
    #expect(try ledger.git("one", "status", "--porcelain").isEmpty)
  }

  @Test(
    "a file of somebody's own in the way stops a decision before anything is pushed, and a fetch before it moves"
  )
  func dirty() throws {
    let ledger = try SharedLedger(["a": "0"])
    let one = try ledger.fetched("one", bare: false)
    let two = try ledger.fetched("two")
    try ledger.folder.write("mine", to: "one/a")
    let before = try ledger.refs("remote.git")
    let error = #expect(throws: OpsError.self) { try ledger.write(["a": "1"], in: one) }
    #expect(error?.remedy?.contains("Commit or stash") == true)
    #expect(try ledger.refs("remote.git") == before)
    try ledger.write(["a": "2"], in: two)
    #expect(throws: OpsError.self) { try one.fetch() }
    #expect(ledger.folder.read("one/a") == "mine")
    try ledger.git("one", "checkout", "--", "a")
    #expect(try one.fetch().isEmpty)
    #expect(ledger.folder.read("one/a") == "2")
  }

  @Test("a dry run reads from the remote and sends nothing")
  func rehearsal() throws {
    let ledger = try SharedLedger()
    let (one, two) = (try ledger.fetched("one"), try ledger.fetched("two"))
    try ledger.write(["a": "1"], in: two)
    let before = (try ledger.git("one", "for-each-ref"), try ledger.git("remote.git", "for-each-ref"))
    let folder = try TestFolder()
    let rehearsal = try Rehearsal(of: one, in: folder.path) { workspace throws(OpsError) in
      try workspace.fetch()
    }
    #expect(try rehearsal.changes().isEmpty)
    try ledger.write(["b": "1"], in: rehearsal.workspace)
    #expect(try rehearsal.workspace.publish() == 0)
    let change = try #require(try rehearsal.changes().first)
    #expect(change.files.map(\.path) == ["b"])
    #expect(try rehearsal.workspace.mainTree().files().sorted() == ["a", "b", "start"])
    #expect(try ledger.git("one", "for-each-ref") == before.0)
    #expect(try ledger.git("remote.git", "for-each-ref") == before.1)
  }
}
