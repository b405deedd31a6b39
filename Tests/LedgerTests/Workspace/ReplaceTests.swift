import Governance
import Testing

@testable import Ledger

@Suite("Refs without history")
struct ReplaceTests {
  private func put(_ files: [String: String], _ ledger: TestLedger, after seconds: Int = 0) throws {
    let ref = try ledger.workspace.ref(named: "refs/n8n-ops/status/acme/prod")
    try ledger.workspace.replace(ref, as: TestLedger.act(after: seconds)) { (_, edit) throws(OpsError) in
      for (path, text) in files { edit.put(Array(text.utf8), at: path) }
      return TestLedger.note()
    }
  }

  @Test("one commit without parents takes the place of the other; what it did not name stays")
  func replaces() throws {
    let ledger = try TestLedger()
    let ref = "refs/n8n-ops/status/acme/prod"
    try put(["a": "1", "b": "1"], ledger)
    let first = try ledger.folder.git("rev-parse", ref)
    try put(["a": "2"], ledger, after: 1)
    #expect(try ledger.folder.git("rev-parse", ref) != first)
    #expect(try ledger.folder.git("rev-list", "--count", ref) == "1")
    #expect(try ledger.folder.git("show", "\(ref):a") == "2")
    #expect(try ledger.folder.git("show", "\(ref):b") == "1")
    #expect(try ledger.folder.git("branch", "--list") == "", "people do not see it among the branches")
  }

  @Test("the same content writes nothing")
  func same() throws {
    let ledger = try TestLedger()
    try put(["a": "1"], ledger)
    let first = try ledger.folder.git("rev-parse", "refs/n8n-ops/status/acme/prod")
    try put(["a": "1"], ledger, after: 5)
    #expect(try ledger.folder.git("rev-parse", "refs/n8n-ops/status/acme/prod") == first)
  }

  @Test("what was replaced can be collected: retention really deletes")
  func collected() throws {
    let ledger = try TestLedger()
    try put(["a": "a secret of old"], ledger)
    let blob = try ledger.folder.git("rev-parse", "refs/n8n-ops/status/acme/prod:a")
    try put(["a": "new"], ledger, after: 1)
    try ledger.folder.git("gc", "--prune=now", "--quiet")
    #expect(throws: TestFolder.Refused.self) { try ledger.folder.git("cat-file", "-e", blob) }
  }

  @Test("a ref is removed once, and removing it again is nothing")
  func remove() throws {
    let ledger = try TestLedger()
    try put(["a": "1"], ledger)
    let ref = try ledger.workspace.ref(named: "refs/n8n-ops/status/acme/prod")
    try ledger.workspace.remove(ref)
    try ledger.workspace.remove(ref)
    #expect(try ledger.workspace.tree(of: ref).commit == nil)
  }

  @Test("many writers at once: every one lands")
  func contention() async throws {
    let ledger = try TestLedger()
    let ref = try ledger.workspace.ref(named: "refs/n8n-ops/status/acme/prod")
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<20 {
        let workspace = try ledger.reopened()
        group.addTask {
          try workspace.replace(ref, as: TestLedger.act(after: number)) { (_, edit) throws(OpsError) in
            edit.put([UInt8(number)], at: "file-\(number)")
            return TestLedger.note()
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try ledger.workspace.tree(of: ref).files().count == 20)
  }
}
