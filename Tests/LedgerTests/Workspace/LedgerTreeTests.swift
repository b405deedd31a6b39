import Git
import Governance
import Testing

@testable import Ledger

@Suite("Reading the tree of a commit")
struct LedgerTreeTests {
  @Test("a branch that does not exist reads as an empty tree")
  func absent() throws {
    let tree = try TestLedger().workspace.mainTree()
    #expect(tree.commit == nil)
    #expect(try tree.bytes(at: "a.json") == nil)
    #expect(try tree.files().isEmpty)
    #expect(try tree.folders(in: "state").isEmpty)
    #expect(try tree.documents(in: "").isEmpty)
  }

  @Test("files, documents and folders, each only directly in its folder")
  func listing() throws {
    let ledger = try TestLedger()
    try ledger.commit([
      "f/b.json": "1", "f/a.json": "2", "f/note.md": "3", "f/sub/c.json": "4", "g/x.json": "5",
      "top.json": "6",
    ])
    let tree = try ledger.workspace.mainTree()
    #expect(try tree.files(under: "f") == ["f/a.json", "f/b.json", "f/note.md", "f/sub/c.json"])
    #expect(try tree.documents(in: "f").map(\.name) == ["a", "b"])
    #expect(try tree.documents(in: "").map(\.name) == ["top"])
    #expect(try tree.folders(in: "f") == ["sub"])
    #expect(try tree.folders(in: "") == ["f", "g"])
    #expect(try tree.bytes(at: "f/sub/c.json") == Array("4".utf8))
    #expect(try tree.bytes(at: "f/sub") == nil, "a folder is no file")
    #expect(try tree.documents(in: "f/a.json").isEmpty, "a file is no folder")
  }

  @Test("the values of a folder by slug; a name that is none is told with its file")
  func values() throws {
    let ledger = try TestLedger()
    let member = Member(name: "Ada", email: "ada@example.org", role: .admin)
    let text = String(decoding: try StateCoding.bytes(member, at: "team/ada.json"), as: UTF8.self)
    try ledger.commit(["team/ada.json": text])
    #expect(try ledger.workspace.mainTree().values(Member.self, in: "team") == [try slug("ada"): member])
    try ledger.commit(["team/Not A Slug.json": text])
    let error = #expect(throws: OpsError.self) {
      try ledger.workspace.mainTree().values(Member.self, in: "team")
    }
    #expect(error?.place == "team/Not A Slug.json")
  }

  @Test("a symbolic link is not followed")
  func link() throws {
    let ledger = try TestLedger(bare: false)
    try ledger.commit(["a.json": "{}"])
    try ledger.folder.git("reset", "--hard")
    try ledger.folder.git("config", "core.symlinks", "true")
    let process = ledger.folder("repository/link.json")
    try FileLink.make(process, to: "/etc/passwd")
    try ledger.folder.git("add", "link.json")
    try ledger.folder.git("commit", "-m", "link")
    let tree = try ledger.workspace.mainTree()
    #expect(try tree.bytes(at: "link.json") == nil)
    #expect(try tree.documents(in: "").map(\.name) == ["a"])
  }
}
